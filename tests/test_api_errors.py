"""Promise: the API says what is wrong as problem+json, and never what is hidden."""

import pytest

from tests import factories


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


NOT_FOUND = {
    "type": "about:blank",
    "title": "Not found",
    "status": 404,
    "detail": "There is nothing at this address.",
}


@pytest.mark.parametrize(
    ("asked", "parameter", "detail"),
    [
        ("releases?status=draft", "status", "no such parameter"),
        ("releases?fields=*", "fields", "no such parameter"),
        ("releases/x?limit=2", "limit", "no such parameter"),
        ("releases?locale=de", "locale", "no such locale"),
        ("releases?locale=", "locale", "no such locale"),
        ("releases?locale=en&locale=fr", "locale", "given more than once"),
        ("releases?cursor=nonsense", "cursor", "no cursor of this list"),
        ("releases?cursor=%00", "cursor", "no cursor of this list"),
        ("people?cursor=MjAyNg", "cursor", "no cursor of this list"),
        ("quotes?release=%00", "release", "not printable text"),
    ],
)
def test_a_bad_parameter_is_named(asked, parameter, detail, newsroom, client):
    answer = client.get(f"/api/v1/{asked}")

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()) == (
        400,
        {
            "type": "about:blank",
            "title": "Bad request",
            "status": 400,
            "detail": f"{parameter}: {detail}",
            "parameter": parameter,
        },
    )


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        *(
            (f"releases?limit={value}", "limit")
            for value in ("0", "101", "-1", "x", "")
        ),
        ("releases?limit=99999999999999999999", "limit"),
        ("releases?kind=article", "kind"),
        ("releases?year=99999", "year"),
        ("releases?person=nobody", "person"),
        (f"releases?topic={'a' * 201}", "topic"),
        ("contacts?organisation=1", "organisation"),
    ],
)
def test_a_value_out_of_its_range_is_named(asked, parameter, newsroom, client):
    answer = client.get(f"/api/v1/{asked}")

    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/api",
            "/api/",
            "/api/v1",
            "/api/v1/",
            "/api/v1/nothing",
            "/api/v2/releases",
        ),
        *("/api/v1/releases/", "/api/v1/releases/nothing", "/api/v1/releases/%00"),
        "/api/v1/releases/00000000-0000-4000-8000-000000000000",
        "/api/v1/releases/00000000-0000-4000-8000-000000000000/versions",
        *(f"/api/v1/releases/nothing/versions/{n}" for n in ("0", "1", "x", "9" * 40)),
        *("/api/v1/quotes/nothing", "/api/v1/people/%00"),
        "/api/v1/topics/00000000-0000-4000-8000-000000000000",
    ],
)
def test_what_is_not_there_is_one_and_the_same_problem(path, newsroom, client):
    answer = client.get(path)

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)


def test_a_hidden_release_is_not_found_by_any_name(newsroom, clock, client):
    made = factories.embargoed(newsroom, clock)
    key = made.release.pk

    answers = [
        client.get(f"/api/v1/{path}")
        for path in (
            f"releases/{key}",
            f"releases/{made.release.reference}",
            f"releases/{key}/versions",
            f"releases/{key}/versions/1",
            f"quotes/{made.quote}",
            f"boilerplates/{made.boilerplate.translation_key}",
        )
    ]

    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (404, NOT_FOUND)
    ] * 6


def test_a_release_in_another_locale_only_is_not_found(
    newsroom, clock, client, settings
):
    settings.NEWSROOM_REQUIRED_LOCALES = ["en"]
    made = factories.public(newsroom, clock, locales=("en",))

    answer = client.get(f"/api/v1/releases/{made.release.pk}?locale=fr")

    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)


def test_what_was_taken_back_leaves_reference_instant_and_note(newsroom, clock, client):
    made = factories.withdrawn(newsroom, clock)
    key = made.release.pk

    answers = [
        client.get(f"/api/v1/{path}?locale=fr")
        for path in (
            f"releases/{key}",
            f"releases/{made.release.reference}",
            f"releases/{key}/versions",
            f"releases/{key}/versions/1",
            f"quotes/{made.quote}",
        )
    ]

    for answer in answers:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert (answer.status_code, answer.json()) == (
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


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["releases", "search", "openapi.json", "docs"])
def test_the_api_is_read_only(path, method, newsroom, client):
    answer = getattr(client, method)(f"/api/v1/{path}")

    assert (answer.status_code, answer.json()) == (
        405,
        {
            "type": "about:blank",
            "title": "Method not allowed",
            "status": 405,
            "detail": "This address can only be read.",
        },
    )
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Allow"] == "GET, HEAD"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_locale_that_is_not_public_yet_has_nothing(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    newsroom.indexes["fr"].unpublish()
    key = made.release.pk

    answers = [
        client.get(f"/api/v1/{path}?locale=fr")
        for path in (
            "newsroom",
            "releases",
            f"releases/{key}",
            f"releases/{key}/versions",
            f"releases/{key}/versions/1",
            "quotes",
            f"quotes/{made.quote}",
            "boilerplates",
            f"boilerplates/{made.boilerplate.translation_key}",
            "search",
        )
    ]

    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (404, NOT_FOUND)
    ] * len(answers)


def test_what_is_public_offers_no_locale_that_is_not(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    newsroom.homes["fr"].unpublish()

    answers = [
        client.get(f"/api/v1/{path}").json()
        for path in (
            f"releases/{made.release.pk}",
            f"quotes/{made.quote}",
            f"boilerplates/{made.boilerplate.translation_key}",
        )
    ]

    assert [
        [edition["locale"] for edition in answer["alternates"]] for answer in answers
    ] == [["en"]] * 3
