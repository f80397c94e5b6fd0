"""Promise: no webhook tells of a hidden release, and none ever holds a word of one.

The receiver hears nothing before T that names the release or what only it names;
from T on it hears of each edition. The log of deliveries has ids, never a text.
"""

from datetime import timedelta

import pytest

from press import models
from tests import factories, receiving
from tests.embargo import rooms, states
from tests.embargo.canaries import CANARIES, EARLIER, sung
from tests.test_embargo import LOCALES, secret_ids

SECOND = timedelta(seconds=1)
NEVER_SENT = [*CANARIES.values(), *EARLIER.values()]


@pytest.fixture
def server(settings):
    """A receiver on loopback that is told of everything."""
    settings.NEWSROOM_WEBHOOK_ALLOW = ["127.0.0.0/8"]
    settings.NEWSROOM_CONSUMERS = {"webhooks": "unused"}
    with receiving.receiver() as made:
        yield made


def sent(server):
    """Return all that went over the wire, as text."""
    return "\n".join(f"{headers}\n{body.decode()}" for headers, body in server.heard)


def logged():
    """Return all that the log of deliveries holds, as text."""
    rows = models.WebhookDelivery.objects.all()
    return "\n".join(str(vars(row)) for row in rows)


@pytest.mark.parametrize("state", states.STATES, ids=lambda state: state.name)
def test_nothing_is_told_before_t_and_never_a_word(state, server, pinned_clock, db):
    clock = pinned_clock
    receiving.endpoint(server, clock)
    secret = rooms.hide(clock)
    lift = states.lift_of(clock)
    state.reach(secret, lift)
    # Something else came out: silence would prove nothing.
    factories.public(secret.room, clock, title="Another day", words="Another")

    for moment in (lift - SECOND, lift + SECOND):
        clock.at = moment
        assert_silent(server, secret, clock, state.at(moment, lift=lift))

    told = {
        message["data"]["locale"]
        for message in server.messages
        if message["data"]["id"] == str(secret.release.pk)
    }
    is_ever_public = state.after != states.ABSENT
    assert told == (set(LOCALES) if is_ever_public else set())


def assert_silent(server, secret, clock, verdict):
    """Send what is due; hold that neither it nor the log says what it may not."""
    receiving.send(clock)
    assert server.heard
    hidden = [*NEVER_SENT, *secret_ids(secret, verdict)]
    assert sung(sent(server), hidden) == []
    assert sung(logged(), hidden) == []


def test_a_receiver_that_fails_is_shown_no_word_of_what_it_was_not_told(
    server, pinned_clock, db
):
    clock = pinned_clock
    receiving.endpoint(server, clock)
    secret = rooms.hide(clock)
    states.embargoed(secret, states.lift_of(clock))
    factories.public(secret.room, clock, title="Another day", words="Another")
    server.status, server.body = 500, b"why?"

    receiving.send(clock)
    clock.tick(minutes=50)
    receiving.send(clock)

    assert server.heard
    hidden = [*NEVER_SENT, *secret_ids(secret, states.ABSENT)]
    assert sung(sent(server) + logged(), hidden) == []


def test_an_endpoint_made_after_the_embargo_hears_of_it_at_t(server, pinned_clock, db):
    clock = pinned_clock
    room = factories.newsroom()
    made = factories.embargoed(room, clock)
    lift = made.release.embargo_at
    clock.tick(minutes=1)
    receiving.endpoint(server, clock)

    clock.at = lift - SECOND
    receiving.send(clock)
    before = list(server.messages)
    clock.at = lift
    receiving.send(clock)

    assert [row["data"] for row in before if row["data"]["kind"] == "release"] == []
    told = [row["data"] for row in server.messages if row["data"]["kind"] == "release"]
    assert {(row["id"], row["locale"]) for row in told} == {
        (str(made.release.pk), locale) for locale in LOCALES
    }
