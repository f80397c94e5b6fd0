"""Promise: the API answers what is public, typed, in a locale, with its alternates."""

import json

import pytest
from django.core.management import call_command

from press import models, queries
from tests import answered, factories, reading

URL = "http://127.0.0.1:8000"


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def told(client, path, status=200):
    """Return the JSON of an answer."""
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        status,
        "application/json" if status < 400 else "application/problem+json",
    )
    return answer.json()


def test_a_list_holds_the_newest_version_of_each_release(newsroom, clock, client):
    old = factories.corrected(newsroom, clock, title="Old")
    new = factories.public(newsroom, clock, title="New")
    factories.withdrawn(newsroom, clock, title="Withdrawn")
    factories.embargoed(newsroom, clock, title="Hidden")

    answer = told(client, "/api/v1/releases?locale=fr")

    key = str(old.release.pk)
    stored = queries.document(key, locale="fr", at=clock()).body
    assert [item["title"] for item in answer["items"]] == ["New fr", "Old fr"]
    assert answer["next"] is None
    assert answer["items"][1] == {
        name: stored[name]
        for name in stored
        if name not in ("lead", "body", "contacts")
    } | {
        "view": "summary",
        "version": 2,
        "newest_version": 2,
        "published_at": "2026-03-10T09:00:00Z",
        "public_from": "2026-03-10T09:05:00Z",
        "corrected_at": "2026-03-10T09:05:00Z",
        "correction_note": "A figure was wrong (fr).",
        "correction_class": "fact",
        "url": f"{URL}/fr/communiques/old-fr/",
        "api_url": f"{URL}/api/v1/releases/{key}?locale=fr",
        "translation": {"source_locale": "en", "url": f"{URL}/en/releases/old-en/"},
        "alternates": [
            {
                "locale": code,
                "url": f"{URL}/{code}/{folder}/old-{code}/",
                "api_url": f"{URL}/api/v1/releases/{key}?locale={code}",
                "version": 2,
            }
            for code, folder in (("en", "releases"), ("fr", "communiques"))
        ],
    }
    assert new.release.reference == answer["items"][0]["reference"]


def test_a_list_goes_on_where_its_cursor_stands(newsroom, clock, client):
    for number in range(5):
        factories.public(newsroom, clock, title=f"Number {number}")
    path, seen = "/api/v1/releases?limit=2&kind=release", []

    while path:
        part = told(client, path)
        seen.append([item["title"] for item in part["items"]])
        if len(seen) == 1:
            clock.tick(minutes=1)
            factories.public(newsroom, clock, title="Late")
        path = (part["next"] or "").removeprefix(URL)

    assert [len(titles) for titles in seen] == [2, 2, 1]
    titles = sorted(title for part in seen for title in part)
    assert titles == [f"Number {number} en" for number in range(5)]


def test_a_list_narrows_to_what_was_asked(newsroom, clock, client):
    sea = factories.public(newsroom, clock, title="Sea", words="Sea")
    factories.public(newsroom, clock, title="Sky", words="Sky")
    organisation = sea.boilerplate.organisation.translation_key
    topic = sea.topic.translation_key

    asked = {
        "topic=sea-topic": ["Sea en"],
        f"topic={topic}": ["Sea en"],
        f"organisation={organisation}": ["Sea en"],
        f"person={sea.person.translation_key}": ["Sea en"],
        "year=2026&kind=release&limit=1": ["Sea en", "Sky en"],
        "year=2025": [],
        "kind=statement": [],
        "topic=nothing": [],
    }

    for query, titles in asked.items():
        items = told(client, f"/api/v1/releases?{query}")["items"]
        found = [item["title"] for item in items]
        assert found == titles if len(titles) < 2 else found[0] in titles


@pytest.mark.parametrize("by", ["id", "reference"])
def test_a_detail_is_found_by_id_and_by_reference(by, newsroom, clock, client):
    made = factories.public(newsroom, clock)
    key = made.release.pk if by == "id" else made.release.reference

    answer = told(client, f"/api/v1/releases/{key}?locale=fr")

    stored = queries.document(str(made.release.pk), locale="fr", at=clock()).body
    assert {name: answer[name] for name in stored} == answered.answered(
        stored, locale="fr"
    )
    assert [block["type"] for block in answer["body"]] == [
        "paragraph",
        "quote",
        "about",
    ]


