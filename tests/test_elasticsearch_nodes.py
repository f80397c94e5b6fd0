"""Promise: a server that is killed loses nothing that it had acknowledged."""

import time

import pytest

from search import asking, draining, models, query
from search.backends.elastic import connecting, writing
from tests import factories, mirroring
from tests.test_crash import ended, forked

pytestmark = pytest.mark.usefixtures("mirrored")

GUARD = 30


@pytest.fixture
def clock(pinned_clock):
    """Every edge reads the clock that the test moves."""
    return pinned_clock


def page(words, clock):
    return query.find(asking.Asked(words, "en", size=50), at=clock())


def until(is_so):
    """Wait for something to be so, as it comes to be by itself."""
    deadline = time.monotonic() + GUARD
    while not is_so():
        assert time.monotonic() < deadline, is_so
        time.sleep(0.02)


def drained(clock):
    """Send all, one at a time, and go on where the server is away."""
    while models.Unsent.objects.exists():
        draining.work_one(clock=clock)
        if models.Unsent.objects.filter(error=draining.AWAY).exists():
            return


@pytest.mark.django_db(transaction=True)
def test_a_server_killed_while_it_is_told_catches_up(
    clock, settings, monkeypatch, start_node
):
    node = start_node()
    settings.ELASTICSEARCH_URL = node.url
    settings.ELASTICSEARCH_TIMEOUT = 5.0
    monkeypatch.setattr(writing, "MANY", 1)
    room = factories.newsroom()
    mirroring.fill(clock)
    for word in ("Narwhal", "Walrus", "Beluga"):
        factories.public(room, clock, title=word, words=word)
    mirroring.deliver(clock)
    count = models.Unsent.objects.count()

    worker = forked(lambda: drained(clock))
    until(lambda: models.Unsent.objects.count() < count)
    node.kill()
    assert ended(worker) == 0
    factories.public(room, clock, title="Orca", words="Orca")
    mirroring.feed(clock)
    without = page("orca", clock)
    assert (without.is_degraded, without.total > 0) == (True, True)

    node.start()
    clock.tick(seconds=draining.LEASE.total_seconds())
    connecting.connection().breaker.answered()
    until(lambda: not mirroring.drain(clock) and not models.Unsent.objects.exists())
    mirroring.assert_equal(clock)
    again = page("orca", clock)
    assert (again.is_degraded, again.total) == (False, without.total)
    assert count > 10


def is_green():
    health = connecting.connection().client.options(request_timeout=GUARD)
    return health.cluster.health()["status"] == "green"


@pytest.mark.soak
@pytest.mark.django_db
def test_any_of_three_nodes_may_be_killed(newsroom, clock, settings, start_node):
    nodes = start_node(nodes=3)
    settings.ELASTICSEARCH_URL = nodes.url
    settings.ELASTICSEARCH_TIMEOUT = 10.0
    words = ["Narwhal", "Walrus", "Beluga", "Orca", "Krill"]
    factories.public(newsroom, clock, words=words[0])
    mirroring.feed(clock)

    for number in (1, 2, 3):
        until(is_green)
        nodes.kill(number)
        factories.public(newsroom, clock, title=words[number], words=words[number])
        mirroring.deliver(clock)

        def caught_up():
            clock.tick(seconds=mirroring.PATIENCE)
            mirroring.drain(clock)
            return not models.Unsent.objects.exists()

        until(caught_up)
        mirroring.assert_equal(clock)
        found = page(words[number], clock)
        assert (found.is_degraded, found.total > 0) == (False, True)
        nodes.start()
    mirroring.assert_equal(clock)
