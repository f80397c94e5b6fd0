"""Promise: what is answered from prepared bytes is what Django would answer now."""

import gzip
import random

import brotli
import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from press.delivery.prepared import layer, negotiation
from tests import factories, prepared_newsroom

LIST = "/api/v1/releases?locale=en"


@pytest.fixture
def room(newsroom, pinned_clock):
    with prepared_newsroom.one_connection():
        yield prepared_newsroom.Room(newsroom, pinned_clock)


def ask(room, path=LIST, **headers):
    return prepared_newsroom.ask(room.layer, path, **headers)


@pytest.mark.parametrize("seed", range(60 if settings.NEWSROOM_SOAK else 3))
def test_after_any_act_every_address_answers_as_django_does(room, seed):
    chance = random.Random(seed)
    done = []
    for _step in range(12):
        done.append(prepared_newsroom.act(room, chance))
        assert room.differences() == [], done


def test_a_kept_answer_asks_only_whether_the_ledger_moved(room):
    factories.public(room.newsroom, room.clock)
    first = ask(room)

    with CaptureQueriesContext(connection) as queries:
        again = ask(room)

    assert again == first
    assert len(queries) == 1
    assert "press_generation" in queries[0]["sql"]


def test_an_embargo_ends_a_kept_answer_at_its_instant(room):
    made = factories.embargoed(room.newsroom, room.clock)
    title = b"New laboratory opens en"
    room.clock.at = made.release.embargo_at.replace(microsecond=0)
    room.clock.tick(microseconds=-1)
    before = ask(room)
    kept = len(room.layer.kept)

    room.clock.at = made.release.embargo_at
    after = ask(room)

    assert kept == 1
    assert title not in before.content
    assert before.headers["Cache-Control"] == "public, max-age=0"
    assert title in after.content


def test_an_embargo_that_moves_is_kept_to_its_new_instant(room):
    made = factories.embargoed(room.newsroom, room.clock)
    ask(room)
    earlier = room.clock().replace(second=0) + (made.release.embargo_at - room.clock())
    moment = earlier - (earlier - room.clock()) / 2
    moment = moment.replace(second=0, microsecond=0)
    prepared_newsroom.lifecycle.set_embargo(
        made.release,
        moment,
        zone="Europe/Paris",
        by=room.newsroom.users["approver"],
        clock=room.clock,
    )
    ask(room)

    room.clock.at = moment

    assert b"New laboratory opens en" in ask(room).content


def test_a_link_to_what_is_hidden_opens_with_it_and_is_told_to_nobody(room):
    hidden = factories.embargoed(room.newsroom, room.clock, title="Hidden")
    linking = prepared_newsroom.publish_link(room, to=hidden)
    path = f"/api/v1/releases/{linking.release.pk}"
    before = ask(room, path)

    room.clock.at = hidden.release.embargo_at
    after = ask(room, path)

    assert '"html":"<p>See this.</p>"' in before.content.decode()
    key = f"release-{linking.release.pk}"
    assert before.headers["Surrogate-Key"] == f"anything locale-en {key} type-release"
    assert "/en/releases/hidden-en/" in after.content.decode()
    keys = sorted([key, f"release-{hidden.release.pk}"])
    told = ["anything", "locale-en", *keys, "type-release"]
    assert after.headers["Surrogate-Key"] == " ".join(told)


def test_an_answer_made_while_something_was_published_is_not_kept(room):
    """The bytes may be those of before: nobody can tell."""
    django = room.layer.application

    def slow(environ, start_response):
        parts = django(environ, start_response)
        factories.public(room.newsroom, room.clock)
        return parts

    room.layer.application = slow
    ask(room)

    assert len(room.layer.kept) == 0


def test_an_act_on_one_release_leaves_the_answers_about_others(room):
    one = factories.public(room.newsroom, room.clock, title="One", words="One")
    ask(room, f"/api/v1/releases/{one.release.pk}")
    ask(room)
    assert len(room.layer.kept) == 2

    factories.public(room.newsroom, room.clock, title="Two", words="Two")
    room.layer.watch.now()

    assert len(room.layer.kept) == 1


