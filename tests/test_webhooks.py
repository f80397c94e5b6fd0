"""Promise: what becomes public is told, signed, in order, once it is, not before."""

import uuid
from datetime import timedelta

import pytest

from press import ledger, lifecycle, models
from press.delivery.webhooks import endpoints, keys, sending
from tests import factories, receiving


@pytest.fixture(autouse=True)
def local(settings):
    settings.NEWSROOM_WEBHOOK_ALLOW = ["127.0.0.0/8"]
    settings.NEWSROOM_CONSUMERS = {"webhooks": "unused"}


@pytest.fixture
def server():
    with receiving.receiver() as server:
        yield server


@pytest.fixture
def clock(pinned_clock):
    """Signals read the clock that the test moves."""
    return pinned_clock


def quiet(room, clock):
    """A public release whose events and those of its snippets are told already."""
    made = factories.public(room, clock)
    receiving.send(clock)
    clock.tick(minutes=1)
    return made


def told(server):
    return [
        (one["type"], one["data"]["locale"], one["data"]["version"])
        for one in server.messages
    ]


def test_a_lift_is_told_in_each_language_signed_and_without_a_word_of_it(
    newsroom, clock, server
):
    made = factories.approved(newsroom, clock)
    receiving.hand_over(clock)
    _endpoint, secret = receiving.endpoint(server, clock)
    clock.tick(minutes=1)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    lifted_at = clock()

    receiving.send(clock)

    made.release.refresh_from_db()
    assert server.messages == [
        {
            "type": "release.published",
            "timestamp": lifted_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "data": {
                "kind": "release",
                "id": str(made.release.pk),
                "reference": made.release.reference,
                "locale": locale,
                "version": 1,
                "api_url": f"http://127.0.0.1:8000/api/v1/releases/"
                f"{made.release.pk}?locale={locale}",
            },
        }
        for locale in ("en", "fr")
    ]
    assert server.verifying(secret) == [2]
    assert [uuid.UUID(one).version for one in server.ids] == [4, 4]
    assert set(server.ids) == {str(row.pk) for row in made.release.events.all()}
    headers = server.heard[0][0]
    assert headers["Content-Type"] == "application/json"
    assert headers["User-Agent"] == "Newsroom-Webhooks/1"


def test_nothing_of_an_embargo_is_told_before_its_instant(newsroom, clock, server):
    receiving.endpoint(server, clock)
    clock.tick(minutes=1)
    made = factories.embargoed(newsroom, clock)

    clock.at = made.release.embargo_at - timedelta(seconds=1)
    assert receiving.send(clock, settle=False) == 0
    assert models.WebhookDelivery.objects.count() == 0
    clock.at = made.release.embargo_at
    receiving.send(clock)

    assert told(server) == [
        ("release.published", "en", 1),
        ("release.published", "fr", 1),
    ]


def test_with_and_without_a_secret_the_same_is_told(newsroom, clock, server):
    receiving.endpoint(server, clock)
    clock.tick(minutes=1)
    made = factories.public(newsroom, clock)
    receiving.send(clock)
    without = told(server)
    server.heard.clear()

    clock.at = clock().replace(microsecond=0)
    factories.embargoed(newsroom, clock, title="Secret", words="Secret")
    hidden = factories.draft(newsroom, title="Draft", words="Draft")
    hidden.person.name = "Another Name"
    hidden.person.save_revision().publish()
    receiving.send(clock)

    assert len(without) > 0
    assert told(server) == []
    assert made.release.events.count() == 2


def test_a_person_who_is_named_in_public_is_told_when_it_changes(
    newsroom, clock, server
):
    made = quiet(newsroom, clock)
    receiving.endpoint(server, clock)
    made.person.name = "Another Name"
    made.person.save_revision().publish()

    receiving.send(clock)

    key = made.person.translation_key
    assert [one["data"] for one in server.messages] == [
        {
            "kind": "person",
            "id": str(key),
            "reference": None,
            "locale": "en",
            "version": 2,
            "api_url": f"http://127.0.0.1:8000/api/v1/people/{key}?locale=en",
        }
    ]


