"""Promise: a feed says the same as Atom, as RSS and as JSON Feed."""

import io
import uuid
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html
from pydantic import BaseModel, ConfigDict, Field

from press import lifecycle, models
from tests import factories, illustrated, reading
from tests.illustrated import URL

ATOM_SCHEMA = Path(__file__).parent / "standards" / "atom.rng"
BASES = ["/en/releases/", "/en/topics/plain-topic/"]
TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
FULL_TEXT = {
    "atom": f"{reading.ATOM}entry/{reading.ATOM}content",
    "rss": f"channel/item/{reading.CONTENT}",
}


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


class Strict(BaseModel):
    """A part of JSON Feed 1.1: no more than it has, and what it asks for."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Author(Strict):
    name: str
    url: str = ""


class Attachment(Strict):
    url: str = Field(pattern="^https?://")
    mime_type: str = Field(pattern="^.+/.+$")
    title: str = ""
    size_in_bytes: int


class Item(Strict):
    id: str
    url: str = Field(pattern="^https?://")
    title: str
    content_html: str
    summary: str = ""
    image: str = ""
    date_published: datetime = Field(strict=False)
    date_modified: datetime = Field(strict=False)
    authors: list[Author] = Field([], min_length=1)
    tags: list[str] = []
    language: str
    attachments: list[Attachment] = []
    newsroom: dict = Field(alias="_newsroom")


class JsonFeed(Strict):
    version: str = Field(pattern="^https://jsonfeed.org/version/1.1$")
    title: str
    home_page_url: str
    feed_url: str
    language: str
    authors: list[Author]
    items: list[Item]
    newsroom: dict = Field(alias="_newsroom")


def parsed(client, path):
    """Return an XML feed as feed readers read it, without a complaint."""
    answer = client.get(path)
    assert answer.status_code == 200
    found = feedparser.parse(
        io.BytesIO(answer.content),
        response_headers={"content-type": answer.headers["Content-Type"]},
    )
    assert (found.bozo, found.get("bozo_exception")) == (False, None)
    return found


def json_feed(client, path):
    """Return a JSON Feed that has the shape of its format."""
    return JsonFeed.model_validate(client.get(path).json())


def told(client, base):
    """Return what each form says of the entries of a feed."""
    found = {}
    for form in ("atom", "rss"):
        found[form] = [
            {
                "id": entry.id,
                "url": entry.link,
                "title": entry.title,
                "summary": entry.summary,
                "content": entry.content[0].value,
                "authors": [author.name for author in entry.authors],
                "tags": [tag.get("label") or tag.term for tag in entry.tags],
                "published": entry.published_parsed[:6],
                "updated": entry.updated_parsed[:6],
            }
            for entry in parsed(client, f"{base}feed.{form}").entries
        ]
    found["json"] = [
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content": item.content_html,
            "authors": [author.name for author in item.authors],
            "tags": item.tags,
            "published": item.date_published.timetuple()[:6],
            "updated": item.date_modified.timetuple()[:6],
        }
        for item in json_feed(client, f"{base}feed.json").items
    ]
    return found


@pytest.mark.parametrize("base", BASES)
def test_every_form_says_the_same(base, newsroom, clock, client):
    illustrated.public(newsroom, clock)
    clock.tick(minutes=1)
    factories.public(newsroom, clock, title="Second", words="Other")

    found = told(client, base)

    titles = [entry["title"] for entry in found["atom"]]
    assert titles == ["Second en", "New laboratory opens en"][2 - len(titles) :]
    assert len(titles) == (2 if base == BASES[0] else 1)
    first = found["atom"][-1]
    assert first["url"] == f"{URL}/en/releases/new-laboratory-opens-en/"
    assert first["authors"] == ["Coast Institute"]
    assert first["tags"] == ["Plain topic"]
    assert first["published"] == (2026, 3, 10, 9, 0, 0)
    # feedparser cleans what it reads; the words are the same.
    for entries in found.values():
        for entry in entries:
            words = html.fromstring(entry["content"]).text_content().split()
            entry["content"] = " ".join(words)
    assert found["atom"] == found["rss"] == found["json"]
    assert "Plain quote." in first["content"]


@pytest.mark.parametrize("form", TYPES)
def test_a_feed_names_itself_its_page_and_its_language(form, newsroom, clock, client):
    factories.public(newsroom, clock)
    base = "/fr/topics/plain-topic/"

    answer = client.get(f"{base}feed.{form}")

    assert answer.headers["Content-Type"] == TYPES[form]
    if form == "json":
        found = json_feed(client, f"{base}feed.json")
        said = found.feed_url, found.home_page_url, found.language, found.title
    else:
        feed = parsed(client, f"{base}feed.{form}").feed
        own = next(link.href for link in feed.links if link.rel == "self")
        said = own, feed.link, feed.language, feed.title
    assert said == (
        f"{URL}{base}feed.{form}",
        f"{URL}{base}",
        "fr",
        "Plain topic · Newsroom",
    )


def test_every_form_hands_out_the_same_files(newsroom, clock, client):
    it = illustrated.public(newsroom, clock)
    picture, picture_url = it.file("waves.png")
    table, table_url = it.file("figures.csv")

    atom = parsed(client, "/en/releases/feed.atom").entries[0]
    rss = parsed(client, "/en/releases/feed.rss").entries[0]
    (item,) = json_feed(client, "/en/releases/feed.json").items

    whole = [
        (picture_url, "image/png", picture.size),
        (table_url, "text/csv", table.size),
    ]
    assert table.size == len(illustrated.CSV)
    assert [(row.href, row.type, int(row.length)) for row in atom.enclosures] == whole
    assert [
        (row["url"], row["type"], int(row["filesize"])) for row in rss.media_content
    ] == whole
    # An item of RSS has one enclosure.
    assert [(row.href, row.type, int(row.length)) for row in rss.enclosures] == whole[
        :1
    ]
    assert [
        (row.url, row.mime_type, row.size_in_bytes) for row in item.attachments
    ] == whole
    assert item.image == it.file("waves-1600.webp")[1]
    answer = client.get(table_url.removeprefix(URL))
    assert b"".join(answer.streaming_content) == illustrated.CSV


@pytest.mark.parametrize("base", BASES)
def test_a_correction_keeps_the_id_in_every_form(base, newsroom, clock, client):
    made = factories.public(newsroom, clock)
    before = told(client, base)
    clock.tick(minutes=5)
    for code in made.pages:
        factories.edited(made, newsroom, code, title=f"Corrected {code}")
    factories.approve(made, newsroom, clock)
    lifecycle.correct(
        made.release,
        by=newsroom.users["approver"],
        notes=dict.fromkeys(made.pages, "A wrong name."),
        correction_class="fact",
        clock=clock,
    )

    after = told(client, base)

    for form in TYPES:
        (was,), (now,) = before[form], after[form]
        assert was["id"] == now["id"] == uuid.uuid5(made.release.pk, "en").urn
        assert was["published"] == now["published"] == (2026, 3, 10, 9, 0, 0)
        assert now["updated"] == (2026, 3, 10, 9, 5, 0)
        assert now["title"] == "Corrected en"
        assert "A wrong name." in now["content"]


@pytest.mark.parametrize("base", ["/en/releases/", "/en/topics/coast/"])
def test_a_withdrawal_is_told_where_the_form_can(base, newsroom, clock, client):
    made = on_the_coast(newsroom, clock)
    clock.tick(minutes=5)
    lifecycle.withdraw(
        made.release,
        by=newsroom.users["approver"],
        notes={"en": "Taken back (en).", "fr": "Repris (fr)."},
        clock=clock,
    )
    key, reference = uuid.uuid5(made.release.pk, "en").urn, made.release.reference

    atom = reading.xml(client.get(f"{base}feed.atom"))
    json = json_feed(client, f"{base}feed.json")

    assert told(client, base) == {"atom": [], "rss": [], "json": []}
    (deleted,) = atom.findall(f"{reading.TOMBSTONE}deleted-entry")
    assert dict(deleted.attrib) == {"ref": key, "when": "2026-03-10T09:05:00Z"}
    assert json.newsroom["withdrawn"] == [
        {
            "id": key,
            "reference": reference,
            "date_withdrawn": "2026-03-10T09:05:00Z",
            "note": "Taken back (en).",
        }
    ]


def test_a_topic_says_nothing_of_what_never_named_it(newsroom, clock, client):
    on_the_coast(newsroom, clock)
    clock.tick(minutes=5)
    factories.withdrawn(newsroom, clock, title="Elsewhere", words="Inland")

    atom = reading.xml(client.get("/en/topics/coast/feed.atom"))

    assert atom.findall(f"{reading.TOMBSTONE}deleted-entry") == []
    assert [
        row.title for row in parsed(client, "/en/topics/coast/feed.rss").entries
    ] == ["New laboratory opens en"]


def on_the_coast(newsroom, clock):
    """Return a public release about a topic that is public without one."""
    topic = factories.snippet(models.Topic, name="Coast")
    models.Record.objects.filter(key=str(topic.translation_key)).update(listed=True)
    made = factories.draft(newsroom)
    for code in made.pages:
        factories.edited(
            made, newsroom, code, topics=[factories.block("topic", topic.pk)]
        )
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    return made


@pytest.mark.parametrize("form", TYPES)
@pytest.mark.parametrize(
    "base", ["/en/topics/plain-topic/", "/en/topics/unknown/", "/de/topics/coast/"]
)
def test_a_topic_without_a_public_release_has_no_feed(
    base, form, newsroom, clock, client
):
    factories.embargoed(newsroom, clock)

    assert client.get(f"{base}feed.{form}").status_code == 404


def test_a_feed_has_no_other_form(newsroom, clock, client):
    factories.public(newsroom, clock)

    for base in BASES:
        assert client.get(f"{base}feed.xml", follow=True).status_code == 404


def full_text(client, form):
    """Return the HTML of a feed's one entry, as it was sent."""
    answer = client.get(f"/en/releases/feed.{form}")
    if form == "json":
        return answer.json()["items"][0]["content_html"]
    return reading.xml(answer).findtext(FULL_TEXT[form])


