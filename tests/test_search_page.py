"""Promise: the search page and its API say what was found, safe to show."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from press import lifecycle
from search import facets as search_facets
from search.models import Entry
from tests import factories, reading, searching

NOBODY = "00000000-0000-4000-8000-000000000000"


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
        for hit in reading.page(answer).xpath("//ol[@class='search-hits']/li")
    ]


def facets(answer):
    """Return label → address of the values that a page can be narrowed by."""
    links = reading.page(answer).xpath("//aside//a")
    return {link.xpath("string(span[1])"): link.get("href") for link in links}


def chips(answer):
    """Return label → address of the filters that a page shows as chosen."""
    links = reading.page(answer).xpath("//div[@class='search-chips']//a")
    return {" ".join(link.text_content().split()): link.get("href") for link in links}


def test_the_page_lists_what_was_found_with_its_type_and_address(
    newsroom, clock, client, tell
):
    made = factories.public(newsroom, clock, words="Coral")
    tell()

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


def test_facets_are_links_that_add_one_value_or_take_it_back(
    newsroom, clock, client, tell
):
    factories.public(newsroom, clock, words="Coral")
    factories.public(newsroom, clock, title="Other", words="Coral reef")
    factories.public(newsroom, clock, title="Third", words="Coral bay")
    tell()

    whole = client.get("/en/search/", {"q": "coral"})
    one = client.get(facets(whole)["Coral reef topic"])
    two = client.get(facets(one)["Coral bay topic"])

    assert len(hits(whole)) == 15
    assert {title for _type, title, _url in hits(one)} == {
        "Other en",
        "Coral reef Person",
    }
    assert {title for _type, title, _url in hits(two)} == {
        *("Other en", "Coral reef Person"),
        *("Third en", "Coral bay Person"),
    }
    reef, bay = "topic=coral-reef-topic", "topic=coral-bay-topic"
    assert facets(one)["Coral reef topic"] == "/en/search/?q=coral"
    assert facets(two)["Coral reef topic"] == f"/en/search/?q=coral&{bay}"
    assert chips(two) == {
        "Remove filter: Topic, Coral reef topic ×": f"/en/search/?q=coral&{bay}",
        "Remove filter: Topic, Coral bay topic ×": f"/en/search/?q=coral&{reef}",
        "Show all results, whatever the filters": "/en/search/?q=coral",
    }
    chosen = reading.page(two).xpath("//aside//a[@aria-current]/span[1]/text()")
    assert set(chosen) == {"Coral reef topic", "Coral bay topic"}
    kept = reading.page(two).xpath("//form//input[@type='hidden']/@value")
    assert set(kept) == {"coral-reef-topic", "coral-bay-topic"}


def test_a_topic_asked_by_its_id_is_taken_back_like_one_asked_by_its_slug(
    newsroom, clock, client
):
    made = factories.public(newsroom, clock, words="Coral")

    asked = {"q": "coral", "topic": str(made.topic.translation_key)}
    answer = client.get("/en/search/", asked)

    assert len(hits(answer)) == 2
    assert facets(answer)["Coral topic"] == "/en/search/?q=coral"


def test_what_is_public_in_another_language_alone_is_found_lower_and_marked(
    newsroom, clock, client, tell
):
    made = factories.draft(newsroom, title="Cormorant", locales=("en",), words="Coral")
    made.release.required_locales = ["en"]
    made.release.save()
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    factories.public(newsroom, clock, title="Cormorant cormorant", words="Bay")
    tell()

    answer = client.get("/fr/search/", {"q": "cormorant", "type": "release"})

    assert [title for _type, title, _url in hits(answer)] == [
        "Cormorant cormorant fr",
        "Cormorant en",
    ]
    own, foreign = reading.page(answer).xpath("//ol[@class='search-hits']/li")
    assert foreign.xpath(".//h3/ancestor::div/@lang") == ["en"]
    assert foreign.xpath("string(.//span[@class='search-language']/span[@lang])") == (
        "English"
    )
    assert own.xpath(".//@lang") == []
    other = client.get("/fr/search/", {"q": "cormorant", "language": "fr"})
    assert [title for _type, title, _url in hits(other)] == ["Cormorant cormorant fr"]


def test_a_word_that_stands_nowhere_is_repaired_and_can_be_looked_for_as_typed(
    newsroom, clock, client, tell
):
    factories.public(newsroom, clock, words="Observatory")
    tell()

    answer = client.get("/en/search/", {"q": "obzervatory", "type": "quote"})
    exactly = "/en/search/?q=obzervatory&type=quote&exact=true"

    assert len(hits(answer)) == 1
    assert "Showing results for “observatory”." in reading.words(answer)
    assert reading.page(answer).xpath(f"//a[@href='{exactly}']/text()")
    nothing = client.get(exactly)
    assert hits(nothing) == []
    assert "Nothing found for “obzervatory”" in reading.words(nothing)
    assert reading.page(nothing).xpath("//main//a[@href='/en/releases/']")


@pytest.mark.parametrize(
    ("locale", "asked", "said"),
    [
        ("en", "coral lead", "1 result for “coral lead”"),
        ("en", '"coral lead"', '1 result for "coral lead"'),
        ("fr", "coral lead", "1 résultat pour « coral lead »"),
        ("fr", '"coral lead"', '1 résultat pour "coral lead"'),
        ("fr", "« coral lead »", "1 résultat pour « coral lead »"),
        ("en", '"reef coral"', 'Nothing found for "reef coral"'),
        ("en", '"coral lead" korals', 'Showing results for "coral lead" corals.'),
    ],
)
def test_words_stand_once_in_quotation_marks_the_readers_or_those_of_the_page(
    newsroom, clock, client, locale, asked, said
):
    factories.public(newsroom, clock, title="Of corals", words="Coral")

    query = {"q": asked, "type": "release"}
    text = reading.words(client.get(f"/{locale}/search/", query))

    assert said in text
    assert not any(twice in text for twice in ('“"', '"”', "« «", '« "'))


def test_the_page_offers_a_likelier_name_and_changes_nothing(newsroom, clock, client):
    factories.public(newsroom, clock, words="Observatory")
    searching.deliver_all(clock)

    answer = client.get("/en/search/", {"q": "the Obzervatory"})

    assert hits(answer) == []
    link = reading.page(answer).xpath("//p[@class='search-spelling']/a")[0]
    assert (link.text_content(), link.get("href")) == (
        "the observatory",
        "/en/search/?q=the+observatory",
    )


def test_pages_past_the_last_one_are_empty_and_lead_back(newsroom, clock, client, tell):
    factories.public(newsroom, clock, words="Coral")
    tell()

    for page in ("2", "10000", "999999"):
        answer = client.get("/en/search/", {"q": "coral", "page": page})
        assert (answer.status_code, hits(answer)) == (200, [])
        assert "This page is past the last result" in reading.words(answer)
    past = client.get("/api/v1/search", {"q": "coral", "page": 10_000, "limit": 100})
    assert past.status_code == 200
    assert (past.json()["total"], past.json()["hits"], past.json()["next"]) == (
        5,
        [],
        None,
    )


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


def test_the_other_language_is_asked_for_the_same_words(newsroom, clock, client):
    factories.public(newsroom, clock)

    answer = client.get("/en/search/", {"q": "plain lead", "type": "release"})

    switch = reading.page(answer).xpath("//nav[@class='languages']//a/@href")
    assert switch == ["/fr/search/?q=plain+lead"]


@pytest.mark.parametrize("path", ["/en/search/", "/api/v1/search"])
def test_what_is_hidden_changes_no_byte_and_no_query(
    newsroom, clock, client, path, tell
):
    factories.public(newsroom, clock, words="Coral")
    tell()

    def seen():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path, {"q": "coral secret"})
        return answer.content, answer.headers.items(), len(queries)

    before = seen()
    factories.embargoed(newsroom, clock, title="Secret coral", words="Secret")
    factories.draft(newsroom, title="Coral draft", words="Coral secret")
    untold = seen()
    tell()

    assert b"coral" in before[0].lower()
    assert before == untold == seen()


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


def test_the_api_says_what_was_found(newsroom, clock, client, settings, tell):
    made = factories.public(newsroom, clock, words="Coral")
    tell()
    url, key = settings.NEWSROOM_URL, str(made.release.pk)

    answer = client.get("/api/v1/search", {"q": "coral lead", "locale": "fr"}).json()
    found, _facets = answer.pop("hits"), answer.pop("facets")

    assert answer == {
        "q": "coral lead",
        "locale": "fr",
        "searched": "coral lead",
        "repaired": [],
        "did_you_mean": "",
        "degraded": False,
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
            "found_in_locale": "fr",
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


def test_the_api_names_facets_and_their_values_in_the_readers_language(
    newsroom, clock, client
):
    factories.public(newsroom, clock, words="Coral")
    searching.deliver_all(clock)

    asked = {"q": "coral lead", "locale": "fr"}
    answer = client.get("/api/v1/search", asked).json()

    narrowing = {facet["name"]: facet for facet in answer["facets"]}
    topic = {"value": "coral-topic", "label": "Coral topic"}
    assert list(narrowing) == [
        *("type", "kind", "topic", "organisation", "person", "year", "language")
    ]
    assert narrowing["topic"] == {
        "name": "topic",
        "label": "Thème",
        "values": [{**topic, "count": 1, "is_chosen": False}],
        "others": 0,
    }
    named = {name: facet["values"][0]["label"] for name, facet in narrowing.items()}
    assert named == {
        "type": "Communiqués",
        "kind": "Communiqué de presse",
        "topic": "Coral topic",
        "organisation": "Coral Institute",
        "person": "Coral Person",
        "year": "2026",
        "language": "Anglais",
    }


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
        ({"year": ["2026", "x"]}, "year"),
        ({"language": "xx"}, "language"),
        ({"exact": "perhaps"}, "exact"),
        ({"person": [NOBODY] * 21}, "person"),
        ({"q": ["coral", "reef"]}, "q"),
        ({"page": "10001"}, "page"),
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


def test_the_api_narrows_orders_and_pages(newsroom, clock, client, settings, tell):
    first = factories.public(newsroom, clock, title="Reef reef", words="Reef")
    clock.tick(minutes=1)
    later = factories.public(newsroom, clock, title="Later", words="Stone reef")
    topic = str(later.topic.translation_key)
    tell()

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


def test_the_api_takes_several_values_of_a_facet(newsroom, clock, client, tell):
    for words in ("Coral", "Coral reef", "Coral bay"):
        factories.public(newsroom, clock, title=words, words=words)
    tell()

    asked = {"q": "coral", "type": ["release", "quote"], "limit": 1}
    asked["topic"] = ["coral-reef-topic", "coral-bay-topic"]
    answer = client.get("/api/v1/search", asked).json()

    counts = {
        facet["name"]: {
            value["value"]: (value["count"], value["is_chosen"])
            for value in facet["values"]
        }
        for facet in answer["facets"]
    }
    assert answer["total"] == 4
    assert counts["type"] == {"release": (2, True), "quote": (2, True)}
    assert counts["topic"] == {
        "coral-topic": (2, False),
        "coral-reef-topic": (2, True),
        "coral-bay-topic": (2, True),
    }
    assert answer["next"].endswith(
        "?q=coral&type=release&type=quote&limit=1"
        "&topic=coral-reef-topic&topic=coral-bay-topic&page=2"
    )


@pytest.mark.parametrize(("most", "told"), [(100, 2), (1, 1)])
def test_how_many_values_are_not_told_is_said_up_to_a_limit(
    newsroom, clock, client, tell, monkeypatch, most, told
):
    monkeypatch.setattr(search_facets, "MOST", 1)
    monkeypatch.setattr(search_facets, "MOST_OTHERS", most)
    for words in ("Coral", "Coral reef", "Coral bay"):
        factories.public(newsroom, clock, title=words, words=words)
    tell()

    answer = client.get("/api/v1/search", {"q": "coral"}).json()

    topic = next(one for one in answer["facets"] if one["name"] == "topic")
    assert (len(topic["values"]), topic["others"]) == (1, told)


def test_a_value_that_is_chosen_is_among_those_of_its_facet_found_or_not(
    newsroom, clock, client
):
    factories.public(newsroom, clock, words="Coral")
    hidden = factories.embargoed(newsroom, clock, title="Other", words="Secret").person

    def person(key):
        asked = {"q": "coral", "person": key}
        answer = client.get("/api/v1/search", asked).json()
        facets_of = {facet["name"]: facet["values"] for facet in answer["facets"]}
        return answer["total"], facets_of["person"][-1]

    for key in (NOBODY, str(hidden.translation_key)):
        value = {"value": key, "label": key, "count": 0, "is_chosen": True}
        assert person(key) == (0, value)


def test_the_api_says_which_words_it_used_and_which_it_would_have(
    newsroom, clock, client
):
    factories.public(newsroom, clock, words="Observatory")
    searching.deliver_all(clock)

    def said(**asked):
        answer = client.get("/api/v1/search", asked).json()
        names = ("searched", "repaired", "did_you_mean", "total")
        return tuple(answer[name] for name in names)

    repair = {"typed": "obzervatory", "used": "observatory"}
    assert said(q="obzervatory quote") == ("observatory quote", [repair], "", 2)
    assert said(q="obzervatory", exact="true") == ("obzervatory", [], "", 0)
    assert said(q="of Obzervatory") == ("of Obzervatory", [], "of observatory", 0)


def test_a_repaired_word_is_spelled_as_the_hits_in_the_readers_language_spell_it(
    newsroom, clock, client
):
    fish = factories.public(newsroom, clock, title="Le PÊCHEUR", words="Pêcheur")
    sin = factories.public(newsroom, clock, title="Pecheur, oui", words="D’un pécheur")
    searching.deliver_all(clock)

    def said(**asked):
        asked = {"q": "Pecheub", "locale": "fr", "type": "release", **asked}
        answer = client.get("/api/v1/search", asked).json()
        return [one["used"] for one in answer["repaired"]], answer["searched"]

    topics = [str(made.topic.translation_key) for made in (fish, sin, fish)]
    told = [said(topic=topic) for topic in topics]
    assert told == [
        (["pêcheur"], "pêcheur"),
        (["pécheur"], "pécheur"),
        (["pêcheur"], "pêcheur"),
    ]
    assert said(page=2) == (["pecheur"], "pecheur")
    page = client.get("/fr/search/", {"q": "Pecheub", "topic": topics[0]})
    assert "Résultats pour « pêcheur »." in reading.words(page)
    again = client.get("/fr/search/", {"q": "pêcheur", "topic": topics[0]})
    assert hits(again) == hits(page)


def test_how_hits_in_another_language_spell_a_repaired_word_is_nothing_to_the_reader(
    newsroom, clock, client
):
    made = factories.draft(newsroom, title="Pêcheur", locales=("en",), words="Sea")
    made.release.required_locales = ["en"]
    made.release.save()
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    searching.deliver_all(clock)

    def used(locale):
        asked = {"q": "pecheub", "locale": locale}
        answer = client.get("/api/v1/search", asked).json()
        return answer["total"], [one["used"] for one in answer["repaired"]]

    assert used("en") == (1, ["pêcheur"])
    assert used("fr") == (1, ["pecheur"])


def test_of_many_values_the_first_are_told_and_the_others_are_counted(
    newsroom, clock, client, monkeypatch
):
    monkeypatch.setattr(search_facets, "MOST", 1)
    for words in ("Coral", "Coral reef", "Coral bay"):
        factories.public(newsroom, clock, title=words, words=words)

    def topics(**asked):
        answer = client.get("/api/v1/search", {"q": "coral", **asked}).json()
        facet = next(one for one in answer["facets"] if one["name"] == "topic")
        return [value["value"] for value in facet["values"]], facet["others"]

    [first], others = topics()
    other = "coral-topic" if first != "coral-topic" else "coral-reef-topic"
    assert others == 2
    assert topics(topic=other) == ([first, other], 1)


def test_commands_compare_and_rebuild_the_index(newsroom, clock, capsys):
    factories.public(newsroom, clock)
    searching.deliver_all(clock)
    call_command("check_index")
    Entry.objects.filter(type="release").delete()

    with pytest.raises(CommandError, match="1 differences"):
        call_command("check_index")
    call_command("rebuild_index")
    call_command("check_index")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == lines[-1] == "equal"
    assert lines[1].startswith("database: release ")
    assert lines[-2] == "database: 10 documents"
