"""Promise: every engine holds, finds, counts and forgets alike."""

import dataclasses
from datetime import UTC, datetime

import pytest

from search import (
    analysis,
    backends,
    documents,
    facets,
    parsing,
    port,
    scoring,
    vocabulary,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["database", "mirrored"])
def engine(request):
    """The engine under test: what differs by design is told by it."""
    return request.param


@pytest.fixture
def index(engine, request):
    """The index of the database that these tests run on, or one at Elasticsearch."""
    if engine == "mirrored":
        return request.getfixturevalue("new_index")
    return backends.database()


def document(key, *, locale="en", version=1, **given):
    """Return an object in one locale as search knows it."""
    facets = {"kind": "release", "years": (2026,), "topics": ("t",)}
    texts = {name: given.pop(name, "") for name in ("title", "lead", "body")}
    return documents.SearchDocument(
        type=given.pop("type", "release"),
        key=key,
        subject=documents.Subject("release", given.pop("release", key)),
        locale=locale,
        version=version,
        facets=documents.Facets(**(facets | given.pop("facets", {}))),
        **texts,
        **given,
    )


def objects(*rows):
    return documents.gathered(rows)


def search(words, *locales, **asked):
    """Return a search for words in locales, the first of them the reader's."""
    queries = tuple(
        parsing.parse(words, locale=locale) for locale in locales or ("en",)
    )
    known = vocabulary.statistics(queries)
    return port.Search(
        queries=queries,
        levels=asked.pop("levels", None) or scoring.levels(queries)[:1],
        filled=10,
        statistics=tuple(known[query.locale] for query in queries),
        **asked,
    )


def keys(index, words, *locales, **asked):
    found = index.find(search(words, *locales, size=1000, **asked))
    return sorted(match.key.key for match in found.matches)


def test_a_locale_is_searched_alone_or_with_others(index):
    index.put(
        objects(document("a", title="Radio"), document("b", title="Radio", locale="fr"))
    )

    assert keys(index, "radio") == ["a"]
    assert keys(index, "radio", "fr") == ["b"]
    found = index.find(search("radio", "fr", "en"))
    assert [match.key.key for match in found.matches] == ["b", "a"]
    assert found.matches[0].score > found.matches[1].score


def test_an_object_in_two_locales_is_one(index):
    index.put(
        objects(
            document("a", title="Radio days"),
            document("a", title="Les jours de radio", locale="fr"),
        )
    )

    found = index.find(search("radio", "en", "fr"))

    assert ([match.key.key for match in found.matches], found.total) == (["a"], 1)
    assert dict(found.facets["locale"]) == {"en": 1, "fr": 1}
    assert keys(index, "jours", "en", "fr") == ["a"]


def test_phrases_and_what_is_left_out_are_held_to(index):
    index.put(
        objects(
            document("a", body="deep cold water"),
            document("b", body="water is deep and cold"),
            document("c", title="deep", lead="cold", body="water"),
            document("d", body="deeper colder waters"),
        )
    )

    assert keys(index, "deep") == ["a", "b", "c"]
    assert keys(index, "deep cold") == ["a", "b", "c"]
    assert keys(index, '"deep cold"') == ["a"]
    assert keys(index, '"is deep and cold"') == ["b"]
    assert keys(index, '"cold water"') == ["a", "c"]
    assert keys(index, "water -is -deep") == ["d"]
    assert keys(index, 'water -"cold water"') == ["b", "d"]
    assert keys(index, "waters") == ["a", "b", "c", "d"]
    assert keys(index, '"waters"') == ["d"]


def test_enough_words_must_be_met_and_fewer_where_little_is_found(index):
    index.put(
        objects(
            document("a", body="whale song archive"),
            document("b", body="whale song"),
            document("c", body="whale"),
        )
    )

    assert keys(index, "whale song archive", levels=((3,),)) == ["a"]
    assert keys(index, "whale song archive", levels=((2,),)) == ["a", "b"]
    found = index.find(search("whale song archive", levels=((3,), (2,), (1,))))
    assert [match.key.key for match in found.matches] == ["a", "b", "c"]
    assert (found.total, found.level) == (3, 2)


