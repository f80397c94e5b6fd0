"""Promise: the news sitemap names what came out in two days, in every language."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from tests import factories, reading

URL = "http://127.0.0.1:8000"
PATH = "/news-sitemap.xml"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SCHEMA = Path(__file__).parent / "standards" / "sitemap.xsd"


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def told(client):
    """Return what the sitemap says of each release, in its order."""
    root = reading.xml(client.get(PATH))
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(root)
    return [
        (
            entry.findtext(f"{reading.SITEMAP}loc").removeprefix(URL),
            *(
                entry.findtext(f"{NEWS}news/{NEWS}{name}")
                for name in (
                    f"publication/{NEWS}name",
                    f"publication/{NEWS}language",
                    "publication_date",
                    "title",
                )
            ),
        )
        for entry in root
    ]


def test_a_release_is_in_it_in_each_language(newsroom, clock, client):
    factories.public(newsroom, clock)
    factories.embargoed(newsroom, clock, title="Hidden")
    factories.withdrawn(newsroom, clock, title="Withdrawn")

    lifted = "2026-03-10T09:00:00Z"
    assert told(client) == [
        (
            "/en/releases/new-laboratory-opens-en/",
            *("Newsroom", "en", lifted, "New laboratory opens en"),
        ),
        (
            "/fr/communiques/new-laboratory-opens-fr/",
            *("Newsroom", "fr", lifted, "New laboratory opens fr"),
        ),
    ]


def test_a_release_leaves_it_after_two_days_corrected_or_not(newsroom, clock, client):
    factories.corrected(newsroom, clock)
    clock.at = factories.NOW + timedelta(hours=48, seconds=-1)
    before = [row[0] for row in told(client)]
    clock.tick(seconds=1)

    assert len(before) == 2
    assert told(client) == []


def test_a_title_is_words_whatever_they_are(newsroom, clock, client):
    factories.public(newsroom, clock, title='<b>"1 & 2"</b> \x07 null')

    assert told(client)[0][-1] == '<b>"1 & 2"</b>  null en'


def test_a_locale_that_is_not_public_is_not_in_it(newsroom, clock, client):
    factories.public(newsroom, clock)
    newsroom.indexes["fr"].unpublish()

    assert [row[2] for row in told(client)] == ["en"]


def test_it_asks_as_many_queries_for_many_releases(newsroom, clock, client):
    factories.public(newsroom, clock)
    with CaptureQueriesContext(connection) as few:
        client.get(PATH)
    for number in range(3):
        factories.public(newsroom, clock, title=f"Number {number}")

    with CaptureQueriesContext(connection) as many:
        assert len(told(client)) == 8

    assert len(few) == len(many)


def test_robots_are_told_of_both_sitemaps(newsroom, client):
    text = client.get("/robots.txt").content.decode()

    assert [line for line in text.splitlines() if line.startswith("Sitemap:")] == [
        f"Sitemap: {URL}/sitemap.xml",
        f"Sitemap: {URL}{PATH}",
    ]
