"""Promise: the search page and its API say what was found, safe to show."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from press import lifecycle
from search import analysis, highlighting
from search.models import Entry
from tests import factories, reading, searching


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


def hits(answer):
    """Return (type, title, address) of the hits that a page lists."""
    return [
        (
            hit.xpath("string(.//span[@class='tag'])"),
            hit.xpath("string(.//h3/a)"),
            hit.xpath("string(.//h3/a/@href)"),
        )
        for hit in reading.page(answer).xpath("//li[@class='search-hit']")
    ]


def facets(answer):
    """Return label → address of the values that a page can be narrowed by."""
    links = reading.page(answer).xpath("//aside//a")
    return {link.xpath("string(span[1])"): link.get("href") for link in links}


def test_the_page_lists_what_was_found_with_its_type_and_address(
    newsroom, clock, client
):
    made = factories.public(newsroom, clock, words="Coral")

    answer = client.get("/fr/search/", {"q": "coral lead"})

    assert answer.status_code == 200
    assert [found[1:] for found in hits(answer)] == [
        ("New laboratory opens fr", "/fr/communiques/new-laboratory-opens-fr/")
    ]
    assert reading.robots(answer) == "noindex, follow"
    asked = client.get("/en/search/", {"q": '"coral quote"', "type": "quote"})
    assert hits(asked) == [("Quote", "Coral Person", f"/en/quotes/{made.quote}/")]
    assert "New laboratory opens en" in reading.words(asked)


def test_without_words_the_page_is_a_form_that_says_how_to_use_it(
    newsroom, clock, client
):
    factories.public(newsroom, clock)

    for asked in ({}, {"q": ""}, {"q": "  "}, {"type": "quote"}):
        answer = client.get("/en/search/", asked)
        assert answer.status_code == 200
        assert hits(answer) == []
        assert "quotation marks" in reading.words(answer)
        assert reading.page(answer).xpath("//form[@role='search']//input[@name='q']")


def test_a_facet_is_a_link_that_narrows_and_one_that_takes_it_back(
    newsroom, clock, client
):
    factories.public(newsroom, clock, words="Coral")
    factories.public(newsroom, clock, title="Other", words="Coral reef")

    whole = client.get("/en/search/", {"q": "coral"})
    narrow = client.get(facets(whole)["Coral reef topic"])

    assert len(hits(whole)) == 10
    assert {title for _type, title, _url in hits(narrow)} == {
        "Other en",
        "Coral reef Person",
    }
    assert facets(narrow)["Coral reef topic"] == "/en/search/?q=coral"


@pytest.mark.parametrize(
    "asked",
    [
        {"type": "nothing"},
        {"topic": "\0"},
        {"year": "x" * 5000},
        {"kind": "<script>"},
        {"page": "-1"},
        {"page": "99999"},
        {"page": "٣"},
        {"sort": "x"},
        {"person": "%"},
    ],
)
def test_a_choice_that_cannot_be_made_breaks_nothing(newsroom, clock, client, asked):
    factories.public(newsroom, clock)

    assert client.get("/en/search/", {"q": "plain", **asked}).status_code == 200


def test_what_was_typed_and_what_was_found_are_shown_as_text(newsroom, clock, client):
    made = factories.draft(newsroom, title="<b>Bold</b> & 'new'", words="Reef")
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)

    answer = client.get("/en/search/", {"q": "bold <script>alert(1)</script>"})

    text = answer.content.decode()
    assert "<script>alert" not in text
    assert "<b>" not in text.lower()
    assert "&lt;b&gt;<mark>Bold</mark>&lt;/b&gt; &amp; &#x27;new&#x27; en" in text


def test_a_highlight_marks_words_by_their_stem_and_cuts_between_words():
    query = analysis.parse("chercheur élysée", locale="fr")
    text = "avant " * 100 + "des chercheuses à l’Élysée <i>" + " après" * 100

    snippet = highlighting.best(text, query)

    assert "<mark>chercheuses</mark> à <mark>l’Élysée</mark> &lt;i&gt;" in snippet.html
    assert len(snippet.text) <= highlighting.LONGEST + 2
    assert snippet.text.startswith("…avant ")
    assert snippet.text.endswith(" après…")


def test_the_other_language_is_asked_for_the_same_words(newsroom, clock, client):
    factories.public(newsroom, clock)

    answer = client.get("/en/search/", {"q": "plain lead", "type": "release"})

    switch = reading.page(answer).xpath("//nav[@class='languages']//a/@href")
    assert switch == ["/fr/search/?q=plain+lead"]


@pytest.mark.parametrize("path", ["/en/search/", "/api/v1/search"])
def test_what_is_hidden_changes_no_byte_and_no_query(newsroom, clock, client, path):
    factories.public(newsroom, clock, words="Coral")
    searching.deliver_all(clock)

    def seen():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path, {"q": "coral secret"})
        return answer.content, answer.headers.items(), len(queries)

    before = seen()
    factories.embargoed(newsroom, clock, title="Secret coral", words="Secret")
    factories.draft(newsroom, title="Coral draft", words="Coral secret")
    unsettled = seen()
    searching.deliver_all(clock)

    assert b"coral" in before[0].lower()
    assert before == unsettled == seen()


def test_pages_of_results_follow_each_other(newsroom, clock, client):
    for number in range(5):
        factories.public(newsroom, clock, title=f"Reef {number}", words="Reef")

    first = client.get("/en/search/", {"q": "reef"})
    address = reading.page(first).xpath("//a[@rel='next']/@href")[0]
    second = client.get(address)

    assert (len(hits(first)), len(hits(second))) == (20, 5)
    assert not set(hits(first)) & set(hits(second))
    assert reading.page(second).xpath("//a[@rel='prev']/@href") == [
        "/en/search/?q=reef"
    ]


def test_the_api_says_what_was_found(newsroom, clock, client, settings):
    made = factories.public(newsroom, clock, words="Coral")
    url, key = settings.NEWSROOM_URL, str(made.release.pk)

    asked = {"q": "coral lead", "locale": "fr"}
    answer = client.get("/api/v1/search", asked).json()

    topic = {"value": "coral-topic", "label": "Coral topic"}
    found = answer.pop("hits")
    narrowing = {facet["name"]: facet["values"] for facet in answer.pop("facets")}
    assert answer == {
        "q": "coral lead",
        "locale": "fr",
        "total": 1,
        "page": 1,
        "pages": 1,
        "next": None,
    }
    assert found == [
        {
            "type": "release",
            "id": key,
            "locale": "fr",
            "title": "New laboratory opens fr",
            "title_html": "New laboratory opens fr",
            "role": "",
            "snippet": found[0]["snippet"],
            "snippet_html": found[0]["snippet_html"],
            "kind": "release",
            "published_at": "2026-03-10T09:00:00Z",
            "release": None,
            "url": f"{url}/fr/communiques/new-laboratory-opens-fr/",
            "api_url": f"{url}/api/v1/releases/{key}?locale=fr",
        }
    ]
    assert found[0]["snippet"].startswith("Coral lead in fr. Coral paragraph.")
    assert found[0]["snippet_html"].startswith("<mark>Coral</mark> <mark>lead</mark>")
    assert narrowing["topic"] == [{**topic, "count": 1, "is_chosen": False}]
    assert [value["value"] for value in narrowing["type"]] == ["release"]


def test_every_hit_of_the_api_has_addresses_that_answer(
    newsroom, clock, client, settings
):
    factories.public(newsroom, clock, words="Coral")

    found = client.get("/api/v1/search", {"q": "coral"}).json()["hits"]

    assert len(found) == 5
    for hit in found:
        for address in (hit["url"], hit["api_url"]):
            path = address.removeprefix(settings.NEWSROOM_URL)
            assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"query": "coral"}, "query"),
        ({"type": "page"}, "type"),
        ({"year": "last"}, "year"),
        ({"person": "someone"}, "person"),
        ({"locale": "xx"}, "locale"),
        ({"limit": "0"}, "limit"),
        ({"page": "0"}, "page"),
        ({"sort": "best"}, "sort"),
    ],
)
def test_the_api_names_a_parameter_that_is_wrong(newsroom, client, asked, parameter):
    answer = client.get("/api/v1/search", {"q": "coral", **asked})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["parameter"] == parameter


def test_the_api_narrows_orders_and_pages(newsroom, clock, client, settings):
    first = factories.public(newsroom, clock, title="Reef reef", words="Reef")
    clock.tick(minutes=1)
    later = factories.public(newsroom, clock, title="Later", words="Stone reef")
    topic = str(later.topic.translation_key)

    def releases(**asked):
        answer = client.get("/api/v1/search", {"q": "reef", "type": "release", **asked})
        return [hit["id"] for hit in answer.json()["hits"]], answer.json()["next"]

    both = [str(first.release.pk), str(later.release.pk)]
    assert releases() == (both, None)
    assert releases(sort="newest") == (both[::-1], None)
    assert releases(topic=topic) == releases(topic="stone-reef-topic")
    assert releases(topic=topic) == (both[1:], None)
    assert releases(year=2025) == ([], None)
    some, following = releases(limit=1)
    assert some == both[:1]
    assert following is not None
    rest = client.get(following.removeprefix(settings.NEWSROOM_URL))
    assert [hit["id"] for hit in rest.json()["hits"]] == both[1:]


def test_commands_compare_and_rebuild_the_index(newsroom, clock, capsys):
    factories.public(newsroom, clock)
    searching.deliver_all(clock)
    call_command("check_index")
    Entry.objects.filter(type="release").delete()

    with pytest.raises(CommandError, match="2 differences"):
        call_command("check_index")
    call_command("rebuild_index")
    call_command("check_index")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == lines[-1] == "equal"
    assert lines[-2] == "10 documents"
