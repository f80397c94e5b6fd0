"""Promise: an address that asks too often for what costs is told when to come back."""

import re
from datetime import timedelta

import pytest

from press.delivery import rate_limits
from tests import factories

SEARCH = "/api/v1/search?q=harbour"


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


@pytest.fixture(autouse=True)
def three_in_a_minute(settings, no_rate_limits):
    """Three searches a minute for an address, and nobody has asked yet."""
    settings.NEWSROOM_RATE_LIMITS = {
        "search": (r"/api/v1/search$|/[a-z]+/search/", 3, 60)
    }
    rate_limits.METER.forget()
    yield
    rate_limits.METER.forget()


def statuses(client, *paths, **extra):
    return [client.get(path, **extra).status_code for path in paths]


def test_one_request_too_many_is_refused_with_the_time_to_wait(newsroom, clock, client):
    within = statuses(client, *[SEARCH] * 3)
    clock.tick(seconds=5)

    answer = client.get(SEARCH)

    assert within == [200, 200, 200]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()) == (
        429,
        {
            "type": "about:blank",
            "title": "Too many requests",
            "status": 429,
            "detail": "Too many requests: ask again in 15 seconds.",
        },
    )
    said = {
        name: answer.headers[name]
        for name in ("Retry-After", "RateLimit-Policy", "RateLimit", "Cache-Control")
    }
    assert said == {
        "Retry-After": "15",
        "RateLimit-Policy": '"search";q=3;w=60',
        "RateLimit": '"search";r=0;t=15',
        "Cache-Control": "no-store",
    }
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_time_gives_requests_back_one_by_one(newsroom, clock, client):
    statuses(client, *[SEARCH] * 3)
    clock.tick(seconds=20)
    after_a_share = statuses(client, SEARCH, SEARCH)
    clock.tick(seconds=60)
    after_a_window = statuses(client, *[SEARCH] * 4)

    assert after_a_share == [200, 429]
    assert after_a_window == [200, 200, 200, 429]


def test_an_answer_within_the_limit_says_nothing_of_it(
    newsroom, clock, client, settings
):
    limited = client.get(SEARCH)
    settings.NEWSROOM_RATE_LIMITS = {}
    free = client.get(SEARCH)

    assert limited.content == free.content
    assert limited.headers.items() == free.headers.items()
    assert "RateLimit" not in limited.headers
    assert limited.headers["Cache-Control"].startswith("public, max-age=")


def test_a_reader_is_told_to_wait_on_a_page_in_their_language(newsroom, clock, client):
    statuses(client, *[SEARCH] * 3)

    answer = client.get("/fr/search/?q=x")

    assert answer.status_code == 429
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Retry-After"] == "20"
    assert answer.headers["Cache-Control"] == "no-store"
    page = answer.content.decode()
    assert '<html lang="fr"' in page
    assert "<h1>Trop de requêtes</h1>" in page
    assert "Attendez 20 secondes, puis rechargez cette page." in page


def test_the_page_and_the_api_share_one_limit_and_lists_have_none(
    newsroom, clock, client
):
    searches = statuses(client, "/en/search/", "/fr/search/?q=x", SEARCH, SEARCH)
    lists = statuses(client, *["/api/v1/releases"] * 9, "/en/")

    assert searches == [200, 200, 200, 429]
    assert set(lists) == {200}


@pytest.mark.parametrize(
    ("one", "other", "is_shared"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_an_address_has_its_own_limit_and_a_network_of_ipv6_one(
    one, other, is_shared, newsroom, clock, client
):
    statuses(client, *[SEARCH] * 3, REMOTE_ADDR=one)

    assert statuses(client, SEARCH, REMOTE_ADDR=other) == [429 if is_shared else 200]


def test_a_forwarded_address_is_believed_behind_a_proxy_alone(
    newsroom, clock, client, settings
):
    ways = ["198.51.100.1", "203.0.113.9, 198.51.100.2", "203.0.113.9, 198.51.100.2"]
    asked = [
        client.get(SEARCH, headers={"X-Forwarded-For": way}).status_code
        for way in [*ways, ways[0]]
    ]
    rate_limits.METER.forget()
    settings.NEWSROOM_BEHIND_PROXY = True
    behind = [
        client.get(SEARCH, headers={"X-Forwarded-For": way}).status_code
        for way in [ways[1]] * 4 + [ways[0]]
    ]

    assert asked == [200, 200, 200, 429]
    assert behind == [200, 200, 200, 429, 200]


def test_a_quota_of_none_is_no_limit(newsroom, clock, client, settings):
    settings.NEWSROOM_RATE_LIMITS = {"search": (r"/api/v1/search$", 0, 60)}

    assert set(statuses(client, *[SEARCH] * 9)) == {200}


def test_a_process_remembers_only_so_many_addresses():
    meter = rate_limits.Meter(most=2)
    limit = rate_limits.Limit("search", re.compile(""), 1, 60)
    at = factories.NOW

    first = [meter.take(limit, name, at=at) for name in "abc"]
    again = [meter.take(limit, name, at=at) for name in "cab"]
    later = meter.take(limit, "c", at=at + timedelta(seconds=60))

    assert first == [0, 0, 0]
    assert again == [60, 0, 0]
    assert later == 0
