"""Promise: every engine holds, finds and forgets alike (the port's contract)."""

import dataclasses

import pytest

from search import analysis, backends, documents, port

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    """The index of the database that these tests run on."""
    return backends.index()


def document(key, *, locale="en", version=1, **texts):
    """Return a search document about itself."""
    return documents.SearchDocument(
        type="release",
        key=key,
        subject=documents.Subject("release", key, locale),
        version=version,
        title=texts.pop("title", ""),
        lead=texts.pop("lead", ""),
        body=texts.pop("body", ""),
        facets=documents.Facets(kind="release", year=2026, topics=("t",)),
        **texts,
    )


def keys(index, words, locale="en"):
    found = index.find(analysis.parse(words, locale=locale))
    return sorted(item.document.key for item in found.candidates)


def test_a_token_is_counted_in_each_text(index):
    index.put(
        [document("a", title="Whale song", lead="A whale, a whale", body="Whales sing")]
    )

    found = index.find(analysis.parse("whale sing", locale="en"))

    assert [item.counts for item in found.candidates] == [
        {"whale": port.Counts(1, 2, 1), "sing": port.Counts(0, 0, 1)}
    ]
    assert found.candidates[0].length == 2 * 3 + 2 * 2 + 2
    assert found.statistics == port.Statistics(
        count=1, length=12.0, frequencies={"whale": 1, "sing": 1}
    )


def test_a_candidate_comes_back_with_what_decides_on_it(index):
    held = document("a", title="Whale song")
    index.put([held])

    found = index.find(analysis.parse("song", locale="en"))

    assert [item.document for item in found.candidates] == [
        dataclasses.replace(held, title="")
    ]


def test_a_locale_is_searched_alone(index):
    index.put([document("a", title="Radio"), document("b", title="Radio", locale="fr")])

    assert keys(index, "radio") == ["a"]
    assert keys(index, "radio", locale="fr") == ["b"]


def test_phrases_and_what_is_left_out_are_held_to(index):
    index.put(
        [
            document("a", body="deep cold water"),
            document("b", body="water is deep and cold"),
            document("c", title="deep", lead="cold", body="water"),
        ]
    )

    assert keys(index, "deep") == ["a", "b", "c"]
    assert keys(index, '"deep cold"') == ["a", "b"]
    assert keys(index, '"cold water"') == ["a"]
    assert keys(index, "water -is -deep") == []
    assert keys(index, 'water -"cold water"') == ["b", "c"]


@pytest.mark.parametrize(
    "words", ["PostGenAI@Paris", "R&D", "example.org", "3,5", "10 000", "日本語", "ß"]
)
def test_words_of_any_make_are_found_as_they_are_written(index, words):
    index.put([document("a", body=f"before {words} after"), document("b", body="x")])

    assert keys(index, words) == ["a"]
    assert keys(index, f'"before {words} after"') == ["a"]


def test_a_document_replaces_the_one_with_its_key(index):
    index.put([document("a", title="Old words")])
    index.put([document("a", title="New phrases", version=2)])

    assert keys(index, "old") == []
    found = index.find(analysis.parse("new", locale="en"))
    assert [item.document.version for item in found.candidates] == [2]
    assert found.statistics.count == 1


def test_what_is_removed_is_not_found(index):
    held, other = document("a", title="Word"), document("b", title="Word")
    index.put([held, other])

    index.remove(held.subject)
    index.remove(other.subject, keep=[port.key_of(other)])

    assert keys(index, "word") == ["b"]


def test_rebuild_holds_these_documents_and_no_others(index):
    index.put([document("a", title="Word")])

    index.rebuild(document(str(number), title="Word") for number in range(450))

    assert len(keys(index, "word")) == 450
    assert "a" not in keys(index, "word")


def test_compare_names_what_is_missing_altered_or_too_much(index):
    kept, altered, extra = (document(key, title=key) for key in ("k", "l", "m"))
    index.put([kept, altered, extra])
    changed = dataclasses.replace(altered, title="other")
    missing = document("n", title="n")

    rows = [kept, changed, missing]
    assert list(index.compare(rows)) == [
        altered.subject,
        extra.subject,
        missing.subject,
    ]
    assert list(index.compare([missing], subjects=[kept.subject])) == [
        kept.subject,
        missing.subject,
    ]


def test_a_beginning_suggests_the_commonest_tokens(index):
    index.put(
        [
            document("a", title="Glacier glider"),
            document("b", title="Glacier"),
            document("c", title="Glacis", locale="fr"),
        ]
    )

    assert index.suggest("GL", locale="en", most=5) == ["glacier", "glider"]
    assert index.suggest("gl", locale="en", most=1) == ["glacier"]
    assert index.suggest("'\" \0", locale="en", most=5) == []


def test_a_very_long_text_is_held(index):
    index.put([document("a", body="word " * 40_000 + "end")])

    assert keys(index, "end word") == ["a"]
