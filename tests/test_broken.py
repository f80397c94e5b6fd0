"""Promise: what fails says so in the shape that was asked, and no cache keeps it."""

import pytest
from django.db import OperationalError

from press.delivery import api_releases


@pytest.fixture
def failing(client, newsroom, monkeypatch):
    """A client whose lists of releases end in an error that the test chooses."""

    def fail(error):
        def broken(*_args, **_kwargs):
            raise error

        monkeypatch.setattr(api_releases.queries, "documents", broken)
        client.raise_request_exception = False
        return client

    return fail


@pytest.mark.parametrize(
    ("error", "status", "title", "detail"),
    [
        (
            OperationalError("gone away"),
            503,
            "Service unavailable",
            "The newsroom cannot answer for a moment. Ask again.",
        ),
        (
            ValueError("a secret"),
            500,
            "Internal server error",
            "The answer could not be made. The fault is ours, and was noted.",
        ),
    ],
)
def test_the_api_fails_with_a_problem(failing, error, status, title, detail):
    answer = failing(error).get("/api/v1/releases?locale=en")

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers.get("Retry-After") == ("5" if status == 503 else None)
    assert answer.json() == {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
    }


def test_a_page_fails_with_a_page(failing):
    answer = failing(OperationalError("gone away")).get("/en/releases/")

    assert answer.status_code == 503
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Cache-Control"] == "no-store"
