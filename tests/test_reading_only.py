"""Promise: a public address is for reading, under the newsroom's own name."""

import pytest
from django.test import Client

PATHS = [
    "/",
    "/en/",
    "/en/releases/",
    "/en/releases/feed.atom",
    "/en/releases/feed.rss",
    "/en/releases/feed.json",
    "/en/topics/nothing/feed.atom",
    "/news-sitemap.xml",
    "/sitemap-1.xml",
    "/en/releases/nothing/",
    "/en/search/",
    "/en/quotes/00000000-0000-0000-0000-000000000000/",
    "/en/about/00000000-0000-0000-0000-000000000000/",
    "/en/topics/nothing/",
    "/en/nothing/",
    "/sitemap.xml",
    "/robots.txt",
    "/files/nothing/nothing.pdf",
    "/api/v1/releases",
    "/api/v1/releases?view=full",
    "/api/v1/changes",
    "/api/v1/find?path=/en/releases/",
    "/api/v1/preview/nothing",
    "/preview/nothing/",
    "/api/v1/openapi.json",
    "/api/v1/docs",
    "/api/v1/nothing",
]
# What may be the bytes of a file is shown in a sandbox.
MAY_BE_A_FILE = ("/files/", "/api/v1/preview/")


@pytest.fixture
def outsider():
    """Return a client that is checked as a browser from elsewhere would be."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", PATHS)
def test_a_method_that_does_not_read_is_refused(path, method, newsroom, outsider):
    answer = getattr(outsider, method)(path)

    # Where nothing is, the answer is that nothing is there.
    assert answer.status_code in (404, 405)
    assert answer.status_code == 404 or "GET" in answer.headers["Allow"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert dict(answer.cookies) == {}


@pytest.mark.parametrize("path", PATHS)
def test_a_head_tells_what_a_get_tells(path, newsroom, outsider, pinned_clock):
    asked, read = outsider.head(path), outsider.get(path)

    assert (asked.status_code, asked.content) == (read.status_code, b"")
    assert asked.headers.items() == read.headers.items()


@pytest.mark.parametrize("path", PATHS)
def test_each_answer_has_the_policy_of_public_answers_and_no_cookie(
    path, newsroom, outsider
):
    answer = outsider.get(path, headers={"cookie": "sessionid=x; csrftoken=y"})

    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe-inline" not in policy or path.startswith(MAY_BE_A_FILE)
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    # The address of a preview is a secret: no site is told where a reader was.
    told = "no-referrer" if "/preview/" in path else "strict-origin-when-cross-origin"
    assert answer.headers["Referrer-Policy"] == told
    assert dict(answer.cookies) == {}
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("path", PATHS)
def test_a_forwarded_host_changes_no_answer(path, newsroom, outsider, pinned_clock):
    other = {"x-forwarded-host": "elsewhere.example", "forwarded": "host=elsewhere"}

    plain, forwarded = outsider.get(path), outsider.get(path, headers=other)

    assert plain.content == forwarded.content
    assert plain.headers.items() == forwarded.headers.items()


@pytest.mark.parametrize("path", PATHS)
def test_a_host_of_somebody_elses_is_refused(path, newsroom, outsider):
    answer = outsider.get(path, headers={"host": "elsewhere.example"})

    assert b"elsewhere" not in answer.content
    assert "elsewhere" not in str(dict(answer.headers))
    assert answer.status_code in (302, 400, 404)


@pytest.mark.parametrize(
    "path",
    [
        "//elsewhere.example",
        "//elsewhere.example/en",
        "/en//elsewhere.example",
        "/en/releases//elsewhere.example",
        "/\\elsewhere.example",
        "/en?next=//elsewhere.example/",
        "/?next=https://elsewhere.example/",
    ],
)
def test_no_redirect_leads_elsewhere(path, newsroom, outsider):
    answer = outsider.get(path)

    where = answer.headers.get("Location", "/")
    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))


def test_signing_in_leads_nowhere_else(newsroom, client):
    user = newsroom.users["editor"]
    user.set_password("a-sentence-of-four-words")
    user.save()

    answer = client.post(
        "/admin/login/?next=https://elsewhere.example/",
        {
            "username": user.get_username(),
            "password": "a-sentence-of-four-words",
            "next": "https://elsewhere.example/",
        },
    )

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
