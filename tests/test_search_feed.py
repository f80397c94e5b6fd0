"""Promise: a search can be followed: an Atom feed of the newest that it finds."""

import importlib
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from press import lifecycle
from press.delivery import rate_limits
from tests import factories, reading, searching

SCHEMA = Path(__file__).parent / "standards" / "atom.rng"
ATOM = reading.ATOM


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


@pytest.fixture
def feed(client):
    """Returns a function that asks for the feed of a search, as its root element."""
    schema = etree.RelaxNG(etree.parse(SCHEMA))

    def ask(locale="en", **asked):
        answer = client.get(f"/{locale}/search/feed.atom", asked)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        root = reading.xml(answer)
        schema.assertValid(root)
        return root

    return ask


def entries(root):
    """Return (title, address) of the entries of a feed."""
    return [
        (
            entry.findtext(f"{ATOM}title"),
            entry.find(f"{ATOM}link[@rel='alternate']").get("href"),
        )
        for entry in root.iter(f"{ATOM}entry")
    ]


def links(root):
    """Return rel → address of the feed's own links."""
    return {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}


def test_a_feed_lists_releases_and_quotes_that_a_search_finds_the_newest_first(
    newsroom, clock, feed, settings, tell
):
    first = factories.public(newsroom, clock, title="Reef reef", words="Reef")
    clock.tick(minutes=1)
    later = factories.public(newsroom, clock, title="Later & <b>", words="Stone reef")
    factories.public(newsroom, clock, title="Other", words="Other")
    tell()
    url = settings.NEWSROOM_URL

    root = feed(q="reef")

    assert sorted(entries(root)[:2]) == [
        ("Later & <b> en", f"{url}/en/releases/later-b-en/"),
        ("Stone reef Person: “Stone reef quote.”", f"{url}/en/quotes/{later.quote}/"),
    ]
    assert sorted(entries(root)[2:]) == [
        ("Reef Person: “Reef quote.”", f"{url}/en/quotes/{first.quote}/"),
        ("Reef reef en", f"{url}/en/releases/reef-reef-en/"),
    ]
    assert links(root) == {
        "self": f"{url}/en/search/feed.atom?q=reef",
        "alternate": f"{url}/en/search/?q=reef",
    }
    assert root.findtext(f"{ATOM}title") == "Search: “reef” · Newsroom"
    assert root.findtext(f"{ATOM}id") == f"{url}/en/search/feed.atom?q=reef"
    assert root.findtext(f"{ATOM}updated") == "2026-03-10T09:01:00Z"


def test_an_entry_has_the_id_of_its_release_in_every_feed_and_keeps_it(
    newsroom, clock, client, feed
):
    factories.public(newsroom, clock, words="Reef")
    before = feed(q="reef", type="release")
    searching.deliver_all(clock)

    after = feed(q="reef", type="release")
    archive = reading.xml(client.get("/en/releases/feed.atom"))

    ids = [root.findtext(f"{ATOM}entry/{ATOM}id") for root in (before, after, archive)]
    assert ids[0] is not None
    assert set(ids) == {ids[0]}
    assert etree.tostring(before) == etree.tostring(after)


def test_a_correction_updates_an_entry_and_a_withdrawal_takes_it_out(
    newsroom, clock, feed, tell
):
    made = factories.corrected(newsroom, clock, words="Reef")
    tell()

    entry = feed(q="corrected", type="release").find(f"{ATOM}entry")
    times = [entry.findtext(f"{ATOM}{name}") for name in ("published", "updated")]
    lifecycle.withdraw(
        made.release,
        by=newsroom.users["approver"],
        notes={"en": "Taken back.", "fr": "Retiré."},
        clock=clock,
    )

    assert times == ["2026-03-10T09:00:00Z", "2026-03-10T09:05:00Z"]
    empty = feed(q="corrected")
    assert entries(empty) == []
    assert empty.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_a_feed_is_narrowed_as_its_search_is(newsroom, clock, feed, settings):
    factories.public(newsroom, clock, title="One", words="Coral")
    factories.public(newsroom, clock, title="Two", words="Coral reef")
    factories.public(newsroom, clock, title="Three", words="Coral bay")

    both = ["coral-reef-topic", "coral-bay-topic"]
    root = feed(q="coral", type=["release", "person"], topic=both, sort="newest")

    assert sorted(title for title, _url in entries(root)) == ["Three en", "Two en"]
    assert links(root)["alternate"] == (
        f"{settings.NEWSROOM_URL}/en/search/?q=coral&type=release&type=person"
        "&topic=coral-reef-topic&topic=coral-bay-topic"
    )
    assert entries(feed(q="coral", type="person")) == []