def test_versions_are_listed_and_read_one_by_one(newsroom, clock, client):
    made = factories.corrected(newsroom, clock)
    path = f"/api/v1/releases/{made.release.pk}/versions"

    versions = told(client, f"{path}?locale=en")["items"]
    first = told(client, f"{path}/1?locale=en")

    page = f"{URL}/en/releases/new-laboratory-opens-en/"
    assert [(item["version"], item["url"], item["api_url"]) for item in versions] == [
        (2, page, f"{URL}{path}/2?locale=en"),
        (1, f"{page}v/1/", f"{URL}{path}/1?locale=en"),
    ]
    assert (first["version"], first["newest_version"]) == (1, 2)
    assert first["lead"]["text"] == "Plain lead in en."


def test_quotes_are_objects_listed_by_release_and_speaker(newsroom, clock, client):
    sea = factories.public(newsroom, clock, title="Sea", words="Sea")
    clock.tick(minutes=1)
    sky = factories.public(newsroom, clock, title="Sky", words="Sky")

    first = told(client, "/api/v1/quotes?limit=1")
    second = told(client, first["next"].removeprefix(URL))
    by_speaker = told(client, f"/api/v1/quotes?speaker={sea.person.translation_key}")
    by_release = told(client, f"/api/v1/quotes?release={sky.release.reference}")
    one = told(client, f"/api/v1/quotes/{sky.quote}?locale=en")

    assert [item["id"] for item in first["items"]] == [str(sky.quote)]
    assert [item["id"] for item in second["items"]] == [str(sea.quote)]
    assert second["next"] is None
    assert by_speaker["items"] == second["items"]
    assert by_release["items"] == first["items"] == [one]
    assert one["release"]["title"] == "Sky en"


def test_quotes_of_one_release_page_by_their_place_in_it(newsroom, clock, client):
    made = factories.draft(newsroom)
    for code, page in made.pages.items():
        page.refresh_from_db()
        block = dict(page.body.raw_data[1])
        more = [block | {"id": f"00000000-0000-4000-8000-00000000000{n}"} for n in "12"]
        factories.edited(made, newsroom, code, body=[*page.body.raw_data, *more])
    factories.approve(made, newsroom, clock)
    factories.lifecycle.lift_now(
        made.release, by=newsroom.users["approver"], clock=clock
    )
    path, seen = "/api/v1/quotes?limit=2", []

    while path:
        part = told(client, path)
        seen.append([item["id"][-2:] for item in part["items"]])
        path = (part["next"] or "").removeprefix(URL)

    assert seen == [[str(made.quote)[-2:], "01"], ["02"]]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("boilerplates", lambda made: made.boilerplate),
        ("organisations", lambda made: made.boilerplate.organisation),
        ("people", lambda made: made.person),
        ("contacts", lambda made: made.contact),
        ("topics", lambda made: made.topic),
    ],
)
def test_records_are_listed_and_read_while_something_public_names_them(
    name, key, newsroom, clock, client
):
    made = factories.embargoed(newsroom, clock)
    row = key(made).translation_key
    path = f"/api/v1/{name}"

    before = told(client, path), told(client, f"{path}/{row}", 404)["status"]
    clock.at = made.release.embargo_at
    listed, one = told(client, f"{path}?locale=fr"), told(client, f"{path}/{row}")
    french = told(client, f"{path}/{row}?locale=fr")

    assert before == ({"items": [], "next": None}, 404)
    assert listed == {"items": [french], "next": None}
    assert (one["id"], one["locale"], french["locale"]) == (str(row), "en", "fr")
    assert [edition["locale"] for edition in one["alternates"]] == ["en", "fr"]


def test_a_list_of_records_goes_on_where_its_cursor_stands(newsroom, clock, client):
    made = [
        factories.public(newsroom, clock, title=f"Title {n}", words=f"Words {n}")
        for n in range(3)
    ]
    path, seen = "/api/v1/people?limit=2", []

    while path:
        part = told(client, path)
        seen += [item["id"] for item in part["items"]]
        path = (part["next"] or "").removeprefix(URL)

    assert seen == sorted(str(one.person.translation_key) for one in made)


def test_records_of_an_organisation_can_be_asked_for(newsroom, clock, client):
    sea = factories.public(newsroom, clock, title="Sea", words="Sea")
    factories.public(newsroom, clock, title="Sky", words="Sky")
    organisation = sea.boilerplate.organisation.translation_key

    answer = told(client, f"/api/v1/boilerplates?organisation={organisation}")

    assert [item["title"] for item in answer["items"]] == ["About Sea"]


