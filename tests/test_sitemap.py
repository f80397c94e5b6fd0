"""Promise: the sitemap names every public page with its other languages, no other."""

import pytest

from home import models as home_models
from tests import factories, reading
from tests.reading import SITEMAP, XHTML

URL = "http://127.0.0.1:8000"


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