def test_a_feed_has_at_most_twenty_entries(newsroom, clock, feed):
    for number in range(11):
        factories.public(newsroom, clock, title=f"Reef {number}", words="Reef")

    assert len(entries(feed(q="reef"))) == 20


def test_what_was_typed_is_text_in_the_feed(newsroom, clock, feed):
    factories.public(newsroom, clock, words="Reef")

    root = feed(q="reef \x0c\uffff<b>\x01&")

    assert root.findtext(f"{ATOM}title") == "Search: “reef <b>&” · Newsroom"
    assert entries(root)


@pytest.mark.parametrize(
    ("locale", "asked", "title"),
    [
        ("en", "reef", "Search: “reef”"),
        ("en", '"reef lead"', 'Search: "reef lead"'),
        ("fr", "reef", "Recherche\u00a0: «\u202freef\u202f»"),
        ("fr", "« reef lead »", "Recherche\u00a0: « reef lead »"),
    ],
)
def test_a_feed_is_called_by_its_words_in_one_pair_of_quotation_marks(
    newsroom, clock, feed, locale, asked, title
):
    root = feed(locale, q=asked)

    assert root.findtext(f"{ATOM}title") == f"{title} · Newsroom"


def test_the_page_names_the_feed_of_its_search(newsroom, clock, client):
    factories.public(newsroom, clock, words="Coral")
    asked = {"q": "coral", "topic": "coral-topic", "sort": "newest", "page": "1"}

    answer = client.get("/en/search/", asked)

    address = "/en/search/feed.atom?q=coral&topic=coral-topic"
    page = reading.page(answer)
    in_head = page.xpath("//head/link[@rel='alternate'][@type]")
    assert [link.get("href") for link in in_head][-1] == address
    assert in_head[-1].get("title") == "Search: “coral” · Newsroom"
    assert page.xpath(f"//main//a[@href='{address}']/text()") == [
        "Follow this search (Atom)"
    ]
    plain = reading.page(client.get("/en/search/"))
    assert plain.xpath("//a[contains(@href, 'search/feed')]") == []


def test_without_words_there_is_no_feed(newsroom, clock, client):
    for asked in ({}, {"q": ""}, {"q": "  "}, {"type": "quote"}):
        assert client.get("/en/search/feed.atom", asked).status_code == 404
    assert client.get("/de/search/feed.atom", {"q": "reef"}).status_code == 404


def test_feeds_of_searches_count_as_searches(newsroom, clock, client, settings):
    production_limits = importlib.import_module(
        "newsroom.settings"
    ).NEWSROOM_RATE_LIMITS
    paths, _quota, window = production_limits["search"]
    settings.NEWSROOM_RATE_LIMITS = {"search": (paths, 2, window)}
    rate_limits.METER.forget()

    addresses = ["/en/search/feed.atom?q=reef", "/api/v1/suggest?q=reef"]
    statuses = [client.get(path).status_code for path in [*addresses, *addresses]]

    rate_limits.METER.forget()
    assert statuses == [200, 200, 429, 429]


def test_what_is_hidden_changes_no_byte_and_no_query(newsroom, clock, client, tell):
    factories.public(newsroom, clock, words="Coral")
    tell()

    def seen():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/en/search/feed.atom", {"q": "coral secret"})
        return answer.content, answer.headers.items(), len(queries)

    before = seen()
    factories.embargoed(newsroom, clock, title="Secret coral", words="Secret")
    factories.draft(newsroom, title="Coral draft", words="Coral secret")
    untold = seen()
    tell()

    assert b"Coral Person" in before[0]
    assert before == untold == seen()