def told_locale(code, name, folder):
    """Return a locale as the newsroom tells it."""
    index = f"{URL}/{code}/{folder}/"
    return {
        "locale": code,
        "name": name,
        "direction": "ltr",
        "url": f"{URL}/{code}/",
        "index_url": index,
        "search_url": f"{URL}/{code}/search/",
        "feed_url": f"{index}feed.atom",
        "feeds": {
            "atom": f"{index}feed.atom",
            "rss": f"{index}feed.rss",
            "json_feed": f"{index}feed.json",
        },
        "api_url": f"{URL}/api/v1/newsroom?locale={code}",
    }


def told_page(page, kind, paths):
    """Return a page of the French navigation as the newsroom tells it."""
    return {
        "id": str(page.translation_key),
        "kind": kind,
        "title": page.title,
        "url": f"{URL}/fr/{paths['fr']}",
        "alternates": [
            {"locale": code, "url": f"{URL}/{code}/{path}"}
            for code, path in paths.items()
        ],
    }


def test_the_newsroom_tells_its_locales_navigation_and_home(newsroom, clock, client):
    chosen = factories.public(newsroom, clock, title="Chosen")
    hidden = factories.embargoed(newsroom, clock, title="Hidden")
    home = newsroom.homes["fr"]
    home.featured = [("release", made.pages["fr"]) for made in (hidden, chosen)]
    home.save()

    answer = told(client, "/api/v1/newsroom?locale=fr")

    featured = answer["home"].pop("featured")
    assert [item["title"] for item in featured] == ["Chosen fr"]
    assert answer == {
        "name": "Newsroom",
        "zone": "Europe/Paris",
        "locale": "fr",
        "locales": [
            told_locale("en", "English", "releases"),
            told_locale("fr", "français", "communiques"),
        ],
        "navigation": [
            told_page(newsroom.homes["fr"], "home", {"en": "", "fr": ""}),
            told_page(
                newsroom.indexes["fr"],
                "index",
                {"en": "releases/", "fr": "communiques/"},
            ),
        ],
        "home": {
            "title": "Newsroom fr",
            "intro": "",
            "description": "",
            "url": f"{URL}/fr/",
            "alternates": [
                {"locale": code, "url": f"{URL}/{code}/"} for code in ("en", "fr")
            ],
        },
        "contacts": [],
    }


def test_the_newsroom_names_the_contacts_that_are_always_public(
    newsroom, clock, client
):
    made = factories.public(newsroom, clock)
    desk = factories.snippet(
        models.PressContact, name="Press desk", email="p@example.org", is_listed=True
    )

    told_here = told(client, "/api/v1/newsroom?locale=fr")["contacts"]

    key = desk.translation_key
    assert told_here == [told(client, f"/api/v1/contacts/{key}?locale=fr")]
    assert str(made.contact.translation_key) != told_here[0]["id"]


def test_a_head_is_answered_as_its_get(newsroom, clock, client):
    made = factories.public(newsroom, clock)
    path = f"/api/v1/releases/{made.release.pk}"

    get, head = client.get(path), client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(get.content))


def test_the_description_is_openapi_3_1_with_blocks_told_by_their_type(client, db):
    described = told(client, "/api/v1/openapi.json")

    body = described["components"]["schemas"]["ReleaseDetail"]["properties"]["body"]
    assert described["openapi"] == "3.1.0"
    assert body["items"]["discriminator"]["propertyName"] == "type"
    assert set(body["items"]["discriminator"]["mapping"]) == {
        *("paragraph", "heading", "list", "quote", "about", "members", "facts"),
        *("image", "video", "files", "table", "call_to_action"),
    }
    for path, methods in described["paths"].items():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                problem = "application/problem+json" in answer["content"]
                assert problem is (int(status) >= 400), path


def test_the_description_is_a_page_too(newsroom, client):
    words = reading.words(client.get("/api/v1/docs"))

    for said in ("GET /api/v1/releases/{key}", "410 GoneProblem", "cursor"):
        assert said in words


def test_the_stored_description_is_the_one_that_is_served(
    tmp_path, monkeypatch, client, db
):
    call_command("openapi_snapshot", "--check")

    snapshot = "newsroom.management.commands.openapi_snapshot.SNAPSHOT"
    monkeypatch.setattr(snapshot, tmp_path / "openapi.json")
    with pytest.raises(Exception, match="The API has changed"):
        call_command("openapi_snapshot", "--check")
    call_command("openapi_snapshot")

    stored = json.loads((tmp_path / "openapi.json").read_text())
    assert stored == told(client, "/api/v1/openapi.json")
