"""Promise: a public answer lives to the minute's end, has its tag, and sets nothing."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from press.delivery import caching
from tests import factories
from tests.plugins.standing import upon

# What every kind of answer is: page, list, gone, moved, missing, feed, file, API.
KINDS = {
    "/": 302,
    "/en": 301,
    "/en/": 200,
    "/en/releases/": 200,
    "/en/releases": 301,
    "/en/releases/new-laboratory-opens-en/": 200,
    "/en/releases/new-laboratory-opens-en": 301,
    "/en/releases/gone-en/": 410,
    "/en/releases/nothing/": 404,
    "/nothing": 404,
    "/de/": 404,
    "/en/releases/feed.atom": 200,
    "/en/topics/plain-topic/": 200,
    "/en/search/?q=laboratory": 200,
    "/files/nothing/here.pdf": 404,
    "/sitemap.xml": 200,
    "/robots.txt": 200,
    "/api/v1/releases": 200,
    "/api/v1/newsroom": 200,
    "/api/v1/releases?limit=0": 400,
    "/api/v1/nothing": 404,
    "/api/v1/openapi.json": 200,
    "/api/v1/docs": 200,
}


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


@upon
def two_releases(newsroom, clock):
    """A public and a withdrawn release."""
    factories.public(newsroom, clock)
    factories.withdrawn(newsroom, clock, title="Gone")


@pytest.fixture
def answering(two_releases, clock, client):
    """A reader of a newsroom with a public and a withdrawn release."""
    return client


@pytest.mark.parametrize("path", KINDS)
def test_every_public_answer_lives_until_the_minute_ends(path, answering, clock):
    clock.at = datetime(2026, 3, 10, 9, 30, 12, 500_000, tzinfo=UTC)

    answer = answering.get(path)

    assert answer.status_code == KINDS[path]
    assert answer.headers["Cache-Control"] == "public, max-age=47"
    assert answer.headers["ETag"] == caching.etag(answer.content)


@pytest.mark.parametrize(
    ("second", "microsecond", "left"),
    [(0, 0, 60), (0, 1, 59), (30, 0, 30), (59, 0, 1), (59, 1, 0), (59, 999_999, 0)],
)
def test_an_age_never_outlives_the_minute(second, microsecond, left):
    at = datetime(2026, 3, 10, 9, 30, second, microsecond, tzinfo=UTC)

    assert caching.max_age(at) == left


def test_an_answer_that_is_slow_to_make_keeps_to_the_instant_it_was_asked(
    newsroom, clock, client, monkeypatch
):
    made = factories.embargoed(newsroom, clock)
    lift = made.release.embargo_at
    readings = [lift.replace(minute=lift.minute), lift]
    readings[0] = factories.NOW.replace(minute=59, second=59)
    monkeypatch.setattr("press.clock.now", lambda: readings.pop(0))

    answer = client.get("/api/v1/releases")

    assert answer.json()["items"] == []
    assert answer.headers["Cache-Control"] == "public, max-age=1"


@pytest.mark.parametrize("path", [path for path in KINDS if KINDS[path] == 200])
def test_an_answer_that_a_reader_has_is_not_sent_again(path, answering):
    first = answering.get(path)

    again = answering.get(path, headers={"if-none-match": first.headers["ETag"]})
    other = answering.get(path, headers={"if-none-match": '"other"'})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert other.status_code == 200


@pytest.mark.parametrize("path", KINDS)
def test_only_the_root_depends_on_the_readers_language(path, answering):
    answers = [
        answering.get(path, headers={"accept-language": language})
        for language in ("en", "fr")
    ]

    varies = [answer.headers.get("Vary") for answer in answers]
    assert varies == (["Accept-Language"] * 2 if path == "/" else [None] * 2)
    assert answers[0].content == answers[1].content
    if path != "/":
        assert answers[0].headers.get("Location") == answers[1].headers.get("Location")


@pytest.mark.parametrize("path", KINDS)
def test_an_account_reads_what_everybody_reads_and_gets_no_cookie(
    path, answering, newsroom
):
    editor = Client()
    editor.force_login(newsroom.users["editor"])

    answers = [answering.get(path), editor.get(path)]

    assert answers[0].content == answers[1].content
    assert [dict(answer.cookies) for answer in answers] == [{}, {}]
    assert answers[0].headers.items() == answers[1].headers.items()


@pytest.mark.parametrize("path", ["/en/", "/en/releases/", "/api/v1/releases"])
def test_a_public_address_takes_reading_only(path, newsroom):
    answer = Client(enforce_csrf_checks=True).post(path)

    assert answer.status_code == 405
    assert answer.headers["Cache-Control"] == "no-store"
    assert dict(answer.cookies) == {}


@pytest.mark.parametrize("path", ["/admin/login/", "/healthz", "/readyz"])
def test_the_desk_and_the_probes_keep_their_own_rules(path, client, newsroom):
    answer = client.get(path)

    assert "public" not in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers


def test_a_fault_of_ours_is_kept_by_nobody(newsroom, clock, monkeypatch):
    def fail(**_kwargs):
        raise RuntimeError("as a test asks")

    monkeypatch.setattr("press.queries.documents", fail)

    answer = Client(raise_request_exception=False).get("/fr/communiques/")

    assert answer.status_code == 500
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<html lang="fr">' in answer.content.decode()


def test_an_answer_tells_what_it_shows_by_release_locale_and_type(
    newsroom, clock, client
):
    made = factories.public(newsroom, clock)
    release = f"release-{made.release.pk}"
    person = f"record-person-{made.person.translation_key}"

    told = {
        path: client.get(path).headers["Surrogate-Key"]
        for path in (
            "/api/v1/releases?locale=fr",
            f"/api/v1/quotes/{made.quote}?locale=en",
            f"/en/people/{made.person.translation_key}/",
            "/api/v1/releases/nothing",
        )
    }

    assert list(told.values()) == [
        f"anything locale-fr {release} type-release",
        f"anything locale-en {release} type-quote type-release",
        f"anything locale-en {person} {release} type-person type-quote type-release",
        "anything locale-en",
    ]