@pytest.mark.parametrize("form", TYPES)
def test_links_of_the_full_text_lead_somewhere_from_elsewhere(
    form, newsroom, clock, client
):
    illustrated.public(newsroom, clock)

    content = full_text(client, form)
    links = [link for _el, _at, link, _pos in html.fromstring(content).iterlinks()]
    assert len(links) > 5
    assert [
        link for link in links if not link.startswith((f"{URL}/", "tel:", "mailto:"))
    ] == []


@pytest.mark.parametrize("base", ["/fr/communiques/", "/fr/topics/plain-topic/"])
def test_pages_say_where_their_feeds_are(base, newsroom, clock, client):
    factories.public(newsroom, clock)

    page = reading.page(client.get(base))

    heads = [link.get("href") for link in page.xpath("//head/link[@title]")]
    shown = page.xpath("//nav[@class='feeds']//a/@href")
    assert shown == [f"{base}feed.{form}" for form in TYPES]
    assert set(shown) <= set(heads)
    assert len(heads) == len(set(heads))
    for path in heads:
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "state", ["draft", "embargoed", "public", "corrected", "withdrawn"]
)
def test_atom_keeps_to_its_schema(state, newsroom, clock, client):
    schema = etree.RelaxNG(etree.parse(ATOM_SCHEMA))
    illustrated.public(newsroom, clock, title="Illustrated")
    getattr(factories, state)(newsroom, *([clock] if state != "draft" else []))

    for base in BASES:
        schema.assertValid(reading.xml(client.get(f"{base}feed.atom")))


@pytest.mark.parametrize("form", TYPES)
def test_a_feed_bears_every_character(form, newsroom, clock, client):
    said = "A \x07 & ]]> <!-- \ufffe \u2028 é 😀 \"'"
    factories.public(newsroom, clock, title=said)

    (entry,) = told(client, "/en/releases/")[form]

    kept = said if form == "json" else said.replace("\x07", "").replace("\ufffe", "")
    assert html.fromstring(f"<p>{entry['title']}</p>") is not None
    assert " ".join(entry["title"].split()) == " ".join(f"{kept} en".split())
