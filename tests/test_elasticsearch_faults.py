"""Promise: no fault of Elasticsearch slows, loses or shows anything; it catches up."""

import json
import os
import signal

import pytest
from django.db import connections

from press import lifecycle
from press import models as press
from search import asking, draining, mirror, models, query, remaking
from search.backends.elastic import breaking, connecting, writing
from tests import factories, faults, mirroring
from tests.test_crash import ended, forked

pytestmark = pytest.mark.usefixtures("mirrored")

# Seconds that an engine which fails may take.
HASTE = 1.0


@pytest.fixture
def clock(pinned_clock):
    """Every edge reads the clock that the test moves."""
    return pinned_clock


@pytest.fixture
def proxy(settings, mirrored, monkeypatch):
    """What stands between the newsroom and the engine, and can fail.

    A writer waits as briefly as a reader while it does, and has its usual time else:
    an engine that is well may take longer to make an index.
    """
    patience = connecting.TO_WRITE
    with faults.FaultProxy(settings.ELASTICSEARCH_URL) as made:
        turn = made.fail

        def fail(name, **more):
            limit = patience if name == faults.PASS else HASTE
            monkeypatch.setattr(connecting, "TO_WRITE", limit)
            turn(name, **more)

        monkeypatch.setattr(made, "fail", fail)
        settings.ELASTICSEARCH_URL = made.url
        settings.ELASTICSEARCH_TIMEOUT = HASTE
        yield made


def page(words, clock):
    made = asking.Asked(words=words, locale="en", others=("fr",), size=50)
    return query.find(made, at=clock())


def keys(found):
    return [hit.shown.key for hit in found.hits]


def answer(client, words):
    """Return what the API answers, without what only an engine that works says."""
    got = client.get("/api/v1/search", {"q": words, "locale": "en"})
    assert got.status_code == 200
    body = json.loads(got.content)
    return body["total"], body["hits"], body["facets"]


@pytest.mark.django_db
@pytest.mark.parametrize("fault", faults.FAULTS)
def test_a_fault_slows_no_publishing_and_hides_nothing(
    fault, newsroom, clock, client, proxy
):
    factories.public(newsroom, clock, title="First", words="Narwhal")
    mirroring.feed(clock)
    connecting.connection().breaker.answered()
    healthy = answer(client, "narwhal")
    assert not page("narwhal", clock).is_degraded

    proxy.fail(fault)
    asked = proxy.requests
    made = factories.public(newsroom, clock, title="Second", words="Narwhal")
    assert proxy.requests == asked
    mirroring.deliver(clock)
    assert proxy.requests == asked
    mirroring.drain(clock)

    during = answer(client, "narwhal")
    assert during[0] > healthy[0]
    assert client.get("/en/search/", {"q": "narwhal"}).status_code == 200
    found = page("narwhal", clock)
    assert str(made.release.pk) in {key.key for key in keys(found)}
    assert found.is_degraded == (fault != faults.READ_ONLY)
    assert models.Unsent.objects.exists()

    proxy.mend()
    connecting.connection().breaker.answered()
    clock.tick(seconds=draining.LEASE.total_seconds())
    mirroring.drain(clock)
    mirroring.assert_equal(clock)
    after = page("narwhal", clock)
    assert (keys(after), after.is_degraded) == (keys(found), False)
    assert answer(client, "narwhal")[0] == during[0]


@pytest.mark.django_db
def test_an_engine_that_hangs_costs_one_reader_the_time_limit(newsroom, clock, proxy):
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.feed(clock)
    connected = connecting.connection()
    now = [0.0]
    connected.breaker.now = lambda: now[0]
    connected.breaker.answered()
    proxy.fail(faults.HANG)

    def readers(count):
        """Return how often the engine was asked, and whether all were answered."""
        before = proxy.requests
        found = [page("narwhal", clock) for _number in range(count)]
        assert all(one.total > 0 and one.is_degraded for one in found)
        return proxy.requests - before

    assert readers(5) == 1
    now[0] += breaking.WAIT
    assert readers(5) == 1
    proxy.mend()
    assert readers(3) == 0
    now[0] += breaking.WAIT
    assert not page("narwhal", clock).is_degraded


@pytest.mark.django_db
def test_what_waits_is_sent_at_once_when_the_engine_answers(newsroom, clock, proxy):
    mirroring.fill(clock)
    proxy.fail(faults.REFUSE)
    factories.public(newsroom, clock, title="First", words="Narwhal")
    mirroring.deliver(clock)
    for _number in range(8):
        mirroring.drain(clock)
        clock.tick(seconds=mirroring.PATIENCE)
    mirroring.drain(clock)
    held_up = models.Unsent.objects.filter(next_try__gt=clock()).count()
    proxy.mend()

    factories.public(newsroom, clock, title="Second", words="Walrus")
    mirroring.feed(clock)

    assert held_up > 0
    mirroring.assert_equal(clock)