def test_of_a_record_that_was_public_once_the_same_is_told_as_in_changes(
    newsroom, clock, server, client, pinned_clock
):
    made = quiet(newsroom, clock)
    notes = {"en": "Wrong.", "fr": "Faux."}
    by = newsroom.users["approver"]
    lifecycle.withdraw(made.release, by=by, notes=notes, clock=clock)
    receiving.endpoint(server, clock, kinds=["record.changed"])
    clock.tick(minutes=1)
    made.person.name = "Another Name"
    made.person.save_revision().publish()

    receiving.send(clock)

    (told,) = server.messages
    assert told["data"]["id"] == str(made.person.translation_key)
    listed = client.get("/api/v1/changes").content.decode()
    assert told["data"]["id"] in listed


def test_a_correction_a_withdrawal_and_a_return_are_told_in_order(
    newsroom, clock, server
):
    receiving.endpoint(
        server,
        clock,
        kinds=[
            "release.published",
            "release.corrected",
            "release.withdrawn",
            "release.restored",
            "release.erased",
        ],
        locales=["fr"],
    )
    clock.tick(minutes=1)
    made = factories.corrected(newsroom, clock)
    by = newsroom.users["operator"]
    notes = {"en": "Back.", "fr": "Retour."}
    lifecycle.withdraw(made.release, by=by, notes=notes, clock=clock)
    lifecycle.restore(made.release, by=by, reason="Cleared", clock=clock)
    lifecycle.erase(made.release, by=by, reason="Order", clock=clock)

    receiving.send(clock)

    assert told(server) == [
        ("release.published", "fr", 1),
        ("release.corrected", "fr", 2),
        ("release.withdrawn", "fr", 2),
        ("release.restored", "fr", 3),
        ("release.erased", "fr", 3),
    ]


def test_a_language_that_joins_later_is_told_as_a_translation(newsroom, clock, server):
    made = factories.draft(newsroom)
    models.Release.objects.filter(pk=made.release.pk).update(required_locales=["en"])
    made.release.refresh_from_db()
    by = newsroom.users["approver"]
    factories.approve(made, newsroom, clock, "en")
    lifecycle.lift_now(made.release, by=by, clock=clock)
    receiving.hand_over(clock)
    receiving.endpoint(server, clock)
    clock.tick(minutes=1)
    factories.approve(made, newsroom, clock, "fr")
    lifecycle.join(made.release, "fr", by=by, clock=clock)

    receiving.send(clock)

    assert told(server) == [("release.translated", "fr", 1)]


def test_a_language_without_a_home_is_not_told(newsroom, clock, server):
    receiving.endpoint(server, clock)
    newsroom.indexes["fr"].unpublish()
    clock.tick(minutes=1)
    made = factories.public(newsroom, clock)

    receiving.send(clock)

    about = [
        one["data"]["locale"]
        for one in server.messages
        if one["data"]["id"] == str(made.release.pk)
    ]
    assert about == ["en"]


def test_who_came_later_is_not_told_what_was(newsroom, clock, server):
    factories.public(newsroom, clock)
    clock.tick(seconds=1)
    receiving.endpoint(server, clock)

    assert receiving.send(clock) == 0


def test_a_later_message_waits_for_an_earlier_one_that_fails(newsroom, clock, server):
    receiving.endpoint(server, clock, kinds=["release.published", "release.corrected"])
    clock.tick(minutes=1)
    server.statuses = [500]
    factories.corrected(newsroom, clock)

    receiving.send(clock)
    first = told(server)
    clock.tick(seconds=10)
    receiving.send(clock)

    assert first == [("release.published", "en", 1)]
    assert told(server) == [
        ("release.published", "en", 1),
        ("release.published", "en", 1),
        ("release.published", "fr", 1),
        ("release.corrected", "en", 2),
        ("release.corrected", "fr", 2),
    ]
    assert server.ids[0] == server.ids[1]


def test_another_release_does_not_wait_for_one_that_fails(newsroom, clock, server):
    receiving.endpoint(server, clock, kinds=["release.published"], locales=["en"])
    clock.tick(minutes=1)
    one = factories.public(newsroom, clock)
    clock.tick(seconds=1)
    two = factories.public(newsroom, clock, title="Other")
    server.statuses = [500]

    receiving.send(clock)
    clock.tick(seconds=1)
    receiving.send(clock)

    ids = [message["data"]["id"] for message in server.messages]
    assert ids == [str(one.release.pk), str(two.release.pk), str(one.release.pk)]


