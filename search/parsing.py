"""A reader's words to a query in one locale; never raises."""

import re
from dataclasses import dataclass

from search import analysis, languages

LONGEST_QUERY = 1000
MOST_TERMS = 24
MOST_PHRASES = 8

QUOTATION = '"“”„«»‟＂'
PHRASE = re.compile(
    rf"(?P<minus>(?<!\S)[-−])?[{QUOTATION}](?P<words>[^{QUOTATION}]*)[{QUOTATION}]"
)
APOSTROPHE = re.compile(f"[{analysis.APOSTROPHES}]")
MINUS = re.compile(r"(?<!\S)[-−](?P<word>[^\W_]\S*)")

# Tokens that follow each other in a text.
Atom = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A word or an expression of a query: a text meets it by any alternative.

    The first alternative is what was typed. `word` is that as typed, folded, and
    `row` its tokens as they follow each other in a text. It is `fixed` where it
    must not be repaired: a name, an acronym, a figure, a word in quotation marks.
    """

    alternatives: tuple[Atom, ...]
    word: str = ""
    row: Atom = ()
    fixed: bool = False

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for atom in self.alternatives for token in atom)


@dataclass(frozen=True)
class Query:
    """What a reader asked, in one locale.

    A hit meets some of `terms`, has all of `phrases` as they stand (words as
    written, not stems), and has nothing of `without` (stems) nor of `excluded`
    (words as written).
    """

    locale: str
    terms: tuple[Term, ...] = ()
    phrases: tuple[Atom, ...] = ()
    without: tuple[Atom, ...] = ()
    excluded: tuple[Atom, ...] = ()

    @property
    def tokens(self) -> frozenset[str]:
        """Every token that is looked for, and that a highlight marks."""
        return frozenset(token for term in self.terms for token in term.tokens)

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.phrases


def parse(text: str, *, locale: str) -> Query:
    """Return the query that a reader's words are.

    Quotation marks of any kind make a phrase, `-word` and `-"a phrase"` leave
    out what has them; whatever else is typed is words. Words that say nothing
    are looked for as they stand where there is nothing else, and those that only
    ask as words.
    """
    rest = analysis.clean(text)[:LONGEST_QUERY]
    phrases: list[Atom] = []
    excluded: list[Atom] = []
    quoted: list[Term] = []
    asking = languages.language(locale).asking
    for match in PHRASE.finditer(rest):
        words = tuple(analysis.surface(match["words"], locale=locale))
        if words:
            (excluded if match["minus"] else phrases).append(words)
        if not match["minus"]:
            quoted += _terms(match["words"], locale, quoted=True)
    rest = PHRASE.sub(" ", rest)
    without = [
        term.alternatives[0]
        for match in MINUS.finditer(rest)
        for term in _terms(match["word"], locale)
    ]
    rest = MINUS.sub(" ", rest)
    typed = _terms(rest, locale)
    telling = [term for term in typed if term.word not in asking]
    terms = tuple(dict.fromkeys([*telling, *quoted])) or tuple(dict.fromkeys(typed))
    if not terms and not phrases:
        words = tuple(analysis.surface(rest, locale=locale))[:MOST_TERMS]
        phrases = [words] if words else []
    return Query(
        locale=locale,
        terms=terms[:MOST_TERMS],
        phrases=tuple(dict.fromkeys(phrases))[:MOST_PHRASES],
        without=tuple(dict.fromkeys(without))[:MOST_PHRASES],
        excluded=tuple(dict.fromkeys(excluded))[:MOST_PHRASES],
    )


def _terms(text: str, locale: str, *, quoted: bool = False) -> list[Term]:
    """Return the terms of a text: a joined word is met whole, or by its parts."""
    return [
        Term(
            tuple((token,) for token in word.whole)
            + ((word.parts,) if word.parts else ()),
            word=word.written,
            row=word.parts or word.whole[:1],
            fixed=quoted or _is_fixed(word, text),
        )
        for word in analysis.words(text, locale=locale)
    ]


def _is_fixed(word: analysis.Word, text: str) -> bool:
    """Tell whether a word is a figure, an acronym, or a name within a question."""
    if not word.written.isalpha():
        return True
    parts = APOSTROPHE.split(text[word.start : word.end])
    typed = next((part for part in parts if analysis.fold(part) == word.written), "")
    if typed.isupper() and len(typed) <= analysis.LONGEST_ACRONYM:
        return True
    is_first = not any(map(str.isalnum, text[: word.start]))
    return typed[:1].isupper() and not is_first and not text.isupper()
