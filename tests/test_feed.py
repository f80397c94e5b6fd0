"""Promise: the Atom feed is valid, whole, and says what changed and what went."""

import uuid

import pytest

from press import lifecycle
from tests import factories, reading
from tests.reading import ATOM, TOMBSTONE

FEED = "/en/releases/feed.atom"
URL = "http://127.0.0.1:8000"


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def text(element, name):
    """Return the text of an element's one child."""
    return element.findtext(f"{ATOM}{name}")


def urn(made, locale):
    """Return the id that a release has in the feed of a locale."""
    return uuid.uuid5(made.release.pk, locale).urn


def test_an_entry_holds_the_whole_release(newsroom, clock, client):
    made = factories.public(newsroom, clock)

    answer = client.get(FEED)

    feed = reading.xml(answer)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert text(feed, "id") == f"{URL}{FEED}"
    assert text(feed, "updated") == "2026-03-10T09:00:00Z"
    assert {child.tag.removeprefix(ATOM): child.text for child in entry} == {
        "id": urn(made, "en"),
        "title": "New laboratory opens en",
        "published": "2026-03-10T09:00:00Z",
        "updated": "2026-03-10T09:00:00Z",
        "author": None,
        "link": None,
        "category": None,
        "summary": "Plain lead in en.",
        "content": text(entry, "content"),
    }
    for said in (
        "Plain lead in en.",
        "Plain paragraph.",
        "Plain quote.",
        "About Plain",
    ):
        assert said in text(entry, "content")
    assert "<button" not in text(entry, "content")
    assert [
        (link.get("hreflang"), link.get("href"))
        for link in entry.findall(f"{ATOM}link")
    ] == [
        ("en", f"{URL}/en/releases/new-laboratory-opens-en/"),
        ("fr", f"{URL}/fr/communiques/new-laboratory-opens-fr/"),
    ]


def test_each_locale_has_its_own_feed(newsroom, clock, client):
    made = factories.public(newsroom, clock)

    feed = reading.xml(client.get("/fr/communiques/feed.atom"))

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    (entry,) = feed.findall(f"{ATOM}entry")
    assert (text(entry, "id"), text(entry, "title")) == (
        urn(made, "fr"),
        "New laboratory opens fr",
    )


def test_a_correction_updates_its_entry_and_keeps_its_id(newsroom, clock, client):
    made = factories.corrected(newsroom, clock)

    feed = reading.xml(client.get(FEED))

    (entry,) = feed.findall(f"{ATOM}entry")
    assert text(entry, "id") == urn(made, "en")
    assert text(entry, "published") == "2026-03-10T09:00:00Z"
    assert text(entry, "updated") == text(feed, "updated") == "2026-03-10T09:05:00Z"
    assert "A figure was wrong (en)." in text(entry, "content")


def test_a_withdrawal_leaves_a_deleted_entry(newsroom, clock, client):
    made = factories.withdrawn(newsroom, clock)

    answer = client.get(FEED)

    feed = reading.xml(answer)
    (deleted,) = feed.findall(f"{TOMBSTONE}deleted-entry")
    assert feed.findall(f"{ATOM}entry") == []
    assert dict(deleted.attrib) == {
        "ref": urn(made, "en"),
        "when": "2026-03-10T09:05:00Z",
    }
    assert deleted.findtext(f"{TOMBSTONE}comment") == "Taken back (en)."
    assert text(feed, "updated") == "2026-03-10T09:05:00Z"
    assert b"laboratory" not in answer.content


def test_a_restored_release_is_newer_than_its_withdrawal(newsroom, clock, client):
    made = factories.withdrawn(newsroom, clock)
    clock.tick(minutes=5)
    lifecycle.restore(
        made.release, by=newsroom.users["approver"], reason="Checked.", clock=clock
    )

    feed = reading.xml(client.get(FEED))

    (entry,) = feed.findall(f"{ATOM}entry")
    assert feed.findall(f"{TOMBSTONE}deleted-entry") == []
    assert (text(entry, "published"), text(entry, "updated")) == (
        "2026-03-10T09:00:00Z",
        "2026-03-10T09:10:00Z",
    )


def test_an_empty_feed_is_valid(newsroom, clock, client):
    factories.embargoed(newsroom, clock)

    feed = reading.xml(client.get(FEED))

    assert text(feed, "updated") == "1970-01-01T00:00:00Z"
    assert feed.findall(f"{ATOM}entry") == []


def test_a_character_that_xml_cannot_hold_is_left_out(newsroom, clock, client):
    factories.public(newsroom, clock, title="Ring \x07 & \x0b<bell>")

    feed = reading.xml(client.get(FEED))

    assert text(feed.find(f"{ATOM}entry"), "title") == "Ring  & <bell> en"