def test_events_are_told_in_order_though_the_ledger_hands_them_over_in_none(
    newsroom, clock, server
):
    receiving.endpoint(server, clock, kinds=["release.published", "release.corrected"])
    clock.tick(minutes=1)
    factories.corrected(newsroom, clock)
    held = models.Delivery.objects.filter(event__kind="release.published")
    held.update(leased_until=clock() + timedelta(minutes=1))

    receiving.send(clock)

    assert [kind for kind, _locale, _version in told(server)] == [
        *["release.published"] * 2,
        *["release.corrected"] * 2,
    ]


def test_a_message_waits_for_the_purge_of_its_event_a_minute_at_most(
    newsroom, clock, server, settings
):
    settings.NEWSROOM_CONSUMERS = {"webhooks": "unused", "purge": "unused"}
    receiving.endpoint(server, clock, kinds=["release.published"], locales=["en"])
    clock.tick(minutes=1)
    factories.public(newsroom, clock)
    purge = models.Delivery.objects.filter(consumer="purge")
    purge.update(next_try=clock() + timedelta(hours=1))

    assert receiving.send(clock) == 0
    clock.tick(seconds=61)
    assert receiving.send(clock) == 1

    factories.public(newsroom, clock, title="Other")
    purge.update(next_try=clock() + timedelta(hours=1))
    assert receiving.send(clock) == 0
    purge.update(done_at=clock())
    assert receiving.send(clock) == 1


def test_each_endpoint_hears_what_it_asked_for_once(newsroom, clock, server):
    receiving.endpoint(server, clock, kinds=["release.published"])
    receiving.endpoint(server, clock, kinds=["release.published"], locales=["fr"])
    clock.tick(minutes=1)
    factories.public(newsroom, clock)
    receiving.hand_over(clock)
    models.Delivery.objects.update(done_at=None)

    receiving.send(clock)

    assert sorted(told(server)) == [
        ("release.published", "en", 1),
        ("release.published", "fr", 1),
        ("release.published", "fr", 1),
    ]


def test_two_workers_never_send_to_one_endpoint_at_once(newsroom, clock, server):
    receiving.endpoint(server, clock)
    clock.tick(minutes=1)
    factories.public(newsroom, clock)
    receiving.hand_over(clock)
    clock.tick(seconds=1)

    first = sending.claim(at=clock())
    second = sending.claim(at=clock())
    clock.tick(seconds=sending.LEASE.total_seconds())
    third = sending.claim(at=clock())

    assert (first is None, second is None) == (False, True)
    assert third == first


def test_a_rotated_secret_signs_beside_the_new_one_for_a_day(newsroom, clock, server):
    endpoint, old = receiving.endpoint(server, clock)
    new = endpoints.rotate(endpoint, by=newsroom.users["operator"], clock=clock)
    clock.tick(hours=1)
    endpoints.send_test(endpoint, by=None, clock=clock)
    receiving.send(clock)
    within = server.verifying(old, new)
    server.heard.clear()
    clock.tick(hours=24)
    endpoints.send_test(endpoint, by=None, clock=clock)
    receiving.send(clock)

    assert old != new
    assert within == [1, 1]
    assert server.verifying(old, new) == [0, 1]


def test_the_database_alone_signs_nothing_and_a_new_key_takes_over_gently(
    newsroom, clock, server, settings
):
    endpoint, secret = receiving.endpoint(server, clock)
    values = models.WebhookEndpoint.objects.values_list().get()
    assert secret not in map(str, values)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, also of more than thirty-two characters"

    assert secret in keys.in_force(endpoint, at=clock())
    assert keys.current(endpoint) != secret


def test_who_fetches_the_answer_because_of_a_message_sees_the_new_state(
    newsroom, clock, server, client
):
    receiving.endpoint(server, clock, kinds=["release.withdrawn"], locales=["en"])
    clock.tick(minutes=1)
    made = factories.public(newsroom, clock)
    notes = {"en": "Back.", "fr": "Retour."}
    by = newsroom.users["operator"]
    lifecycle.withdraw(made.release, by=by, notes=notes, clock=clock)

    receiving.send(clock)

    path = server.messages[0]["data"]["api_url"].removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 410


def test_the_ledger_notes_that_it_handed_over_whatever_the_receiver_does(
    newsroom, clock, server
):
    server.status = 500
    receiving.endpoint(server, clock)
    clock.tick(minutes=1)
    factories.public(newsroom, clock)

    receiving.send(clock)

    assert list(ledger.pending(consumer="webhooks", at=clock())) == []
