"""Promise: a script of any origin reads the API, and nothing else of the newsroom."""

import pytest

from tests import factories

EXPOSED = (
    "Content-Language, ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, "
    "Retry-After"
)
ORIGIN = {"Origin": "https://frontend.example"}


def allowed(answer):
    """Return what an answer says to scripts of other origins."""
    return {
        name: value
        for name, value in answer.headers.items()
        if name.lower().startswith(("access-control-", "cross-origin-resource"))
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/releases", 200),
        ("/api/v1/changes", 200),
        ("/api/v1/openapi.json", 200),
        ("/api/v1/releases?nothing=1", 400),
        ("/api/v1/releases/nothing", 404),
        ("/api/v1/nothing", 404),
        ("/api/v2/", 404),
    ],
)
def test_every_answer_of_the_api_may_be_read_by_any_origin(
    path, status, newsroom, client, pinned_clock
):
    plain, asked = client.get(path), client.get(path, headers=ORIGIN)

    assert asked.status_code == status
    assert allowed(asked) == {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": EXPOSED,
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    # An answer is the same for all: a cache need not tell origins apart.
    assert plain.headers.items() == asked.headers.items()
    assert "Origin" not in asked.headers.get("Vary", "")


def test_what_was_taken_back_and_what_is_unchanged_may_be_read_too(
    newsroom, pinned_clock, client
):
    made = factories.withdrawn(newsroom, pinned_clock)
    gone = client.get(f"/api/v1/releases/{made.release.pk}", headers=ORIGIN)
    tag = client.get("/api/v1/releases").headers["ETag"]

    same = client.get("/api/v1/releases", headers=ORIGIN | {"If-None-Match": tag})

    assert (gone.status_code, same.status_code) == (410, 304)
    for answer in (gone, same):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Access-Control-Expose-Headers"] == EXPOSED


@pytest.mark.parametrize(
    "path", ["/api/v1/releases", "/api/v1/releases/x", "/api/v1/nothing", "/api/x"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_preflight_is_answered_the_same_for_every_address(
    path, method, newsroom, client
):
    asked = ORIGIN | {
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "if-none-match",
    }

    answer = client.options(path, headers=asked)

    assert (answer.status_code, answer.content) == (204, b"")
    assert allowed(answer) == {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": EXPOSED,
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": (
            "Accept, Content-Type, If-Modified-Since, If-None-Match"
        ),
        "Access-Control-Max-Age": "86400",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_credential_is_ever_allowed(newsroom, client):
    answer = client.get("/api/v1/releases", headers=ORIGIN | {"Cookie": "a=b"})

    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/en/", "/en/releases/", "/sitemap.xml", "/admin/"])
def test_what_is_no_api_says_nothing_to_other_origins(path, newsroom, client):
    answer = client.get(path, headers=ORIGIN)
    preflight = client.options(
        path, headers=ORIGIN | {"Access-Control-Request-Method": "GET"}
    )

    assert allowed(answer) == allowed(preflight) == {}
