"""Promise: the words that were found are marked, and no text is ever HTML."""

import random
from dataclasses import replace

import pytest

from search import analysis, highlighting, languages, parsing, pieces
from search.evaluation import corpus
from search.highlighting import one_line as line


def best(text, words, *, locale="fr"):
    """Return the piece of a text that is shown for these words, as HTML."""
    query = parsing.parse(words, locale=locale)
    return highlighting.Highlighter(query).best(line(text)).html


def test_words_are_marked_by_their_stem_and_the_piece_is_cut_between_words():
    query = parsing.parse("chercheur élysée", locale="fr")
    text = "avant " * 100 + "des chercheuses à l’Élysée <i>" + " après" * 100

    snippet = highlighting.Highlighter(query).best(line(text))

    assert "<mark>chercheuses</mark> à <mark>l’Élysée</mark> &lt;i&gt;" in snippet.html
    assert len(snippet.text) <= highlighting.LONGEST + 2
    assert snippet.text.startswith("…avant ")
    assert snippet.text.endswith(" après…")


def test_a_phrase_is_marked_as_one_with_its_small_words():
    text = "Il faut être ou ne pas être ici. Être ou avoir."

    assert best(text, "« être ou ne pas être »") == (
        "Il faut <mark>être ou ne pas être</mark> ici. Être ou avoir."
    )


def test_a_phrase_is_marked_where_it_stands_and_its_words_elsewhere():
    text = "L’intelligence artificielle, dite intelligence."

    assert best(text, '"intelligence artificielle"') == (
        "<mark>L’intelligence artificielle</mark>, dite <mark>intelligence</mark>."
    )


def test_what_means_the_same_is_marked_too():
    query = parsing.parse("IA", locale="fr")
    term = query.terms[0]
    same = (*term.alternatives, tuple(analysis.tokens("robot savant", locale="fr")))
    query = replace(query, terms=(replace(term, alternatives=same),))

    snippet = highlighting.Highlighter(query).best(line("Des robots savants, dits IA."))

    assert snippet.html == (
        "Des <mark>robots</mark> <mark>savants</mark>, dits <mark>IA</mark>."
    )


@pytest.mark.parametrize("typed", ["12500", "12 500", "12,500"])
def test_a_figure_is_marked_however_it_is_grouped(typed):
    assert best("Près de 12 500 élèves.", typed) == (
        "Près de <mark>12 500</mark> élèves."
    )


def test_a_word_is_marked_each_time_and_never_within_another():
    assert best("Mer, mer ! La mère (mer) amère.", "mer") == (
        "<mark>Mer</mark>, <mark>mer</mark> ! La mère (<mark>mer</mark>) amère."
    )


def test_lines_are_set_apart_and_no_sign_stands_beside_the_ellipsis():
    text = "Un titre\nDes mots.\n" + "très " * 100 + "\n· Reef.\n" + "loin, " * 100

    html = best(text, "reef", locale="en")

    assert best("Un titre\nDes mots.\n\nFin", "x") == "Un titre · Des mots. Fin"
    assert not html.removeprefix("…").startswith((" ", "·"))
    assert html.endswith("loin…")


def test_pieces_and_whole_texts_are_marked_alike():
    """What is looked up piece by piece is what reading the whole text marks."""
    chance = random.Random(5)
    parts = [
        *("l’État", "PostGenAI@Paris", "<b>", "C.N.R.S.", "chercheur·euse·s", "R&D"),
        *("mer", "MER", "wi-fi", "12 500", "(reef)", "Élysée,", "\n", "·", "3e"),
    ]
    for _case in range(300):
        text = " ".join(chance.choices(parts, k=12))
        words = " ".join(chance.choices(parts, k=2))
        query = parsing.parse(words, locale="fr")
        made = highlighting.Highlighter(query)
        clean = analysis.clean(text)
        read = analysis.having(query.tokens, clean, locale="fr")
        whole = {(word.start, word.end) for word in read}
        marked = {(span.start, span.end) for span in made.spans(pieces.Line(clean))}
        if not query.phrases:
            assert marked == whole, (text, words)


def test_phrases_are_marked_wherever_their_words_follow_each_other():
    chance = random.Random(7)
    parts = [
        *("l’État", "état", "de", "—", "mer", "la mer,", "(la", "d’une", "C.N.R.S."),
        *("12 500", "\n", "wi-fi", "R&D", "fi", "L’ÉTAT"),
    ]
    marked = 0
    for _case in range(400):
        text = analysis.clean(" ".join(chance.choices(parts, k=14)))
        words = " ".join(chance.choices(parts, k=2))
        query = parsing.parse(f'"{words}"', locale="fr")
        made = highlighting.Highlighter(query)

        spans = {(span.start, span.end) for span in made._phrases(pieces.Line(text))}

        row = [
            (word, match.span())
            for match in analysis.WORD.finditer(text)
            for word in analysis.read(match[0], "fr").surface
        ]
        expected = {
            (row[place][1][0], row[place + len(phrase) - 1][1][1])
            for phrase in query.phrases
            for place in range(len(row) - len(phrase) + 1)
            if tuple(word for word, _at in row[place : place + len(phrase)]) == phrase
        }
        assert spans == expected, (text, words)
        marked += len(spans)
    assert marked > 100


@pytest.mark.parametrize(
    "text",
    ["<script>mer</script>", "a<mer>b", "mer\" onload='x'", "&lt; mer &gt;", "<!--mer"],
)
def test_every_sign_of_html_in_a_text_is_shown_as_text(text):
    html = str(best(text, "mer script"))

    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert not set(bare) & set("<>\"'")
    assert "<mark>mer</mark>" in html


def test_what_a_piece_is_made_of_begins_with_its_letters_in_every_language(shared):
    """By its letters alone a piece is left aside where it cannot have a word."""
    texts = (shared / corpus.FILE).read_text()
    signs = [chr(code) for code in range(0x250) if chr(code).isalnum()]
    made = [f"{one}{two}a" for one in signs for two in "aé·'-@. \u00ad½"]
    odd = ["½", "ﬁn", "①er", "٣", "1er", "C++", "œuvre", "paraŀlel", "llama", "lʼeau"]

    for locale in languages.LANGUAGES:
        wrong = [
            (piece, word)
            for piece in {*map(analysis.clean, {*texts.split(), *made, *odd})}
            for found in analysis.both(piece, locale=locale)
            for word in found
            if not pieces.may_begin(piece, pieces.letters([word]))
        ]
        assert (locale, wrong) == (locale, [])
