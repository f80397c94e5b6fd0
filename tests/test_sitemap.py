"""Promise: the sitemap names every public page with its other languages, no other."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from home import models as home_models
from press.delivery import sitemap
from tests import factories, reading
from tests.reading import SITEMAP, XHTML

URL = "http://127.0.0.1:8000"
SCHEMA = Path(__file__).parent / "standards" / "sitemap.xsd"


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def mapped(client):
    """Return address → (day of its change, languages) of the sitemap."""
    return {
        entry.findtext(f"{SITEMAP}loc").removeprefix(URL): (
            entry.findtext(f"{SITEMAP}lastmod"),
            {
                link.get("hreflang"): link.get("href").removeprefix(URL)
                for link in entry.findall(f"{XHTML}link")
            },
        )
        for entry in reading.xml(client.get("/sitemap.xml"))
    }


def test_the_sitemap_names_plain_pages_and_releases(newsroom, clock, client):
    factories.corrected(newsroom, clock)
    factories.withdrawn(newsroom, clock, title="Withdrawn")
    factories.embargoed(newsroom, clock, title="Hidden")
    newsroom.homes["en"].add_child(
        instance=home_models.StandardPage(title="Draft", slug="draft", live=False)
    )

    homes = {"en": "/en/", "fr": "/fr/"}
    indexes = {"en": "/en/releases/", "fr": "/fr/communiques/"}
    releases = {
        code: f"{path}new-laboratory-opens-{code}/" for code, path in indexes.items()
    }
    assert mapped(client) == {
        **dict.fromkeys(homes.values(), (None, homes)),
        **dict.fromkeys(indexes.values(), (None, indexes)),
        **dict.fromkeys(releases.values(), ("2026-03-10T09:05:00Z", releases)),
    }


def test_a_release_in_one_language_names_that_one(newsroom, clock, client, settings):
    settings.NEWSROOM_REQUIRED_LOCALES = ["fr"]
    factories.public(newsroom, clock, locales=("fr",))

    path = "/fr/communiques/new-laboratory-opens-fr/"
    assert mapped(client)[path] == ("2026-03-10T09:00:00Z", {"fr": path})


def test_a_locale_that_is_not_public_is_not_in_it(newsroom, clock, client):
    factories.public(newsroom, clock)
    newsroom.indexes["fr"].unpublish()

    assert {path.split("/")[1] for path in mapped(client)} == {"en"}


def locations(client, path):
    """Return the addresses that a sitemap or an index of them names, in order."""
    root = reading.xml(client.get(path))
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(root)
    return [entry.findtext(f"{SITEMAP}loc").removeprefix(URL) for entry in root]


def test_it_keeps_to_its_schema(newsroom, clock, client):
    factories.corrected(newsroom, clock)

    assert len(locations(client, "/sitemap.xml")) == 6


def test_what_one_file_does_not_hold_is_an_index_of_parts(
    newsroom, clock, client, monkeypatch
):
    for number in range(3):
        factories.public(newsroom, clock, title=f"Number {number}")
        clock.tick(minutes=1)
    whole = set(locations(client, "/sitemap.xml"))
    # Four plain pages, and two releases in two languages.
    monkeypatch.setattr(sitemap, "MOST", 8)

    index = locations(client, "/sitemap.xml")
    parts = [locations(client, path) for path in index]

    assert index == ["/sitemap-1.xml", "/sitemap-2.xml"]
    assert [len(part) for part in parts] == [8, 2]
    assert {path for part in parts for path in part} == whole
    assert {"number-2" in path for path in parts[1]} == {True}
    assert client.get("/sitemap-0.xml").status_code == 404
    assert client.get("/sitemap-3.xml").status_code == 404


def test_a_part_asks_as_many_queries_for_many_releases(newsroom, clock, client):
    factories.public(newsroom, clock)
    with CaptureQueriesContext(connection) as few:
        client.get("/sitemap-1.xml")
    for number in range(3):
        factories.public(newsroom, clock, title=f"Number {number}")

    with CaptureQueriesContext(connection) as many:
        assert len(locations(client, "/sitemap-1.xml")) == 12

    assert len(few) == len(many)
