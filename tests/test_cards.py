"""Promise: a shared link shows the page's title, words, picture and languages."""

import pytest

from tests import factories, illustrated, reading
from tests.illustrated import URL


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def card(client, path):
    """Return what the head of a page says in Open Graph and for cards, in order."""
    page = reading.page(client.get(path))
    found = page.xpath("//head/meta[@property or starts-with(@name, 'twitter:')]")
    return [
        (meta.get("property") or meta.get("name"), meta.get("content"))
        for meta in found
    ]


def test_a_release_shows_its_picture_its_times_and_its_languages(
    newsroom, clock, client
):
    it = illustrated.public(newsroom, clock)
    path = "/fr/communiques/new-laboratory-opens-fr/"

    assert card(client, path) == [
        ("og:type", "article"),
        ("og:site_name", "Newsroom"),
        ("og:url", f"{URL}{path}"),
        ("og:title", "New laboratory opens fr"),
        ("og:description", "Plain lead in fr."),
        ("og:locale", "fr_FR"),
        ("og:locale:alternate", "en_GB"),
        ("og:image", it.file("waves-1600.webp")[1]),
        ("og:image:type", "image/webp"),
        ("og:image:width", "1600"),
        ("og:image:height", "800"),
        ("og:image:alt", "Waves (fr)"),
        ("article:published_time", "2026-03-10T10:00:00+01:00"),
        ("article:modified_time", "2026-03-10T10:00:00+01:00"),
        ("article:tag", "Plain topic"),
        ("twitter:card", "summary_large_image"),
        ("twitter:image:alt", "Waves (fr)"),
    ]


def test_a_correction_moves_the_time_of_change_alone(newsroom, clock, client):
    factories.corrected(newsroom, clock)

    found = dict(card(client, "/en/releases/new-laboratory-opens-en/"))

    assert found["article:published_time"] == "2026-03-10T10:00:00+01:00"
    assert found["article:modified_time"] == "2026-03-10T10:05:00+01:00"


def test_an_earlier_version_names_the_newest_as_the_page(newsroom, clock, client):
    factories.corrected(newsroom, clock)
    path = "/en/releases/new-laboratory-opens-en/"

    assert dict(card(client, f"{path}v/1/"))["og:url"] == f"{URL}{path}"


def test_a_release_without_a_picture_shows_none(newsroom, clock, client):
    factories.public(newsroom, clock)

    found = dict(card(client, "/en/releases/new-laboratory-opens-en/"))

    assert found["twitter:card"] == "summary"
    assert [name for name in found if "image" in name] == []


@pytest.mark.parametrize(
    ("path", "kind", "title"),
    [
        ("/en/", "website", "Newsroom en"),
        ("/en/releases/", "website", "Releases"),
        ("/en/search/", "website", "Search"),
        ("/en/topics/plain-topic/", "website", "Plain topic"),
        ("/en/people/{person}/", "profile", "Plain Person"),
        ("/en/organisations/{organisation}/", "website", "Plain Institute"),
        ("/en/about/{about}/", "website", "About Plain"),
        (
            "/en/quotes/{quote}/",
            "article",
            "Plain Person on “New laboratory opens en”",
        ),
    ],
)
def test_every_page_has_a_card(path, kind, title, newsroom, clock, client):
    made = factories.public(newsroom, clock)
    organisation = made.boilerplate.organisation.translation_key
    path = path.format(
        quote=made.quote,
        person=made.person.translation_key,
        about=made.boilerplate.translation_key,
        organisation=organisation,
    )

    found = dict(card(client, path))

    assert (found["og:type"], found["og:title"]) == (kind, title)
    assert found["og:url"] == f"{URL}{path}"
    assert found["og:locale"] == "en_GB"


def test_what_is_not_there_has_no_card(newsroom, clock, client):
    factories.embargoed(newsroom, clock)

    assert card(client, "/en/releases/new-laboratory-opens-en/") == []