@pytest.mark.django_db
def test_one_that_waits_too_long_is_tried_half_a_minute_apart(newsroom, clock, proxy):
    mirroring.fill(clock)
    proxy.fail(faults.UNAVAILABLE)
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.deliver(clock)
    waits = []
    for _number in range(7):
        draining.work_one(clock=clock, shake=lambda: 1.0)
        note = models.Unsent.objects.order_by("pk").first()
        waits.append((note.next_try - clock()).total_seconds())
        clock.at = note.next_try

    assert waits == [1, 2, 4, 8, 16, 30, 30]
    draining.work_one(clock=clock, shake=lambda: 0.0)
    note.refresh_from_db()
    assert (note.next_try - clock()).total_seconds() == 15
    assert note.error == draining.AWAY


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [faults.REFUSE, faults.LOSE, faults.UNAVAILABLE])
def test_a_rebuild_that_fails_leaves_the_index_in_use(newsroom, clock, proxy, fault):
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.feed(clock)
    name = mirroring.index()
    proxy.fail(fault)

    with pytest.raises(connecting.port.Unanswered):
        remaking.rebuild(clock=clock)

    assert mirroring.index() == name
    proxy.mend()
    mirroring.assert_equal(clock)
    second = mirroring.fill(clock)
    mirroring.assert_equal(clock)
    assert writing.indexes() == sorted({name, second})


def killed(settings, point, child):
    """Run `child` in a process that dies at `point`; return what it died of."""

    def run():
        settings.NEWSROOM_FAILPOINT = point
        child()

    return ended(forked(run))


def published(clock, *words):
    """Return a newsroom with releases that the entries have and the mirror lacks."""
    room = factories.newsroom()
    mirroring.fill(clock)
    for word in words:
        factories.public(room, clock, title=word, words=word)
    mirroring.deliver(clock)
    return room


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["mirror.claimed", "mirror.sent", "mirror.settled"])
def test_a_worker_killed_while_it_sends_loses_nothing(
    point, settings, clock, monkeypatch
):
    monkeypatch.setattr(writing, "MANY", 3)
    published(clock, "Narwhal", "Walrus")
    count = models.Unsent.objects.count()

    died = killed(settings, point, lambda: draining.work_one(clock=clock))
    left = models.Unsent.objects.count()
    mirroring.drain(clock)
    claimed = models.Unsent.objects.count()
    clock.tick(seconds=draining.LEASE.total_seconds())
    mirroring.drain(clock)

    assert died == signal.SIGKILL
    assert left == claimed == (count - 3 if point == "mirror.settled" else count)
    assert count > 6
    mirroring.assert_equal(clock)


@pytest.mark.django_db(transaction=True)
def test_what_changes_while_it_is_sent_is_sent_again(clock, monkeypatch):
    room = published(clock, "Narwhal")
    release = press.Release.objects.get(
        pk=models.Entry.objects.filter(type="release").first().key
    )
    send = writing.send

    def meanwhile(name, writes):
        """Withdraw it after its bytes have left, before they are acknowledged."""
        monkeypatch.setattr(writing, "send", send)
        failures = send(name, writes)
        clock.tick(minutes=1)
        lifecycle.withdraw(
            release,
            by=room.users["approver"],
            notes={"en": "No.", "fr": "Non."},
            clock=clock,
        )
        mirroring.deliver(clock)
        return failures

    monkeypatch.setattr(writing, "send", meanwhile)
    draining.work_one(clock=clock)
    between = models.Unsent.objects.filter(subject_key=str(release.pk)).count()
    mirroring.drain(clock)

    assert between == 2
    assert page("narwhal", clock).total == 0
    mirroring.assert_equal(clock)


@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_send_all(clock, monkeypatch):
    monkeypatch.setattr(draining, "MANY", 2)
    published(clock, "Narwhal", "Walrus", "Beluga")

    workers = [forked(lambda: mirroring.drain(clock)) for _number in range(3)]

    assert [ended(worker) for worker in workers] == [0, 0, 0]
    mirroring.drain(clock)
    mirroring.assert_equal(clock)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["mirror.copied", "mirror.in-use"])
def test_a_rebuild_killed_on_its_way_is_done_again(point, settings, clock):
    published(clock, "Narwhal")
    mirroring.drain(clock)
    first = mirroring.index()

    died = killed(settings, point, lambda: remaking.rebuild(clock=clock))
    between = mirroring.index()
    mirroring.assert_equal(clock)
    with pytest.raises(mirror.Busy):
        remaking.rebuild(clock=clock)
    clock.tick(seconds=remaking.LEASE.total_seconds())
    last = mirroring.fill(clock)

    assert died == signal.SIGKILL
    assert (between == first) == (point == "mirror.copied")
    mirroring.assert_equal(clock)
    assert writing.indexes() == sorted({between, last})


def test_a_forked_process_has_connections_of_its_own(settings):
    here = connecting.connection()

    def child():
        os._exit(connecting.connection() is here)

    process = os.fork()
    if process == 0:
        child()
    _pid, status = os.waitpid(process, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert connecting.connection() is here
    connections.close_all()
