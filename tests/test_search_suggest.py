"""Promise: names and titles are suggested as a reader types, and nothing hidden."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from press import lifecycle
from search import models, port
from tests import factories, searching


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


@pytest.fixture
def suggested(client):
    """Returns a function that asks what is suggested, as (type, title)."""

    def ask(typed, *, locale="en", **asked):
        asked = {"q": typed, "locale": locale, **asked}
        answer = client.get("/api/v1/suggest", asked)
        assert answer.status_code == 200
        return [(one["type"], one["title"]) for one in answer.json()["suggestions"]]

    return ask


def test_a_suggestion_says_what_it_is_and_where(
    newsroom, clock, client, settings, tell
):
    made = factories.public(newsroom, clock, title="Ély’s <b>", words="Élysée")
    tell()
    url, topic = settings.NEWSROOM_URL, str(made.topic.translation_key)

    asked = {"q": "ely", "locale": "fr"}
    answer = client.get("/api/v1/suggest", asked).json()

    by_type = {one.pop("type"): one for one in answer.pop("suggestions")}
    assert answer == {"q": "ely", "locale": "fr"}
    assert list(by_type) == ["organisation", "person", "topic", "release", "about"]
    assert by_type["topic"] == {
        "id": topic,
        "locale": "fr",
        "title": "Élysée topic",
        "title_html": "<mark>Élysée</mark> topic",
        "url": f"{url}/fr/topics/elysee-topic/",
        "api_url": f"{url}/api/v1/topics/{topic}?locale=fr",
    }
    assert by_type["release"]["title_html"] == "<mark>Ély’s</mark> &lt;b&gt; fr"
    for found in by_type.values():
        for address in (found["url"], found["api_url"]):
            path = address.removeprefix(url)
            assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("person cor", [("person", "Coral Person")]),
        ("Coral Pers", [("person", "Coral Person")]),
        ("coral inst", [("organisation", "Coral Institute")]),
        ("CORAL  top", [("topic", "Coral topic")]),
        ("about cor", [("about", "About Coral")]),
        ("laboratory opens new", [("release", "New laboratory opens en")]),
        ("oral", []),
        ("coral quote", []),
        ("person xyz", []),
        ("", []),
        ("  ", []),
        ("'", []),
    ],
)
def test_words_are_whole_but_the_last_and_stand_in_any_order(
    newsroom, clock, suggested, typed, found
):
    factories.public(newsroom, clock, words="Coral")
    waiting = suggested(typed)
    searching.deliver_all(clock)

    assert suggested(typed) == waiting == found


def test_an_article_that_is_joined_to_a_word_is_not_looked_for(
    newsroom, clock, suggested
):
    factories.public(newsroom, clock, title="Élysée", words="Coral")

    release = [("release", "Élysée fr")]
    assert suggested("l'Élys", locale="fr") == release
    assert suggested("L’elysee", locale="fr") == release


def test_names_that_begin_so_come_first_then_names_then_titles_from_the_newest(
    newsroom, clock, suggested
):
    factories.public(newsroom, clock, title="Reef one", words="Old reef")
    clock.tick(minutes=1)
    factories.public(newsroom, clock, title="Reef two", words="Reef")
    searching.deliver_all(clock)

    found = suggested("reef", limit=20)
    assert found[:8] == [
        *[("organisation", "Reef Institute"), ("person", "Reef Person")],
        ("topic", "Reef topic"),
        *[("organisation", "Old reef Institute"), ("person", "Old reef Person")],
        ("topic", "Old reef topic"),
        *[("release", "Reef two en"), ("release", "Reef one en")],
    ]
    assert set(found[8:]) == {("about", "About Reef"), ("about", "About Old reef")}
    assert suggested("reef", limit=3) == found[:3]


def test_names_are_suggested_however_many_newer_titles_and_quotes_begin_alike(
    newsroom, clock, suggested, monkeypatch
):
    # Each in two languages.
    monkeypatch.setattr(port, "MOST_BEGUN", 4)
    factories.public(newsroom, clock, title="Ice", words="Coral")
    for number in range(2):
        clock.tick(minutes=1)
        factories.public(newsroom, clock, title=f"Coral {number}", words=f"Ice{number}")
    searching.deliver_all(clock)

    assert suggested("coral") == [
        *[("organisation", "Coral Institute"), ("person", "Coral Person")],
        ("topic", "Coral topic"),
        *[("release", "Coral 1 en"), ("release", "Coral 0 en")],
    ]


def test_other_languages_come_last_and_each_thing_once(newsroom, clock, client):
    factories.public(newsroom, clock, title="Cormorant", words="Coral")
    searching.deliver_all(clock)

    def found(typed, locale):
        asked = {"q": typed, "locale": locale}
        answer = client.get("/api/v1/suggest", asked).json()
        return [(one["locale"], one["title"]) for one in answer["suggestions"]]

    assert found("cormorant", "fr") == [("fr", "Cormorant fr")]
    assert found("cormorant en", "fr") == [("en", "Cormorant en")]


def test_what_is_taken_back_is_suggested_no_more_at_once(
    newsroom, clock, suggested, tell
):
    made = factories.public(newsroom, clock, title="Cormorant", words="Coral")
    tell()
    assert suggested("cormorant") == [("release", "Cormorant en")]

    lifecycle.withdraw(
        made.release,
        by=newsroom.users["approver"],
        notes={"en": "Taken back.", "fr": "Retiré."},
        clock=clock,
    )

    assert suggested("cormorant") == suggested("coral") == []
    tell()
    assert suggested("cormorant") == suggested("coral") == []


def test_what_lifts_is_suggested_at_its_instant_with_no_worker(
    newsroom, clock, suggested
):
    lift = clock() + timedelta(minutes=10)
    factories.embargoed(newsroom, clock, moment=lift, title="Cormorant", words="Coral")

    clock.at = lift - timedelta(microseconds=1)
    before = suggested("cor")
    clock.at = lift

    assert before == []
    assert [kind for kind, _title in suggested("cor")] == [
        *("organisation", "person", "topic", "release", "about")
    ]


def test_what_the_index_holds_of_another_version_is_left_out(
    newsroom, clock, suggested, caplog
):
    factories.public(newsroom, clock, title="Cormorant", words="Coral")
    searching.deliver_all(clock)
    models.Entry.objects.filter(type="release").update(version=7)

    assert suggested("cormorant") == []
    assert "not public: 1 subjects" in caplog.text


def test_what_is_hidden_changes_no_byte_and_no_query(newsroom, clock, client, tell):
    factories.public(newsroom, clock, words="Coral")
    tell()

    def seen(typed):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/api/v1/suggest", {"q": typed})
        return answer.content, answer.headers.items(), len(queries)

    def all_seen():
        return [seen(typed) for typed in ("coral", "secret", "co", "")]

    before = all_seen()
    factories.embargoed(newsroom, clock, title="Secret coral", words="Secret")
    factories.draft(newsroom, title="Coral draft", words="Coral secret")
    untold = all_seen()
    tell()

    assert b"Coral Person" in before[0][0]
    assert before == untold == all_seen()


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"words": "coral"}, "words"),
        ({"locale": "xx"}, "locale"),
        ({"limit": "0"}, "limit"),
        ({"limit": "21"}, "limit"),
    ],
)
def test_a_parameter_that_is_wrong_is_named(newsroom, client, asked, parameter):
    answer = client.get("/api/v1/suggest", {"q": "coral", **asked})

    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter
