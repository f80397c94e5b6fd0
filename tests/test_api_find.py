"""Promise: any public address is resolved to what it is and where it is now."""

import pytest

from home.models import StandardPage
from tests import factories

URL = "http://127.0.0.1:8000"
NOT_FOUND = {
    "type": "about:blank",
    "title": "Not found",
    "status": 404,
    "detail": "There is nothing at this address.",
}


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


@pytest.fixture
def find(client):
    """Ask where a path leads."""
    return lambda path: client.get("/api/v1/find", {"path": path})


def target(kind, key, path, api, *, locale="en", version=None, redirect=False):
    return {
        "kind": kind,
        "id": str(key),
        "locale": locale,
        "version": version,
        "url": f"{URL}{path}",
        "api_url": f"{URL}/api/v1/{api}" if api else "",
        "redirect": f"{URL}{path}" if redirect else None,
    }


def test_every_kind_of_page_is_found_by_its_path(newsroom, clock, find):
    made = factories.corrected(newsroom, clock)
    key, about = made.release.pk, made.boilerplate
    home, index = newsroom.homes["fr"], newsroom.indexes["en"]
    release = "/en/releases/new-laboratory-opens-en/"
    expected = [
        target("release", key, release, f"releases/{key}?locale=en"),
        target(
            "version",
            key,
            f"{release}v/1/",
            f"releases/{key}/versions/1?locale=en",
            version=1,
        ),
        target(
            "quote",
            made.quote,
            f"/fr/quotes/{made.quote}/",
            f"quotes/{made.quote}?locale=fr",
            locale="fr",
        ),
        target("home", home.translation_key, "/fr/", "newsroom?locale=fr", locale="fr"),
        target("index", index.translation_key, "/en/releases/", "releases?locale=en"),
    ]
    for kind, folder, name, row in (
        ("boilerplate", "about", "boilerplates", about),
        ("person", "people", "people", made.person),
        ("organisation", "organisations", "organisations", about.organisation),
    ):
        row_key = row.translation_key
        path = f"/en/{folder}/{row_key}/"
        expected.append(target(kind, row_key, path, f"{name}/{row_key}?locale=en"))
    topic = made.topic.translation_key
    expected.append(
        target("topic", topic, "/en/topics/plain-topic/", f"topics/{topic}?locale=en")
    )

    assert [find(told["url"].removeprefix(URL)).json() for told in expected] == expected
    assert [find(f"{told['url']}?utm=x#part").json() for told in expected] == expected


def test_a_plain_page_is_found_and_has_no_data_of_its_own(newsroom, find):
    page = newsroom.homes["en"].add_child(
        instance=StandardPage(
            title="Press kit", slug="kit", locale=newsroom.homes["en"].locale
        )
    )

    answer = find("/en/kit/")

    assert answer.json() == target("page", page.translation_key, "/en/kit/", "")


def test_an_earlier_slug_leads_on_for_good(newsroom, clock, find):
    made = factories.public(newsroom, clock, title="First title")
    clock.tick(minutes=1)
    for code in made.pages:
        factories.edited(made, newsroom, code, title=f"Second title {code}")
    factories.approve(made, newsroom, clock)
    factories.lifecycle.correct(
        made.release,
        by=newsroom.users["approver"],
        notes=dict.fromkeys(made.pages, "The title."),
        correction_class="minor",
        clock=clock,
    )
    key, path = made.release.pk, "/en/releases/second-title-en/"

    moved = find("/en/releases/first-title-en/").json()
    version = find("/en/releases/first-title-en/v/1/").json()

    api = f"releases/{key}"
    assert moved == target("release", key, path, f"{api}?locale=en", redirect=True)
    assert version == target(
        "version",
        key,
        f"{path}v/1/",
        f"{api}/versions/1?locale=en",
        version=1,
        redirect=True,
    )


def test_an_address_without_its_slash_leads_to_the_one_with_it(newsroom, clock, find):
    made = factories.public(newsroom, clock)
    path = "/en/releases/new-laboratory-opens-en/"

    answer = find(path.rstrip("/"))

    api = f"releases/{made.release.pk}?locale=en"
    assert answer.json() == target("release", made.release.pk, path, api, redirect=True)


def test_the_root_leads_to_the_first_home(newsroom, find):
    key = newsroom.homes["en"].translation_key

    answer = find("/")

    assert answer.json() == target(
        "home", key, "/en/", "newsroom?locale=en", redirect=True
    )


def test_what_was_taken_back_is_gone(newsroom, clock, find):
    made = factories.withdrawn(newsroom, clock)

    answers = [
        find(path)
        for path in (
            "/fr/communiques/new-laboratory-opens-fr/",
            "/fr/communiques/new-laboratory-opens-fr/v/1/",
            f"/fr/quotes/{made.quote}/",
        )
    ]

    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (
            410,
            {
                "type": "about:blank",
                "title": "Gone",
                "status": 410,
                "reference": made.release.reference,
                "gone_at": "2026-03-10T09:05:00Z",
                "note": "Taken back (fr).",
            },
        )
    ] * 3


def test_nothing_hidden_is_found_by_any_path(newsroom, clock, find):
    made = factories.embargoed(newsroom, clock)
    page = made.pages["en"]

    answers = [
        find(path)
        for path in (
            "/en/releases/new-laboratory-opens-en/",
            "/en/releases/new-laboratory-opens-en/v/1/",
            f"/en/releases/{page.slug}/",
            f"/en/quotes/{made.quote}/",
            f"/en/people/{made.person.translation_key}/",
            "/en/topics/plain-topic/",
        )
    ]

    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (404, NOT_FOUND)
    ] * 6


@pytest.mark.parametrize(
    "path",
    [
        *("/en/nothing/", "/de/", "/en/quotes/x/", "/en/people/x/", "/en/search/"),
        *("/admin/", "/api/v1/releases", "/files/x/y.pdf", "/en/releases/a/b/c/"),
        *("/en/releases/x/v/0/", "/en/releases/x/v/9999999999/", "//", "/en/topics/"),
    ],
)
def test_what_is_no_page_is_not_found(path, newsroom, find):
    answer = find(path if path != "//" else "/%2F")

    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("en/", "a path begins with a slash"),
        ("https://elsewhere.example/en/", "no address of this newsroom"),
        ("//elsewhere.example/en/", "no address of this newsroom"),
        ("/en/\x00", "not printable text"),
        ("/en/%00", "not printable text"),
    ],
)
def test_what_is_no_path_of_ours_is_a_bad_parameter(path, detail, newsroom, find):
    answer = find(path)

    assert (answer.status_code, answer.json()) == (
        400,
        {
            "type": "about:blank",
            "title": "Bad request",
            "status": 400,
            "detail": f"path: {detail}",
            "parameter": "path",
        },
    )


def test_a_path_has_to_be_given(newsroom, client):
    answer = client.get("/api/v1/find")

    assert (answer.status_code, answer.json()["parameter"]) == (400, "path")
