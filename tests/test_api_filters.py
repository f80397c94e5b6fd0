"""Promise: lists narrow, turn around and go on, and nothing moves meanwhile."""

from datetime import date

import pytest

from tests import factories
from tests.plugins.standing import upon

URL = "http://127.0.0.1:8000"


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def told(client, path):
    """Return the JSON of an answer that is no error."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return answer.json()


def titles(client, query, name="releases"):
    """Return the titles in a list, part by part."""
    path, seen = f"/api/v1/{name}?{query}", []
    while path:
        part = told(client, path)
        seen.append([_title(item) for item in part["items"]])
        path = (part["next"] or "").removeprefix(URL)
    return seen


def _title(item):
    return item.get("release", item)["title"].removesuffix(" en")


@upon
def three(newsroom, clock):
    """Three releases: A, then B and C at one later instant."""
    made = {}
    for title, day in (
        ("A", date(2025, 12, 31)),
        ("B", date(2026, 1, 1)),
        ("C", date(2026, 2, 1)),
    ):
        made[title] = factories.public(
            newsroom, clock, title=title, words=f"Words {title}", day=day
        )
        if title == "A":
            clock.tick(minutes=1)
    return made


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("from=2026-01-01", "BC"),
        ("to=2026-01-01", "AB"),
        ("from=2025-12-31&to=2025-12-31", "A"),
        ("from=2026-01-02&to=2026-01-31", ""),
        ("from=2026-02-01&to=2025-01-01", ""),
        ("year=2026&to=2026-01-31", "B"),
        ("kind=release&topic=words-c-topic&from=2026-01-01", "C"),
        ("kind=statement", ""),
    ],
)
@pytest.mark.parametrize("name", ["releases", "quotes"])
def test_filters_narrow_together_and_days_are_inclusive(
    name, query, expected, three, client
):
    found = [title for part in titles(client, query, name) for title in part]

    assert sorted(found) == list(expected)


@pytest.mark.parametrize("name", ["releases", "quotes"])
def test_the_oldest_first_is_the_exact_reverse(name, three, client):
    newest = titles(client, "limit=1", name)
    oldest = titles(client, "limit=1&order=oldest", name)

    assert [len(part) for part in oldest] == [1, 1, 1]
    assert oldest == newest[::-1]
    assert oldest[0] == ["A"]


@pytest.mark.parametrize(("order", "is_seen"), [("newest", False), ("oldest", True)])
def test_what_appears_meanwhile_moves_nothing(
    order, is_seen, three, newsroom, clock, client
):
    first = told(client, f"/api/v1/releases?limit=2&order={order}")
    clock.tick(minutes=1)
    factories.public(newsroom, clock, title="D", words="Words D")

    rest = titles(client, first["next"].partition("?")[2])

    seen = [_title(item) for item in first["items"]]
    seen += [title for part in rest for title in part]
    assert sorted(seen) == list("ABCD" if is_seen else "ABC")
    assert len(set(seen)) == len(seen)


def test_a_list_in_full_has_the_details(three, client):
    summaries = told(client, "/api/v1/releases?limit=2")
    full = told(client, "/api/v1/releases?limit=2&view=full")

    details = [
        told(client, item["api_url"].removeprefix(URL)) for item in full["items"]
    ]
    assert full["items"] == details
    assert [item["id"] for item in full["items"]] == [
        item["id"] for item in summaries["items"]
    ]
    assert "view=full" in full["next"]
    assert "body" not in summaries["items"][0]


def test_what_is_next_keeps_every_filter(three, client):
    part = told(client, "/api/v1/releases?from=2025-01-01&order=oldest&limit=1")

    asked = part["next"].partition("?")[2].split("&")
    assert asked[:3] == ["from=2025-01-01", "order=oldest", "limit=1"]
    assert asked[3].startswith("cursor=")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("releases?from=yesterday", "from"),
        ("releases?to=2026-02-30", "to"),
        ("releases?first_date=2026-01-01", "first_date"),
        ("releases?from=2026-01-01&from=2026-01-01", "from"),
        ("releases?order=random", "order"),
        ("releases?view=all", "view"),
        ("quotes?view=full", "view"),
        ("quotes?order=", "order"),
        ("people?order=oldest", "order"),
    ],
)
def test_a_bad_filter_is_named(query, parameter, newsroom, client):
    answer = client.get(f"/api/v1/{query}")

    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)