def test_an_answer_is_encoded_as_the_client_takes_it(room):
    for number in range(3):
        factories.public(room.newsroom, room.clock, title=f"Opening {number}")
    plain = ask(room)

    zipped = ask(room, accept_encoding="gzip, deflate")
    brotlied = ask(room, accept_encoding="gzip, br")

    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert brotli.decompress(brotlied.content) == plain.content
    assert brotlied.headers["Content-Encoding"] == "br"
    answers = (plain, zipped, brotlied)
    assert {answer.headers["Vary"] for answer in answers} == {"Accept-Encoding"}
    assert len({answer.headers["ETag"] for answer in answers}) == 3
    for answer in answers:
        assert answer.headers["Content-Length"] == str(len(answer.content))


def test_who_has_an_answer_is_told_so_in_each_encoding(room):
    for number in range(3):
        factories.public(room.newsroom, room.clock, title=f"Opening {number}")
    for encoding in ("identity", "gzip", "br"):
        whole = ask(room, accept_encoding=encoding)

        tag = whole.headers["ETag"]
        same = ask(room, accept_encoding=encoding, if_none_match=f'"x", W/{tag}')

        assert (same.status, same.content) == ("304 Not Modified", b"")
        assert same.headers["ETag"] == tag
        assert same.headers["Cache-Control"] == whole.headers["Cache-Control"]
        assert "Content-Length" not in same.headers
        assert ask(room, accept_encoding=encoding, if_none_match='"x"') == whole


def test_a_date_alone_is_too_coarse_to_tell_answers_apart(room):
    factories.public(room.newsroom, room.clock)
    told = ask(room)

    again = ask(room, if_modified_since=told.headers["Last-Modified"])

    assert again == told


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("deflate, gzip;q=1.0, *;q=0.5", "gzip"),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("gzip;q=0, br;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("gzip;q=high", ""),
        (",;q=,", ""),
    ],
)
def test_the_best_encoding_is_the_one_that_is_asked_for(accepted, expected):
    assert negotiation.encoding(accepted) == expected


@pytest.mark.parametrize(
    "path", ["/admin/", "/healthz", "/api/v1/search?q=x", "/en/search/?q=x", "/"]
)
def test_what_depends_on_more_than_the_ledger_is_not_kept(room, path):
    ask(room, path)

    assert len(room.layer.kept) == 0


def test_a_host_that_is_not_ours_is_refused_as_django_refuses_it(room):
    ask(room)

    told = ask(room, host="elsewhere.example.org")

    assert told.status.startswith("400")


def test_memory_is_bounded_and_the_least_asked_for_go_first(room):
    for number in range(4):
        factories.public(room.newsroom, room.clock, title=f"Opening {number}")
    limited = layer.PreparedAnswers(WSGIHandler(), limit=30_000)
    limited.watch = room.layer.watch
    limited.watch.kept = limited.kept
    paths = [f"/api/v1/releases?locale=en&limit={number}" for number in range(1, 60)]
    for path in paths:
        prepared_newsroom.ask(limited, path)

    assert 0 < limited.kept.size <= 30_000
    assert limited.kept.get((paths[-1][:16], paths[-1][17:], "http")) is not None
    assert limited.kept.get((paths[0][:16], paths[0][17:], "http")) is None


def test_where_the_database_is_lost_nothing_kept_is_answered(room, monkeypatch):
    factories.public(room.newsroom, room.clock)
    ask(room)

    def lost(at):
        raise DatabaseError("gone away")

    monkeypatch.setattr(room.layer.watch, "read", lost)
    monkeypatch.setattr(connection, "close", lambda: None)
    asked = []

    def django(environ, start_response):
        asked.append(environ["PATH_INFO"])
        start_response("503 Service Unavailable", [])
        return []

    room.layer.application = django

    assert ask(room).status == "503 Service Unavailable"
    assert asked == ["/api/v1/releases"]


def test_a_request_that_writes_passes_by(room):
    environ = prepared_newsroom.RequestFactory().post("/api/v1/releases").environ
    said = []

    room.layer(environ, lambda status, headers, *_: said.append(status))

    assert said == ["405 Method Not Allowed"]
    assert len(room.layer.kept) == 0
