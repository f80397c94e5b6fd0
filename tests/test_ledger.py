"""Promise: each change is told to each consumer, in order, until it is done."""

from datetime import timedelta

import pytest

from press import ledger, lifecycle, models
from tests import factories


@pytest.fixture(autouse=True)
def one_consumer(settings):
    settings.NEWSROOM_CONSUMERS = {"log": "unused"}


@pytest.fixture
def told(newsroom, clock):
    """Two events of one release, due now; those of its snippets are done."""
    made = factories.public(newsroom, clock)
    models.Event.objects.filter(release=None).delete()
    return made


def drain(consumer, clock):
    while ledger.work_one({"log": consumer}, clock=clock):
        pass


def test_every_change_is_an_event_with_a_delivery_for_each_consumer(
    newsroom, clock, settings
):
    settings.NEWSROOM_CONSUMERS = {"one": "unused", "two": "unused"}

    made = factories.corrected(newsroom, clock)

    events = made.release.events.order_by("visible_at", "locale")
    assert [(row.kind, row.locale, row.version) for row in events] == [
        ("release.published", "en", 1),
        ("release.published", "fr", 1),
        ("release.corrected", "en", 2),
        ("release.corrected", "fr", 2),
    ]
    for event in events:
        rows = event.deliveries.order_by("consumer")
        assert [(row.consumer, row.next_try) for row in rows] == [
            ("one", event.visible_at),
            ("two", event.visible_at),
        ]


def test_nothing_is_told_before_its_instant(newsroom, clock):
    made = factories.embargoed(newsroom, clock)
    models.Event.objects.filter(release=None).delete()
    heard = []

    def consumer(event, *, at):
        heard.append((event.locale, at))

    clock.at = made.release.embargo_at - timedelta(seconds=1)
    drain(consumer, clock)
    assert heard == []
    assert list(ledger.pending(consumer="log", at=clock())) == []

    clock.at = made.release.embargo_at
    drain(consumer, clock)
    assert sorted(heard) == [("en", clock()), ("fr", clock())]


def test_a_failure_stays_on_its_row_and_comes_again_later_each_time(told, clock):
    heard = []

    def broken(event, *, at):
        heard.append(at)
        raise RuntimeError("no route")

    drain(broken, clock)
    first = list(models.Delivery.objects.order_by("pk"))
    clock.at = first[0].next_try
    drain(broken, clock)
    second = list(models.Delivery.objects.order_by("pk"))

    assert [row.error for row in first] == ["RuntimeError: no route"] * 2
    assert [row.attempts for row in first] == [1, 1]
    assert [row.attempts for row in second] == [2, 2]
    assert [row.next_try - clock() for row in second] == [timedelta(seconds=4)] * 2
    assert list(ledger.pending(consumer="log", at=clock())) != []


def test_what_always_fails_is_parked_and_the_others_go_on(told, clock):
    poison = told.release.events.get(locale="fr").pk
    heard = []

    def consumer(event, *, at):
        if event.pk == poison:
            raise RuntimeError("poison")
        heard.append(event.locale)

    for _turn in range(ledger.MOST_ATTEMPTS + 5):
        drain(consumer, clock)
        clock.tick(hours=2)

    row = models.Delivery.objects.get(event=poison)
    assert heard == ["en"]
    assert row.attempts == ledger.MOST_ATTEMPTS
    assert row.parked_at is not None
    assert row.done_at is None


def test_a_claim_is_one_workers_until_its_lease_ends(told, clock):
    first = ledger.claim(at=clock())
    second = ledger.claim(at=clock())
    none_left = ledger.claim(at=clock())
    clock.tick(seconds=ledger.LEASE.total_seconds())
    again = ledger.claim(at=clock())

    assert first.pk != second.pk
    assert none_left is None
    assert again.pk in {first.pk, second.pk}
    assert again.attempts == 2


def test_a_slow_worker_notes_no_failure_over_the_next_ones_claim(told, clock):
    slow = ledger.claim(at=clock())
    ledger.settle(ledger.claim(at=clock()), at=clock())
    clock.tick(seconds=ledger.LEASE.total_seconds())
    taken_over = ledger.claim(at=clock())

    ledger.fail(slow, error="too late", at=clock())

    row = models.Delivery.objects.get(pk=slow.pk)
    assert taken_over.pk == slow.pk
    assert (row.error, row.leased_until) == ("", clock() + ledger.LEASE)


def test_a_delivery_that_ends_its_worker_is_parked_in_the_end(told, clock):
    for _turn in range(ledger.MOST_ATTEMPTS):
        while ledger.claim(at=clock()):
            pass
        clock.tick(seconds=ledger.LEASE.total_seconds())
    heard = []

    drain(lambda event, *, at: heard.append(event), clock)

    rows = models.Delivery.objects.all()
    assert heard == []
    assert all(row.parked_at for row in rows)
    assert {row.error.split(":")[0] for row in rows} == {"WorkerDied"}


def test_moved_or_cancelled_it_is_told_once_or_never(newsroom, clock):
    made = factories.embargoed(newsroom, clock)
    other = factories.embargoed(newsroom, clock, title="Cancelled")
    models.Event.objects.filter(release=None).delete()
    by = newsroom.users["approver"]
    later = clock() + timedelta(hours=5)
    lifecycle.set_embargo(made.release, later, zone="UTC", by=by, clock=clock)
    lifecycle.cancel_embargo(other.release, by=by, reason="No", clock=clock)
    heard = []
    clock.at = later

    drain(lambda event, *, at: heard.append((event.release_id, event.locale)), clock)

    assert sorted(heard) == [(made.release.pk, "en"), (made.release.pk, "fr")]
