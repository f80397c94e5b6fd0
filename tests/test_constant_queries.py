"""Promise: an answer asks as many queries for fifty releases as for five."""

import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from press import models
from tests import factories

PATHS = [
    "/",
    "/en/",
    "/fr/communiques/",
    "/en/releases/?kind=release&year=2026&topic=plain-topic",
    "/en/releases/feed.atom",
    "/en/releases/feed.rss",
    "/en/releases/feed.json",
    "/en/topics/plain-topic/feed.atom",
    "/en/topics/plain-topic/feed.rss",
    "/en/topics/plain-topic/feed.json",
    "/news-sitemap.xml",
    "/en/people/{person}/",
    "/en/organisations/{organisation}/",
    "/en/about/{about}/",
    "/en/topics/plain-topic/",
    "/sitemap.xml",
    "/api/v1/newsroom?locale=en",
    "/api/v1/releases?limit=100",
    "/api/v1/releases?limit=100&view=full",
    "/api/v1/releases?limit=100&from=2026-01-01&to=2026-12-31&order=oldest",
    "/api/v1/quotes?limit=100",
    "/api/v1/quotes?limit=100&speaker={person}",
    "/api/v1/boilerplates?limit=100",
    "/api/v1/organisations?limit=100",
    "/api/v1/people?limit=100",
    "/api/v1/contacts?limit=100",
    "/api/v1/topics?limit=100",
    "/api/v1/changes?limit=500",
    "/api/v1/changes?limit=500&locale=fr",
    "/api/v1/find?path=/en/releases/new-laboratory-opens-en/",
]


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def multiply(made, numbers):
    """Copy a release's documents and records, with ids and slugs of their own."""
    multiply_records(numbers)
    for number in numbers:
        key = uuid.uuid5(made.release.pk, str(number))
        models.Release.objects.create(pk=key, source_locale="en")
        multiply_events(made.release, key)
    for row in list(made.release.documents.all()):
        mentions = list(row.mentions.values_list("kind", "key"))
        for number in numbers:
            key = uuid.uuid5(row.release_id, str(number))
            quote = str(uuid.uuid5(key, "quote"))
            blocks = [
                block | ({"id": quote} if block["type"] == "quote" else {})
                for block in row.body["body"]
            ]
            slug = f"{row.slug}-{number}"
            own = {"id": str(key), "slug": slug, "body": blocks}
            copy = models.Document.objects.create(
                release_id=key,
                slug=slug,
                body=row.body | own,
                **{
                    name: getattr(row, name)
                    for name in ("locale", "version", "public_from", "lifted_at")
                },
            )
            models.Mention.objects.bulk_create(
                models.Mention(
                    document=copy, kind=kind, key=quote if kind == "quote" else value
                )
                for kind, value in mentions
            )


def multiply_events(release, key):
    """Copy what the ledger says of a release, for another."""
    models.Event.objects.bulk_create(
        models.Event(
            release_id=key,
            **{
                name: getattr(row, name)
                for name in ("kind", "visible_at", "locale", "version", "generation")
            },
        )
        for row in release.events.all()
    )


def multiply_records(numbers):
    """Copy each record that was not copied, with an id of its own."""
    for row in list(models.Record.objects.filter(listed=False)):
        for number in numbers:
            key = str(uuid.uuid5(uuid.UUID(row.key), str(number)))
            models.Record.objects.create(
                key=key,
                body=row.body | {"id": key},
                listed=True,
                **{
                    name: getattr(row, name)
                    for name in ("kind", "locale", "version", "public_from")
                },
            )


def asked(client, path):
    """Return how many queries an answer asks, and how long it is."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code in (200, 302), path
    return len(queries), len(answer.content)


def test_queries_do_not_grow_with_the_number_of_releases(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    home = newsroom.homes["en"]
    home.featured = [("release", made.pages["en"])]
    home.save()
    about = made.boilerplate
    paths = [
        path.format(
            person=made.person.translation_key,
            organisation=about.organisation.translation_key,
            about=about.translation_key,
        )
        for path in PATHS
    ]
    multiply(made, range(4))
    few = {path: asked(client, path) for path in paths}

    multiply(made, range(4, 49))
    many = {path: asked(client, path) for path in paths}

    assert models.Document.objects.count() == 2 * 50
    grown = {
        path: (few[path][0], many[path][0])
        for path in paths
        if few[path][0] != many[path][0]
    }
    assert grown == {}
    assert many["/api/v1/releases?limit=100"][1] > few["/api/v1/releases?limit=100"][1]


def test_a_first_request_asks_as_many_queries_as_a_later_one(newsroom, clock, client):
    factories.public(newsroom, clock)

    counts = {
        path: {asked(client, path)[0] for _time in range(2)}
        for path in PATHS
        if "{" not in path
    }

    assert {path: found for path, found in counts.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    "path",
    [
        "/en/releases/new-laboratory-opens-en/",
        "/en/releases/new-laboratory-opens-en/v/1/",
        "/fr/communiques/",
        "/en/",
        "/en/releases/feed.atom",
        "/en/releases/feed.rss",
        "/en/releases/feed.json",
        "/en/topics/plain-topic/feed.json",
        "/sitemap.xml",
        "/news-sitemap.xml",
        "/api/v1/releases",
        "/api/v1/releases?view=full",
        "/api/v1/releases/{release}?locales=en,fr",
        "/api/v1/find?path=/en/releases/new-laboratory-opens-en/",
        "/api/v1/find?path=/en/people/{person}/",
        "/api/v1/changes?limit=500",
        "/api/v1/preview/{release}",
        "/api/v1/releases/{release}",
        "/api/v1/releases/{reference}",
        "/api/v1/releases/{release}/versions",
        "/api/v1/releases/{release}/versions/1",
        "/api/v1/quotes/{quote}",
        "/en/quotes/{quote}/",
        "/en/people/{person}/",
        "/en/topics/plain-topic/",
        "/api/v1/topics?locale=fr",
        "/api/v1/releases?topic=plain-topic",
    ],
)
def test_a_hidden_release_changes_neither_bytes_nor_queries(
    path, newsroom, clock, client
):
    with transaction.atomic():
        made = factories.embargoed(newsroom, clock)
        path = path.format(
            release=made.release.pk,
            reference=made.release.reference,
            quote=made.quote,
            person=made.person.translation_key,
        )
        with CaptureQueriesContext(connection) as with_it:
            hidden = client.get(path)
        transaction.set_rollback(True)
    with CaptureQueriesContext(connection) as without_it:
        nothing = client.get(path)

    assert len(with_it) == len(without_it)
    assert hidden.status_code == nothing.status_code
    assert hidden.content == nothing.content
    assert hidden.headers.items() == nothing.headers.items()
