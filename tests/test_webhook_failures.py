"""Promise: what a receiver does not take is tried for a day, then people are told."""

import os
import signal
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections

from press import models
from press.delivery.webhooks import connecting, endpoints, retrying
from tests import factories, receiving

DAY = timedelta(hours=24)


@pytest.fixture(autouse=True)
def local(settings):
    settings.NEWSROOM_WEBHOOK_ALLOW = ["127.0.0.0/8"]
    settings.NEWSROOM_CONSUMERS = {"webhooks": "unused"}


@pytest.fixture
def server():
    with receiving.receiver() as server:
        yield server


def one_message(server, clock):
    """Return an endpoint with a test message that waits for it."""
    endpoint, _secret = receiving.endpoint(server, clock)
    return endpoint, endpoints.send_test(endpoint, by=None, clock=clock)


def tried(delivery, clock, *, until):
    """Send whenever something is due until an instant; return when it was tried."""
    instants = []
    while clock() < until:
        if receiving.send(clock, settle=False):
            instants.append(clock())
        delivery.refresh_from_db()
        if delivery.done_at or delivery.failed_at:
            break
        held = models.WebhookEndpoint.objects.get().held_until
        clock.at = max(delivery.next_try, held or delivery.next_try)
    return instants


def test_the_waits_grow_and_the_last_try_is_a_day_after_the_first(clock):
    first = at = clock()
    tries = [at]
    while at is not None and len(tries) < 50:
        at = retrying.next_try(len(tries), first_try=first, at=at, shake=0.5)
        if at is not None:
            tries.append(at)

    waits = [(one - first).total_seconds() for one in tries]
    assert waits[:7] == [0, 5, 35, 155, 755, 2555, 6155]
    assert waits[-1] == DAY.total_seconds()
    assert len(waits) == 14


@pytest.mark.parametrize(("shake", "seconds"), [(0, 4), (0.5, 5), (1, 6)])
def test_waits_are_spread(clock, shake, seconds):
    again = retrying.next_try(1, first_try=clock(), at=clock(), shake=shake)

    assert (again - clock()).total_seconds() == seconds


def test_a_receiver_may_ask_for_an_hour_and_for_no_more(clock):
    def after(asked):
        again = retrying.next_try(
            1, first_try=clock(), at=clock(), shake=0.5, asked=asked
        )
        return (again - clock()).total_seconds()

    assert [after(0), after(3), after(90), after(99999)] == [5, 5, 90, 3600]


def test_a_failed_message_is_tried_again_with_the_same_id_until_it_is_taken(
    db, clock, server
):
    _endpoint, delivery = one_message(server, clock)
    server.statuses = [500, 503, 404]
    began = clock()

    instants = tried(delivery, clock, until=began + DAY)

    assert [(one - began).total_seconds() for one in instants] == [0, 5, 35, 155]
    assert server.ids == [str(delivery.message)] * 4
    assert (delivery.attempts, delivery.status, delivery.error) == (4, 204, "")
    assert delivery.done_at == clock()


def test_after_a_day_it_is_given_up_and_the_endpoint_is_turned_off(
    newsroom, clock, server, django_capture_on_commit_callbacks
):
    endpoint, delivery = one_message(server, clock)
    server.status = 500
    server.body = b"no room\0left" + b"x" * 5000
    began = clock()

    with django_capture_on_commit_callbacks(execute=True):
        instants = tried(delivery, clock, until=began + 2 * DAY)

    endpoint.refresh_from_db()
    assert instants[-1] - began == DAY
    assert (delivery.failed_at, delivery.done_at) == (clock(), None)
    assert (delivery.error, delivery.status) == ("status", 500)
    assert delivery.answer.startswith("no room\N{REPLACEMENT CHARACTER}left")
    assert len(delivery.answer) == connecting.KEPT_BYTES
    assert (endpoint.enabled, endpoint.off) == (False, "failing")
    assert endpoint.disabled_at == clock()
    entry = models.AuditEntry.objects.order_by("-pk").first()
    assert (entry.action, entry.reason, entry.actor) == ("webhook_off", "failing", None)
    (sent,) = mail.outbox
    assert sent.to == ["operator@example.org"]
    assert sent.subject == f"A webhook was turned off: {server.url}"
    assert f"/admin/webhooks/{endpoint.pk}/" in sent.body


def test_a_message_that_alone_fails_turns_nothing_off(newsroom, clock, server):
    endpoint, poison = one_message(server, clock)
    poison_body, began = poison.body, clock()

    def refuse(message):
        is_poison = message["timestamp"] == poison_body.split('"')[7]
        server.status = 500 if is_poison else 204

    server.on_message = refuse
    while clock() < began + DAY + timedelta(hours=5):
        clock.tick(hours=3)
        endpoints.send_test(endpoint, by=None, clock=clock)
        receiving.send(clock)
        clock.tick(minutes=6)
        receiving.send(clock)

    poison.refresh_from_db()
    endpoint.refresh_from_db()
    assert poison.failed_at is not None
    assert endpoint.enabled
    left = models.WebhookDelivery.objects.filter(done_at=None)
    assert list(left) == [poison]


def test_a_receiver_that_says_gone_is_turned_off_at_once(
    newsroom, clock, server, django_capture_on_commit_callbacks
):
    endpoint, _delivery = one_message(server, clock)
    waits = endpoints.send_test(endpoint, by=None, clock=clock)
    server.status = 410

    with django_capture_on_commit_callbacks(execute=True):
        receiving.send(clock, settle=False)

    endpoint.refresh_from_db()
    waits.refresh_from_db()
    assert (endpoint.enabled, endpoint.off) == (False, "gone")
    assert (waits.failed_at, waits.error) == (clock(), "off")
    assert len(server.heard) == 1
    assert "410" in mail.outbox[0].body