def test_a_term_is_met_by_any_of_the_expressions_that_mean_the_same(index):
    index.put(
        objects(
            document("a", body="a machine"),
            document("b", body="a thinking automaton"),
            document("c", body="an automaton is thinking"),
        )
    )
    asked = search("machine")
    (term,) = asked.queries[0].terms
    same = tuple(analysis.tokens("thinking automaton", locale="en"))
    wider = dataclasses.replace(term, alternatives=(*term.alternatives, same))
    query = dataclasses.replace(asked.queries[0], terms=(wider,))

    found = index.find(dataclasses.replace(asked, queries=(query,)))

    assert sorted(match.key.key for match in found.matches) == ["a", "b"]


@pytest.mark.parametrize(
    "words",
    ["PostGenAI@Paris", "R&D", "example.org", "3,5", "10 000", "日本語", "ß", "C++"],
)
def test_words_of_any_make_are_found_as_they_are_written(index, words):
    index.put(
        objects(document("a", body=f"before {words} after"), document("b", body="x"))
    )

    assert keys(index, words) == ["a"]
    assert keys(index, f'"before {words} after"') == ["a"]


def test_the_title_and_the_rarer_word_count_more(index):
    index.put(
        objects(
            document("a", title="Nothing", body="about a glacier"),
            document("b", title="Glacier", body="about nothing"),
            document("c", title="Nothing", body="about a volcano"),
            document("d", title="Nothing", body="about a glacier too"),
        )
    )

    found = index.find(search("glacier"))
    assert found.matches[0].key.key == "b"
    found = index.find(search("glacier volcano", levels=((1,),)))
    assert {match.key.key for match in found.matches[:2]} == {"b", "c"}


def test_newest_first_is_an_order_too(index):
    def on(day):
        return datetime(2026, 1, day, tzinfo=UTC)

    index.put(
        objects(
            document("a", title="Radio", published_at=on(1)),
            document("b", body="radio", published_at=on(3)),
            document("c", body="radio", published_at=on(2)),
            document("d", body="radio", type="person"),
        )
    )

    found = index.find(search("radio", newest_first=True))
    assert [match.key.key for match in found.matches] == ["b", "c", "a", "d"]
    part = index.find(search("radio", newest_first=True, start=1, size=2))
    assert [match.key.key for match in part.matches] == ["c", "a"]
    assert part.total == 4


def test_facets_hold_the_other_choices_and_leave_their_own_aside(index):
    def made(key, kind, *topics):
        return document(key, title="Radio", type=kind, facets={"topics": topics})

    index.put(
        objects(
            made("a", "release", "sea"),
            made("b", "release", "sea", "sky"),
            made("c", "quote", "sky"),
            made("d", "quote"),
        )
    )

    found = index.find(
        search("radio", chosen={"type": ("quote", "release"), "topic": ("sky", "x")})
    )

    assert sorted(match.key.key for match in found.matches) == ["b", "c"]
    assert found.total == 2
    counts = {name: dict(found.facets[name]) for name in ("type", "topic", "year")}
    assert counts == {
        "type": {"release": 1, "quote": 1},
        "topic": {"sea": 2, "sky": 2},
        "year": {"2026": 2},
    }


def test_of_a_facet_s_many_values_the_first_are_counted_and_those_asked_for(
    index, monkeypatch
):
    monkeypatch.setattr(facets, "MOST", 3)
    monkeypatch.setattr(facets, "MOST_OTHERS", 2)

    def made(number):
        people = [f"p{other}" for other in range(9 - number)]
        values = {"people": people, "organisations": ("only",)}
        return document(f"{number}", title="Radio", facets=values)

    index.put(objects(*map(made, range(9))))

    found = index.find(
        search(
            "radio",
            chosen={"organisation": ("only",), "person": ()},
            shared={"person": frozenset(["p7", "nobody"])},
        )
    )
    narrowed = index.find(search("radio", chosen={"person": ("p7",)}))

    first = [facets.Count(f"p{number}", 9 - number) for number in range(5)]
    for answer in (found, narrowed):
        counts = answer.facets["person"]
        assert facets.most(counts, 5) == first
        assert counts["p7"] == 2
        assert "nobody" not in counts
    assert dict(found.facets["organisation"]) == {"only": 9}
    assert narrowed.total == 2


