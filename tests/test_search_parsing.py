"""Promise: whatever a reader types is a query, and means what people expect."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import analysis, languages, parsing
from search.backends import looking, postgres, sqlite

# The signs and words that expressions of the engines are made of.
OURS = {"", "{title", "lead", "body}", ":", "<->", "|", "&", "OR", "AND"}

LOCALES = sorted(languages.LANGUAGES)


def met(query):
    return [term.alternatives for term in query.terms]


def test_a_query_is_words_phrases_and_what_is_left_out():
    asked = parsing.parse('« la mer gelée » -radio phoques -"pain noir"', locale="fr")

    assert met(asked) == [(("phoqu",),), (("mer",),), (("gele",),)]
    assert asked.phrases == (("la", "mer", "gelee"),)
    assert asked.without == (("radio",),)
    assert asked.excluded == (("pain", "noir"),)


def test_a_joined_word_is_met_whole_or_by_its_parts():
    asked = parsing.parse("PostGenAI@Paris R&D", locale="en")

    assert met(asked) == [
        (("postgenai@paris",), ("postgenai", "pari")),
        (("r&d",),),
    ]


def test_words_that_say_nothing_are_looked_for_as_they_stand_where_alone():
    asked = parsing.parse("the of and", locale="en")

    assert asked.terms == ()
    assert asked.phrases == (("the", "of", "and"),)


@pytest.mark.parametrize("typed", ["", '"', "-everything", "«»", "-", "’", "\0"])
def test_no_word_is_no_query(typed):
    assert parsing.parse(typed, locale="en").is_empty


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LOCALES))
def test_a_text_finds_itself(text, locale):
    text = text.replace("-", " ")
    asked = parsing.parse(text, locale=locale)

    if len(asked.terms) < parsing.MOST_TERMS:
        assert asked.tokens <= set(analysis.tokens(text, locale=locale))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab\" «»“-*():^{}[]\\&|!~'", max_size=60))
def test_no_sign_that_is_typed_reaches_the_grammar_of_an_engine(text):
    asked = parsing.parse(text, locale="en")
    atoms = [
        *(atom for term in asked.terms for atom in term.alternatives),
        *asked.phrases,
        *asked.without,
        *asked.excluded,
    ]

    for atom in atoms:
        for write, quote in ((sqlite.expression, '"'), (postgres.expression, "'")):
            sought = looking.Sought(looking.ANYWHERE, atom, beside=tuple(atoms))
            outside = " ".join(write(sought).split(quote)[::2])
            assert set(re.split(r"[ ()]+", outside)) <= OURS
