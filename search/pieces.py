"""Pieces of texts, what stands between spaces: which of them have a token, a word."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, count
from threading import Lock

from search import analysis

# Pieces that a process remembers in a locale.
MOST = 131_072

_numbers = count(1)


class Line:
    """A clean text whose pieces are looked at once, however often it is searched."""

    __slots__ = ("_read_by", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._read_by = 0

    def read(self, known: "Known") -> None:
        """Let these know all of its pieces."""
        if self._read_by != known.number:
            known.add(self.text.split())
            self._read_by = known.number


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

    def add(self, pieces: Iterable[str]) -> None:
        """Look at those that are new."""
        new = set(pieces) - self.pieces
        if not new:
            return
        with self._lock:
            for piece in new - self.pieces:
                for token in dict.fromkeys(self._tokens(piece)):
                    self.having[token] = (*self.having.get(token, ()), piece)
                for word in dict.fromkeys(analysis.surface(piece, locale=self.locale)):
                    self.writing[word] = (*self.writing.get(word, ()), piece)
            self.pieces |= new

    def _tokens(self, piece: str) -> Iterator[str]:
        words = analysis.words(piece, locale=self.locale)
        return chain.from_iterable(word.tokens for word in words)


class _Locale:
    """What is known of a locale; too much of it is forgotten, whole."""

    def __init__(self, locale: str) -> None:
        self.known = Known(locale)

    def with_those_of(self, line: Line) -> Known:
        known = self.known
        if len(known.pieces) >= MOST:
            known = self.known = Known(known.locale)
        line.read(known)
        return known


def known(line: Line, *, locale: str) -> Known:
    """Return the pieces that are known, all those of this text among them."""
    return _locale(locale).with_those_of(line)


# One for each locale.
_locale = lru_cache(maxsize=None)(_Locale)
