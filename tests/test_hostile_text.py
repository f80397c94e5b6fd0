"""Promise: whatever somebody types, it reaches readers as words and never runs."""

import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from lxml import html
from PIL import Image

from press import editions, lifecycle, models, resolving
from tests import factories, reading, searching

TEXT = """<script>alert(1)</script>"'&"""
RUNS = "javascript:alert(1)"
RICH = (
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;\"'&amp;"
    f'<script>alert(2)</script><a href="{RUNS}" onclick="alert(3)">here</a>'
    '<a href="https://example.org/&quot;onclick=&quot;alert(4)">there</a>'
    '<img src="x" onerror="alert(5)"><svg onload="alert(6)"></svg></p>'
)
DATA = {"type": "application/ld+json"}
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data")


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def what_runs(markup):
    """Return the elements and attributes of HTML that run something.

    A script element that says it is data must be nothing but data.
    """
    root = html.fromstring(f"<div>{markup}</div>")
    found = []
    for node in root.iter("*"):
        if node.tag == "script" and dict(node.attrib) == DATA:
            json.loads(node.text)
        elif node.tag == "script" and not node.get("src", "").startswith("/static/"):
            found.append("script")
        for name, value in node.attrib.items():
            runs = "".join(value.split()).lower().startswith(("javascript:", "data:"))
            if name.startswith("on") or (name in ADDRESSES and runs):
                found.append(f"{node.tag} {name}={value}")
    return found