def test_a_host_that_is_down_is_not_asked_once_a_message(db, clock, server):
    endpoint, _first = one_message(server, clock)
    for _number in range(20):
        endpoints.send_test(endpoint, by=None, clock=clock)
    server.status = 500

    asked = []
    for _minute in range(60):
        asked.append(receiving.send(clock))
        clock.tick(minutes=1)

    assert sum(asked) < 20
    server.status = 204
    clock.tick(minutes=10)
    receiving.send(clock)
    assert not endpoints.waiting(endpoint).exists()


def test_a_redirect_is_a_failure_that_says_so(db, clock, server):
    _endpoint, delivery = one_message(server, clock)
    server.status = 302
    server.headers = [("Location", server.url)]

    receiving.send(clock)

    delivery.refresh_from_db()
    assert (delivery.error, delivery.status) == ("redirect", 302)
    assert len(server.heard) == 1


def test_an_address_that_is_no_longer_allowed_is_not_asked(db, clock, server, settings):
    _endpoint, delivery = one_message(server, clock)
    settings.NEWSROOM_WEBHOOK_ALLOW = []

    receiving.send(clock)

    delivery.refresh_from_db()
    assert (delivery.error, delivery.status) == ("not-public", None)
    assert server.heard == []


def test_a_fault_of_our_own_is_noted_and_tried_again(db, clock, server, caplog):
    _endpoint, delivery = one_message(server, clock)
    models.WebhookEndpoint.objects.update(url="http://hooks.example.org/")
    receiving.send(clock, resolver=lambda host, port: ["no address"])

    delivery.refresh_from_db()
    assert delivery.error == "broken"
    assert delivery.next_try > clock()
    assert "could not be sent" in caplog.text


def test_what_is_turned_off_by_hand_is_sent_nothing_and_nobody_is_written_to(
    newsroom, clock, server, django_capture_on_commit_callbacks
):
    endpoint, delivery = one_message(server, clock)

    with django_capture_on_commit_callbacks(execute=True):
        endpoints.turn_off(
            endpoint,
            endpoints.Off.BY_HAND,
            by=newsroom.users["operator"],
            clock=clock,
        )
        receiving.send(clock, settle=False)

    delivery.refresh_from_db()
    assert (server.heard, mail.outbox) == ([], [])
    assert (delivery.error, delivery.failed_at) == ("off", clock())


def test_what_happened_while_it_was_off_is_not_sent_later(newsroom, clock, server):
    endpoint, _secret = receiving.endpoint(server, clock)
    endpoints.turn_off(endpoint, endpoints.Off.BY_HAND, by=None, clock=clock)
    clock.tick(minutes=1)
    factories.public(newsroom, clock)
    receiving.hand_over(clock)
    endpoints.turn_on(endpoint, by=newsroom.users["operator"], clock=clock)

    assert receiving.send(clock) == 0


def test_a_replay_sends_the_same_bytes_again_beside_the_order(newsroom, clock, server):
    kinds = ["release.published", "release.corrected"]
    endpoint, _secret = receiving.endpoint(server, clock, kinds=kinds, locales=["en"])
    clock.tick(minutes=1)
    factories.corrected(newsroom, clock)
    receiving.send(clock)
    first = models.WebhookDelivery.objects.get(kind="release.published")
    server.statuses = [500]

    assert endpoints.replay(first, by=newsroom.users["operator"], clock=clock)
    assert not endpoints.replay(first, by=newsroom.users["operator"], clock=clock)
    receiving.send(clock)
    clock.tick(seconds=10)
    receiving.send(clock)

    (_head, body), (_other, _corrected), (_again, same), (_last, too) = server.heard
    assert body == same == too
    assert server.ids[0] == server.ids[2] == server.ids[3]
    first.refresh_from_db()
    assert first.done_at == clock()
    assert endpoint.enabled


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["webhook.claimed", "webhook.sent"])
def test_a_sender_that_is_killed_leaves_a_message_that_is_sent_again_with_its_id(
    clock, server, settings, point
):
    _endpoint, delivery = one_message(server, clock)
    connections.close_all()
    process = os.fork()
    if process == 0:
        settings.NEWSROOM_FAILPOINT = point
        receiving.send(clock, settle=False)
        os._exit(0)
    _pid, status = os.waitpid(process, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL

    assert receiving.send(clock, settle=False) == 0
    clock.tick(seconds=30)
    assert receiving.send(clock, settle=False) == 1

    delivery.refresh_from_db()
    heard = {"webhook.claimed": 1, "webhook.sent": 2}[point]
    assert server.ids == [str(delivery.message)] * heard
    assert (delivery.attempts, delivery.done_at) == (2, clock())


def test_a_try_deletes_what_ended_more_than_thirty_days_ago(db, clock, server):
    endpoint, old = one_message(server, clock)
    receiving.send(clock, settle=False)
    clock.tick(days=10)
    again = endpoints.send_test(endpoint, by=None, clock=clock)
    receiving.send(clock, settle=False)
    clock.tick(days=20, seconds=-1)
    third = endpoints.send_test(endpoint, by=None, clock=clock)
    receiving.send(clock, settle=False)
    rows = models.WebhookDelivery.objects.order_by("visible_at")
    assert [row.pk for row in rows] == [old.pk, again.pk, third.pk]

    clock.tick(seconds=2)
    last = endpoints.send_test(endpoint, by=None, clock=clock)
    receiving.send(clock, settle=False)
    assert [row.pk for row in rows.all()] == [again.pk, third.pk, last.pk]
