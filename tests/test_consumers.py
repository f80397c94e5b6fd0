"""Promise: the cache in front is told what changed, and the log tells ids only."""

import logging
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from press import models
from press.delivery import event_log, purge
from tests import factories


@pytest.fixture
def clock(pinned_clock):
    """Signals read the clock that the test moves."""
    return pinned_clock


@pytest.fixture
def cache(settings):
    """A cache that notes what it is asked and answers with `status`."""

    class Handler(BaseHTTPRequestHandler):
        def do_PURGE(self):
            keys = self.headers["Surrogate-Key"]
            server.asked.append((self.path, self.headers["Host"], keys))
            self.send_response(server.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.NEWSROOM_PURGE_URL = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def last(kind):
    """Return the newest English event of a kind."""
    events = models.Event.objects.filter(kind=kind, locale="en")
    return events.order_by("-visible_at").first()


def test_an_event_purges_by_what_answers_depend_on(newsroom, clock, cache):
    made = factories.withdrawn(newsroom, clock)
    person = models.Event.objects.get(record_kind="person", locale="fr")

    purge.deliver(last("release.withdrawn"), at=clock.tick(seconds=1))
    purge.deliver(person, at=clock())

    host = "127.0.0.1:8000"
    key = made.person.translation_key
    assert cache.asked == [
        ("/", host, f"anything release-{made.release.pk}"),
        ("/", host, f"anything record-person-{key}"),
    ]


def test_a_purge_waits_until_every_server_process_knows(newsroom, clock, cache):
    factories.public(newsroom, clock)
    event, waited = last("release.published"), []

    purge.deliver(event, at=event.visible_at, wait=waited.append)
    clock.tick(seconds=1)
    purge.deliver(event, at=clock(), wait=waited.append)

    assert waited == [0.2]
    assert len(cache.asked) == 2


def test_without_a_cache_nothing_is_sent(newsroom, clock, cache, settings):
    factories.public(newsroom, clock)
    settings.NEWSROOM_PURGE_URL = ""

    purge.deliver(last("release.published"), at=clock())

    assert cache.asked == []


@pytest.mark.parametrize(
    ("status", "refused"), [(404, False), (405, True), (500, True)]
)
def test_a_cache_that_refuses_is_asked_again(status, refused, newsroom, clock, cache):
    factories.public(newsroom, clock)
    cache.status = status
    at = clock.tick(seconds=1)

    if not refused:
        purge.deliver(last("release.published"), at=at)
        return
    with pytest.raises(purge.PurgeRefused, match=f"{status} for anything"):
        purge.deliver(last("release.published"), at=at)


def test_a_cache_that_is_away_is_a_failure(newsroom, clock, cache, settings):
    factories.public(newsroom, clock)
    settings.NEWSROOM_PURGE_URL = "http://127.0.0.1:1"

    with pytest.raises(OSError, match="refused"):
        purge.deliver(last("release.published"), at=clock.tick(seconds=1))


def test_the_log_has_no_word_of_a_release(newsroom, clock, caplog):
    made = factories.public(newsroom, clock, title="Canary", words="Canary")

    with caplog.at_level(logging.INFO):
        for event in models.Event.objects.all():
            event_log.deliver(event, at=clock())

    assert f"release.published {made.release.pk} en v1" in caplog.text
    assert "canary" not in caplog.text.lower()
