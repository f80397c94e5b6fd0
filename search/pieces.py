"""Pieces of texts, what stands between spaces: which of them have a token, a word."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import count
from threading import Lock

from search import analysis

# Pieces that a process remembers in a locale.
MOST = 131_072
# What a token or a word may begin with: a letter or digit after none, or after an
# apostrophe, one of which is a letter to Unicode.
BEGINNING = re.compile(rf"(?:(?<![^\W_])|(?<=[{analysis.APOSTROPHES}]))[^\W_]")

_numbers = count(1)


class Line:
    """A clean text; its pieces are looked at once for each letter they begin with."""

    __slots__ = ("_read", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        # By whom, and for which letters: one value, which threads share.
        self._read: tuple[int, frozenset[str]] = (0, frozenset())

    def read(self, known: "Known", letters: frozenset[str]) -> None:
        """Let these know those of its pieces that begin so."""
        number, read = self._read
        if number != known.number:
            read = frozenset()
        if not letters <= read:
            known.add(self.text.split(), letters - read)
            self._read = (known.number, read | letters)


class Known:
    """Pieces in a locale that were looked at: those with a token, with a word.

    Words are as written, folded. Threads share it: what is in `having` and in
    `writing` is never changed, only replaced.
    """

    def __init__(self, locale: str) -> None:
        self.locale, self.number = locale, next(_numbers)
        self.pieces: set[str] = set()
        self.having: dict[str, tuple[str, ...]] = {}
        self.writing: dict[str, tuple[str, ...]] = {}
        self._lock = Lock()

    def add(self, pieces: Iterable[str], letters: frozenset[str]) -> None:
        """Look at those that are new and begin so: to read the rest costs the most."""
        new = {
            piece for piece in set(pieces) - self.pieces if may_begin(piece, letters)
        }
        if not new:
            return
        with self._lock:
            for piece in new - self.pieces:
                tokens, words = analysis.both(piece, locale=self.locale)
                for token in dict.fromkeys(tokens):
                    self.having[token] = (*self.having.get(token, ()), piece)
                for word in dict.fromkeys(words):
                    self.writing[word] = (*self.writing.get(word, ()), piece)
            self.pieces |= new


class _Locale:
    """What is known of a locale; too much of it is forgotten, whole."""

    def __init__(self, locale: str) -> None:
        self.known = Known(locale)

    def with_those_of(self, line: Line, letters: frozenset[str]) -> Known:
        known = self.known
        if len(known.pieces) >= MOST:
            known = self.known = Known(known.locale)
        line.read(known, letters)
        return known


def known(line: Line, *, locale: str, letters: frozenset[str]) -> Known:
    """Return the pieces that are known, all those of this text that begin so too."""
    return _locale(locale).with_those_of(line, letters)


def letters(words: Iterable[str]) -> frozenset[str]:
    """Return the letters that tokens or folded words begin with."""
    return frozenset(word[:1] for word in words)


def may_begin(piece: str, letters: frozenset[str]) -> bool:
    """Tell whether what a piece is made of may begin with one of these.

    A sign that stands for several, such as ½ or ŀ, may hide a beginning.
    """
    if not unicodedata.is_normalized("NFKC", piece):
        return True
    return not letters.isdisjoint(map(_first, BEGINNING.findall(piece)))


@lru_cache(maxsize=4096)
def _first(sign: str) -> str:
    return analysis.fold(sign)[:1]


# One for each locale.
_locale = lru_cache(maxsize=None)(_Locale)