def texts(value, name=""):
    """Yield the (name, text) of every text in a JSON value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, name)
    elif isinstance(value, str):
        yield name, value


def item(value):
    return {"type": "item", "value": value}


def photo():
    stored = io.BytesIO()
    Image.new("RGB", (500, 300), (20, 90, 160)).save(stored, "PNG")
    stored.seek(0)
    return models.Photo.objects.create(
        title=TEXT, credit=TEXT, licence=TEXT, file=ImageFile(stored, name="a.png")
    )


def handout():
    made = models.Attachment(title=TEXT)
    made.file.save('a"onclick=".pdf', ContentFile(b"%PDF <script>alert(1)</script>"))
    made.save()
    return made


def named():
    """Return snippets that are hostile in each field."""
    organisation = factories.snippet(
        models.Organisation,
        name=TEXT,
        acronym=TEXT,
        url="https://example.org/\"onclick='alert(1)'<script>",
        ror='https://ror.org/"onclick="x',
        wikidata='"><b onclick=x>',
        is_listed=True,
    )
    own = {"en": organisation, "fr": organisation.get_translations().get()}
    return {
        "organisation": organisation,
        "place": factories.snippet(models.Place, name=TEXT),
        "topic": factories.snippet(models.Topic, name=TEXT),
        "person": factories.snippet(
            models.Person, name=TEXT, role=TEXT, bio=RICH, organisation=own
        ),
        "boilerplate": factories.snippet(
            models.Boilerplate, title=TEXT, text=RICH, organisation=own
        ),
        "contact": factories.snippet(
            models.PressContact,
            name=TEXT,
            role=TEXT,
            email="o'brien&co@example.org",
            phone="+33199887766",
            organisation=own,
            is_listed=True,
        ),
    }


def body(having, quote):
    """Return a hostile block of every type."""
    member = item({"organisation": having["organisation"].pk, "role": "member"})
    group = item({"label": TEXT, "complete": False, "members": [member]})
    figure = dict.fromkeys(("unit", "qualifier", "label", "source"), TEXT)
    said = {
        "text": TEXT,
        "speaker": having["person"].pk,
        "role": TEXT,
        "organisation": having["organisation"].pk,
        "original_locale": "",
    }
    elsewhere = "https://example.org/?a=\"onclick='alert(1)'&b=<script>"
    return [
        factories.block("quote", said, key=quote),
        factories.block("paragraph", RICH),
        factories.block("heading", {"text": TEXT, "level": "2"}),
        factories.block("list", {"items": [item(RICH)]}),
        factories.block("about", {"boilerplate": having["boilerplate"].pk}),
        factories.block("members", {"title": TEXT, "groups": [group]}),
        factories.block("facts", {"items": [item(figure | {"value": "12"})]}),
        factories.block("image", {"image": photo().pk, "alt": TEXT, "caption": TEXT}),
        factories.block("video", {"url": elsewhere, "title": TEXT}),
        factories.block(
            "files", {"items": [item({"file": handout().pk, "title": TEXT})]}
        ),
        factories.block(
            "table",
            {
                "table_caption": TEXT,
                "first_row_is_table_header": True,
                "data": [[TEXT, TEXT], [TEXT, TEXT]],
            },
        ),
        factories.block("call_to_action", {"text": TEXT, "url": elsewhere}),
    ]


@pytest.fixture
def hostile(newsroom, clock, settings):
    """Return a corrected release that is hostile in each field, and what it names."""
    settings.NEWSROOM_REQUIRED_LOCALES = ["en"]
    made = factories.draft(newsroom, title=TEXT, locales=("en",))
    having = named()
    values = {
        "subtitle": TEXT,
        "search_description": TEXT,
        "lead": RICH,
        "place": having["place"],
        "image": photo(),
        "image_alt": TEXT,
        "image_caption": TEXT,
        "body": body(having, made.quote),
        "contacts": [factories.block("contact", having["contact"].pk)],
        "topics": [factories.block("topic", having["topic"].pk)],
    }
    factories.edited(made, newsroom, "en", title=TEXT, **values)
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    clock.tick(minutes=5)
    factories.edited(made, newsroom, "en", title=f"{TEXT} again")
    factories.approve(made, newsroom, clock)
    lifecycle.correct(
        made.release,
        by=newsroom.users["approver"],
        notes={"en": TEXT},
        correction_class="fact",
        clock=clock,
    )
    searching.deliver_all(clock)
    return made, having


def test_no_page_runs_what_somebody_typed(hostile, client):
    made, having = hostile
    release = "/en/releases/scriptalert1script-again/"
    topic = client.get("/api/v1/topics").json()["items"][0]["page_url"]
    paths = [
        "/en/",
        "/en/releases/",
        release,
        f"{release}v/1/",
        f"/en/quotes/{made.quote}/",
        f"/en/about/{having['boilerplate'].translation_key}/",
        f"/en/people/{having['person'].translation_key}/",
        f"/en/organisations/{having['organisation'].translation_key}/",
        topic.removeprefix("http://127.0.0.1:8000"),
        "/en/search/?q=script",
    ]
    for path in paths:
        answer = client.get(path)
        assert (path, answer.status_code) == (path, 200)
        assert (path, what_runs(answer.content.decode())) == (path, [])
        # What was typed is there to be read, sign for sign.
        assert TEXT in reading.page(answer).text_content()


@pytest.mark.parametrize(
    "path",
    [
        "/en/search/",
        "/en/releases/",
        "/en/nowhere/<script>alert(1)</script>/",
        "/en/topics/<script>/",
        "/nowhere/",
    ],
)
def test_no_page_runs_what_a_reader_asks_for(path, newsroom, client):
    asked = dict.fromkeys(("q", "topic", "year", "kind", "after", "next"), TEXT)

    answer = client.get(path, asked)

    assert what_runs(answer.content.decode()) == []


def test_a_notice_runs_nothing(hostile, newsroom, clock, client):
    made, _having = hostile
    lifecycle.withdraw(
        made.release, by=newsroom.users["approver"], notes={"en": TEXT}, clock=clock
    )

    answer = client.get("/en/releases/scriptalert1script-again/")

    assert answer.status_code == 410
    assert what_runs(answer.content.decode()) == []
    assert TEXT in reading.words(answer)


@pytest.mark.parametrize("base", ["/en/releases/", "/en/topics/scriptalert1script/"])
def test_no_form_of_a_feed_runs_what_somebody_typed(base, hostile, client):
    rss = reading.xml(client.get(f"{base}feed.rss")).find("channel/item")
    (item,) = client.get(f"{base}feed.json").json()["items"]

    assert rss.findtext("title") == item["title"] == f"{TEXT} again"
    assert rss.findtext("description") == item["summary"] == TEXT
    assert what_runs(rss.findtext(reading.CONTENT)) == []
    assert what_runs(item["content_html"]) == []


def test_no_feed_runs_what_somebody_typed(hostile, client):
    feed = reading.xml(client.get("/en/releases/feed.atom"))

    entry = feed.find(f"{reading.ATOM}entry")
    assert entry.findtext(f"{reading.ATOM}title") == f"{TEXT} again"
    assert entry.findtext(f"{reading.ATOM}summary") == TEXT
    assert what_runs(entry.findtext(f"{reading.ATOM}content")) == []
    assert len(reading.xml(client.get("/sitemap.xml"))) > 0


def test_no_html_and_no_address_of_the_api_runs(hostile, client):
    made, having = hostile
    paths = [
        "releases",
        f"releases/{made.release.pk}",
        f"releases/{made.release.pk}/versions",
        f"releases/{made.release.pk}/versions/1",
        "quotes",
        "boilerplates",
        "people",
        "contacts",
        "topics",
        f"organisations/{having['organisation'].translation_key}",
        "search?q=script",
    ]
    for path in paths:
        answer = client.get(f"/api/v1/{path}")
        assert (path, answer.status_code) == (path, 200)
        for name, value in texts(answer.json()):
            if name.endswith("html"):
                assert (path, name, what_runs(value)) == (path, name, [])
            if name.endswith("url") or name in ("ror", "path"):
                assert value.startswith(("http://", "https://", "/")) or not value


@pytest.mark.parametrize("kind", ["video", "call_to_action"])
@pytest.mark.parametrize("address", [RUNS, "data:text/html,x", "//example.org", "x"])
def test_an_address_that_is_not_of_the_web_stops_the_approval(
    kind, address, newsroom, clock
):
    made = factories.draft(newsroom, locales=("en",))
    page = factories.edited(
        made,
        newsroom,
        "en",
        body=[factories.block(kind, {"url": address, "title": "a", "text": "a"})],
    )

    built = editions.build(page, release=made.release, today=clock().date())

    assert built.body["body"] == []
    assert len(built.problems) == 1


@pytest.mark.parametrize("name", ["url", "ror"])
def test_an_organisations_address_is_one_of_the_web(name, newsroom):
    row = factories.snippet(models.Organisation, name="Institute")
    setattr(row, name, RUNS)

    with pytest.raises(ValidationError, match=name):
        row.full_clean()
    # Past the form, by a script or an import, it does not become a link either.
    assert resolving.organisation_ref(row).model_dump()[name] == ""


def test_a_file_with_a_hostile_name_is_saved_and_never_shown(hostile, client):
    made, _having = hostile
    detail = client.get(f"/api/v1/releases/{made.release.pk}").json()
    files = next(block for block in detail["body"] if block["type"] == "files")
    path = files["items"][0]["file"]["path"].removeprefix("http://127.0.0.1:8000")

    answer = client.get(path)

    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer.status_code == 200
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "\n" not in answer.headers["Content-Disposition"]
