"""Promise: machines get plain answers, and every answer carries safe headers."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from newsroom import health, security

SAFE_PUBLIC = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def test_a_running_process_says_so_without_the_database(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_migrated_newsroom_is_ready(client, db):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_a_newsroom_without_all_migrations_is_not_ready(client, db, monkeypatch):
    monkeypatch.setattr(health, "_migrated", health.threading.Event())
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE id = (SELECT MAX(id) FROM "
            "django_migrations WHERE app = 'press')"
        )

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"migrations are missing\n")


def test_a_newsroom_whose_database_is_away_is_not_ready(client, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(health.connection, "cursor", away)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (
        503,
        b"the database does not answer\n",
    )


def test_crawlers_learn_where_the_sitemap_is(client, settings, db):
    settings.NEWSROOM_URL = "https://press.example.org"

    answer = client.get("/robots.txt")

    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /api/v1/preview/",
        "Sitemap: https://press.example.org/sitemap.xml",
        "Sitemap: https://press.example.org/news-sitemap.xml",
    ]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt"])
def test_a_machine_address_takes_reading_only(path, client, db):
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", ["/healthz", "/en/nothing-here/", "/api/v1/nothing"])
def test_every_public_answer_carries_the_strict_policy(path, client, newsroom):
    headers = client.get(path).headers

    assert headers["Content-Security-Policy"] == SAFE_PUBLIC
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Permissions-Policy"] == security.PERMISSIONS


def test_the_desk_may_frame_itself_and_nobody_else(client, db):
    headers = client.get("/admin/login/").headers

    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("path", ["/files/a/b.svg", "/admin/media/b.svg"])
def test_an_uploaded_file_runs_nothing(path):
    assert security.written(security.policy(path)) == (
        "default-src 'none'; img-src 'self'; media-src 'self'; "
        "style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
    )


@pytest.mark.parametrize(
    ("secure", "expected"), [(True, "max-age=31536000"), (False, None)]
)
def test_strict_transport_is_asked_for_on_secure_answers_only(
    secure, expected, settings
):
    settings.SECURE_HSTS_SECONDS = 31_536_000

    headers = Client().get("/healthz", secure=secure).headers

    assert headers.get("Strict-Transport-Security") == expected


@pytest.mark.parametrize(
    ("accepted", "language"), [("fr-FR,fr;q=0.9", "fr"), ("de", "en"), ("en", "en")]
)
def test_the_root_leads_to_the_readers_language(accepted, language, client, newsroom):
    answer = client.get("/", headers={"accept-language": accepted})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/nothing",
        "/files/nothing/here.pdf",
        "/static/nothing.css",
        "/healthz/more",
        "/robots.txt/more",
        "/sitemap-nothing.xml",
    ],
)
def test_a_machine_address_that_is_not_there_is_404_in_one_language(
    path, client, newsroom
):
    answers = [
        client.get(path, headers={"accept-language": language})
        for language in ("en", "fr")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert "Location" not in answers[0].headers
    assert "Accept-Language" not in answers[0].headers.get("Vary", "")
