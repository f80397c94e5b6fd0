"""Promise: every word of a source is placed once, or listed as unplaced."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.intake import conservation, examining, findings, mending, reading
from press.intake.blocks import Span
from tests import intake_texts

LOCALES = ("en", "fr")
# Most of the corpus is no better than this share of texts with a false error.
MOST_WITH_ERRORS = 0.02
PIECES = st.sampled_from(
    [
        *("# ", "## About ", "**", "*", "> ", "- ", "1. ", "\n", "\n\n", "  \n", " "),
        *("“", "”", "« ", " »", '"', "(", ")", "[", "](https://w.example)", "<b>"),
        *("</b>", "<br>", "<sup>", "<p>", "</p>", "<!-- x -->", "&amp;", "`", "\\"),
        *("Ada Holm", "University of Oslo", "CNRS", ", ", " and ", " et ", ": "),
        *("The members are", "such as ", "said ", "Press contacts", "À propos de "),
        *("PRESS RELEASE", "Paris, 3 May 2025 – ", "a@b.example", "01 44 27 51 05"),
        *("word", "été", "-", "–", ".", "ENDS", "|", "---", "\t", "****", "<3", "~"),
    ]
)


def examined(text, *, locale="en"):
    source = reading.text(text, name="case.md")
    return examining.examine(source, locale=locale, region="FR")


def corpus(shared):
    """Yield id, locale and text of the corpus, without the macros of its site."""
    path = shared / "corpus" / "debian-press-releases.en-fr.jsonl"
    for line in path.read_text().splitlines():
        row = json.loads(line)
        for locale in LOCALES:
            body = row[locale]["body_html"]
            body = re.sub(r"<define-tag[^>]*>.*?</define-tag>", "", body, flags=re.S)
            body = re.sub(r"^#use.*$", "", body, flags=re.M)
            body = re.sub(r"<:.*?:>", "", body, flags=re.S)
            body = re.sub(
                r"</?(?:dsa|correction|url|codename|release|downcase|srcpkg)\b[^>]*>",
                " ",
                body,
            )
            yield row["id"], locale, f"# {row[locale]['title']}\n\n{body}"


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(PIECES, min_size=1, max_size=60))
def test_it_holds_for_any_text(pieces):
    text = "word " + "".join(pieces)

    assert examined(text).holds


@pytest.mark.parametrize("text", [intake_texts.WHOLE_EN, intake_texts.WHOLE_FR])
def test_it_holds_for_whole_releases(text):
    found = examined(text)

    assert found.holds
    assert found.account.total == found.account.placed + found.account.unplaced


def test_it_holds_for_the_corpus_and_few_texts_have_errors(shared):
    broken, wrong, count = [], [], 0
    for key, locale, text in corpus(shared):
        found = examined(text, locale=locale)
        count += 1
        if not found.holds:
            broken.append((key, locale))
        if any(findings.CATALOGUE[f.rule].severity == "E" for f in found.findings):
            wrong.append((key, locale))

    assert count == 176
    assert broken == []
    assert len(wrong) <= MOST_WITH_ERRORS * count


def test_a_span_left_out_is_lost_and_one_used_twice_is_doubled():
    found = examined("# A headline\n\nOne two three.")
    block = found.blocks[1]
    head = found.blocks[0].whole()

    def account(*spans):
        return conservation.account(found.blocks, placed=[head, *spans], unplaced=[])

    assert account(Span(block, 0, 7)).lost == ("three",)
    assert account(Span(block, 0, 7), Span(block, 4, 14)).doubled == ("two",)
    assert account(block.whole()).holds


def test_half_a_word_is_lost():
    found = examined("# A headline\n\nThree.")
    block = found.blocks[1]
    spans = [found.blocks[0].whole(), Span(block, 0, 3), Span(block, 3, 6)]

    kept = conservation.account(found.blocks, placed=spans, unplaced=[])

    assert kept.lost == ("Three",)


def test_words_of_another_source_are_invented():
    found, other = examined("# A headline"), examined("# Else")

    kept = conservation.account(
        found.blocks,
        placed=[found.blocks[0].whole(), other.blocks[0].whole()],
        unplaced=[],
    )

    assert kept.invented == ("Else",)


def test_a_part_cut_twice_is_still_a_part_of_its_block():
    found = examined("# A headline\n\nOne two three.")
    part = mending.cut(mending.cut(found.blocks[1], 4, 14), 4, 10)

    kept = conservation.account(
        found.blocks,
        placed=[found.blocks[0].whole(), Span(found.blocks[1], 0, 7), part.whole()],
        unplaced=[],
    )

    assert part.text == "three."
    assert kept.holds


def test_words_that_nobody_sees_are_listed_as_unplaced():
    found = examined("# A\n\n<!-- an old note -->\n\n![the mast](m.jpg) Text.")

    assert [one.text.strip() for one in found.parsed.dropped] == [
        "an old note",
        "the mast",
    ]
    assert found.holds
