"""Promise: words find each other in French and English, whatever is typed."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search import analysis, languages
from search.backends import postgres, sqlite

LOCALES = sorted(languages.LANGUAGES)


@pytest.mark.parametrize(
    "text",
    [
        "l'intelligence",
        "L’INTELLIGENCE",
        "intelligence",
        "Intelligences",
        "l‘intelligence",
    ],
)
def test_french_articles_apostrophes_case_and_plural_do_not_matter(text):
    assert analysis.tokens(text, locale="fr") == ["inteligenc"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("université", "UNIVERSITES"),
        ("Élysée", "elysee"),
        ("chercheuse", "chercheurs"),
        ("nationaux", "nationale"),
        ("cœur", "coeurs"),
        ("d'Afrique", "Afrique"),
        ("jusqu'alors", "alors"),
        ("fondatrice", "fondateur"),
        ("C.N.R.S.", "cnrs"),
        ("10 000", "10000"),
        ("e\u0301cole", "école"),
    ],
)
def test_french_words_of_a_family_share_their_tokens(one, other):
    assert analysis.tokens(one, locale="fr") == analysis.tokens(other, locale="fr")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("laboratories", "laboratory"),
        ("women’s", "women"),
        ("Training", "trained"),
        ("naïve", "naive"),
        ("10,000", "10000"),
    ],
)
def test_english_words_of_a_family_share_their_tokens(one, other):
    assert analysis.tokens(one, locale="en") == analysis.tokens(other, locale="en")


def test_words_that_say_nothing_are_left_out_but_acronyms_are_kept():
    assert analysis.tokens("qu’elle est dans la mer", locale="fr") == ["mer"]
    assert analysis.tokens("what is the WHO", locale="en") == ["who"]


def test_a_joined_word_is_found_whole_and_in_parts():
    assert analysis.tokens("PostGenAI@Paris", locale="en") == [
        "postgenai",
        "pari",
        "postgenai@paris",
    ]
    assert "wifi" in analysis.tokens("wi-fi", locale="en")
    assert analysis.tokens("R&D", locale="fr") == ["r&d"]


def test_a_query_is_words_phrases_and_what_is_left_out():
    asked = analysis.parse('« la mer gelée » -radio phoques -"pain noir"', locale="fr")

    assert asked == analysis.Query(
        locale="fr",
        terms=(
            analysis.Term(("phoqu",)),
            analysis.Term(("mer",)),
            analysis.Term(("gele",)),
        ),
        phrases=(("mer", "gele"),),
        excluded=(("pain", "noir"), ("radio",)),
    )


def test_words_that_say_nothing_are_no_query():
    assert analysis.parse("the of and", locale="en").is_empty
    assert analysis.parse("-everything", locale="en").is_empty
    assert analysis.parse('"', locale="en").is_empty


def test_a_locale_without_a_row_is_analysed_plainly():
    assert analysis.tokens("Ceský rozhlas", locale="cs") == ["cesky", "rozhlas"]
    assert languages.language("pt-br") is languages.PORTUGUESE


def test_every_stop_word_is_written_as_it_is_compared():
    for code in LOCALES:
        row = languages.language(code)
        assert {analysis.fold(word) for word in row.stop} == row.stop


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LOCALES))
@example("S", "en")
@example("⑴ ﷺ ½ \u3300", "fr")
def test_whatever_is_typed_makes_tokens_that_engines_can_hold(text, locale):
    for token in analysis.tokens(text, locale=locale):
        assert token
        assert len(token) <= analysis.LONGEST_TOKEN
        assert not set(token) & set(" \0\"'\\*()")
        token.encode()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LOCALES))
def test_a_text_finds_itself(text, locale):
    asked = analysis.parse(text.replace("-", " "), locale=locale)
    held = set(analysis.tokens(text.replace("-", " "), locale=locale))

    if len(asked.terms) < analysis.MOST_TERMS:
        assert asked.tokens == held


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab\" «»“-*():^{}[]\\&|!~'", max_size=60))
def test_no_sign_that_is_typed_reaches_the_grammar_of_an_engine(text):
    asked = analysis.parse(text, locale="en")
    if asked.is_empty:
        return

    for write, quote in ((sqlite.expression, '"'), (postgres.expression, "'")):
        outside = write(asked).split(quote)[::2]
        assert not set("".join(outside)) - set("() ANDORT|&!<->")