def test_what_is_to_be_left_out_is_neither_found_nor_counted(index):
    index.put(
        objects(
            document("a", title="Radio"),
            document("b", title="Radio", release="a", type="quote"),
            document("c", title="Radio"),
        )
    )

    found = index.find(
        search("radio", without=frozenset({documents.Subject("release", "a")}))
    )

    assert ([match.key.key for match in found.matches], found.total) == (["c"], 1)
    assert dict(found.facets["type"]) == {"release": 1}


def test_an_object_replaces_the_one_with_its_key(index):
    index.put(
        objects(
            document("a", title="Old words"),
            document("a", title="Anciens mots", locale="fr"),
        )
    )
    index.put(objects(document("a", title="New phrases", version=2)))

    assert (keys(index, "old"), keys(index, "mots", "fr")) == ([], [])
    assert keys(index, "new") == ["a"]


def test_what_is_removed_is_not_found(index):
    held, quote = document("a", title="Word"), document("b", title="Word", release="a")
    other = document("c", title="Word")
    index.put(objects(held, quote, other))

    index.remove(held.subject, keep=[port.key_of(found) for found in objects(quote)])
    index.remove(documents.Subject("release", "x"))

    assert keys(index, "word") == ["b", "c"]


def test_rebuild_holds_these_objects_and_no_others(index):
    index.put(objects(document("a", title="Word")))

    index.rebuild(objects(*(document(str(n), title="Word") for n in range(450))))

    found = keys(index, "word")
    assert len(found) == 450
    assert "a" not in found


def test_compare_names_what_is_missing_altered_or_too_much(index):
    kept, altered, extra = (document(key, title=key) for key in ("k", "l", "m"))
    index.put(objects(kept, altered, extra))
    changed = dataclasses.replace(altered, title="other")
    missing = document("n", title="n")

    assert list(index.compare(objects(kept, changed, missing))) == [
        altered.subject,
        extra.subject,
        missing.subject,
    ]
    assert list(index.compare(objects(missing), subjects=[kept.subject])) == [
        kept.subject,
        missing.subject,
    ]


def test_beginnings_of_titles_suggest_what_has_them_in_any_order(index):
    index.put(
        objects(
            document("a", title="Élysée Reclus", type="person"),
            document("b", title="Reclus the geographer"),
            document("c", title="Nothing", body="Reclus"),
            document("d", title="Reclus", locale="de"),
            document("e", title="Reclus", type="quote"),
        )
    )

    def suggested(*words):
        found = index.suggest(words, locales=("en",), most=10)
        return sorted(key.key for key in found)

    assert suggested("rec") == ["a", "b"]
    assert suggested("reclus", "ely") == ["a"]
    assert suggested("elysee", "reclus") == ["a"]
    assert suggested("zz") == suggested("'\" \\") == []


def test_words_are_counted_by_the_database_as_objects_come_and_go(index, engine):
    index.put(objects(document("a", title="Word one"), document("b", body="word two")))
    index.put(objects(document("b", body="radio")))
    index.remove(documents.Subject("release", "a"))

    (known,) = search("word one radio").statistics

    # Elasticsearch only mirrors what the database's index holds and has counted.
    expected = {"database": (1, {"radio": 1}), "mirrored": (0, {})}
    assert (known.count, dict(known.frequencies)) == expected[engine]


def test_the_database_follows_a_token_of_very_many_through_the_newest(
    index, engine, monkeypatch
):
    monkeypatch.setattr(port, "MOST_HAVING", 2)
    index.put(objects(*(document(key, title="Radio") for key in "abc")))

    expected = {"database": ["b", "c"], "mirrored": ["a", "b", "c"]}
    assert keys(index, "radio") == expected[engine]


def test_a_very_long_text_is_held(index):
    index.put(objects(document("a", body="word " * 40_000 + "end")))

    assert keys(index, "end word") == ["a"]
