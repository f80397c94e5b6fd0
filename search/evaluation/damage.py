"""Asks worse than was meant: with a slip of the finger, without accents, elided."""

import hashlib
import re
import unicodedata
from collections.abc import Callable

from search import analysis, languages

LONG_ENOUGH = 5
WORD = re.compile(r"[^\W\d_]+")
# A word that an apostrophe, a hyphen or a figure belongs to is left as it is.
ALONE = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = frozenset("aeiouy")
ARTICLES = frozenset({"l", "d"})
APOSTROPHES = "'’"


def chance(most: int, *parts: object) -> int:
    """Return a number below `most` that these parts always give."""
    said = "/".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.sha256(said).digest()[:8], "big") % most


def with_a_typo(text: str, *, seed: str) -> str:
    """Return text with one slip in one of its longer words, if it has any.

    The first letter stays: it is seldom the wrong one.
    """
    words = [found for found in WORD.finditer(text) if len(found[0]) >= LONG_ENOUGH]
    if not words:
        return text
    word = words[chance(len(words), seed, "word")]
    first = chance(len(SLIPS), seed, "slip")
    for slip in (*SLIPS[first:], *SLIPS[:first]):
        wrong = slip(word[0], seed)
        if wrong != word[0]:
            return text[: word.start()] + wrong + text[word.end() :]
    return text


def without_accents(text: str) -> str:
    """Return text as somebody writes it who has no key for accents."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def elided(text: str, *, locale: str, seed: str) -> str:
    """Return text with an elided article before each word that can have one.

    A language without such articles leaves it as it is.
    """
    language = languages.language(locale)
    fronts = [
        article + apostrophe
        for article in sorted(ARTICLES & language.elided)
        for apostrophe in APOSTROPHES
    ]

    def joined(found: re.Match[str]) -> str:
        word, folded = found[0], analysis.fold(found[0])
        if len(word) < LONG_ENOUGH or folded[0] not in VOWELS:
            return word
        if folded in language.stop:
            return word
        return fronts[chance(len(fronts), seed, found.start())] + word

    return ALONE.sub(joined, text) if fronts else text


def _swapped(word: str, seed: str) -> str:
    place = 1 + chance(len(word) - 2, seed, "swapped")
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _dropped(word: str, seed: str) -> str:
    place = 1 + chance(len(word) - 1, seed, "dropped")
    return word[:place] + word[place + 1 :]


def _replaced(word: str, seed: str) -> str:
    place = 1 + chance(len(word) - 1, seed, "replaced")
    return word[:place] + _letter(seed) + word[place + 1 :]


def _inserted(word: str, seed: str) -> str:
    place = 1 + chance(len(word) - 1, seed, "inserted")
    return word[:place] + _letter(seed) + word[place:]


def _letter(seed: str) -> str:
    return LETTERS[chance(len(LETTERS), seed, "letter")]


SLIPS: tuple[Callable[[str, str], str], ...] = (
    _swapped,
    _dropped,
    _replaced,
    _inserted,
)
