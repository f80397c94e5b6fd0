"""The piece of a text that meets a query best, its words marked, safe as HTML."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search import analysis, parsing, pieces

LONGEST = 240
BEFORE = 60
ELLIPSIS = "…"
# A line that ends without a sign, such as a heading, is set apart from the next.
BREAK = " · "
# What does not stand beside an ellipsis.
CUT = " ·.,;:"
# A figure that has spaces in it, 12 500, is one word.
GROUPED = re.compile(r"\d[ \u00a0\u202f\u2009]\d{3}")


@dataclass(frozen=True)
class Snippet:
    """A piece of text, plain, and as HTML with the words that were found marked."""

    text: str
    html: SafeString

    @property
    def is_marked(self) -> bool:
        """Whether any word is marked; a tag in the text itself is escaped."""
        return "<mark>" in self.html


@dataclass(frozen=True, order=True)
class Span:
    """What is marked: where it stands, and which parts of a query it meets."""

    start: int
    end: int
    met: frozenset[str] = frozenset()


class Highlighter:
    """Marks the words of one query; what it learns of words serves every text."""

    def __init__(self, query: parsing.Query) -> None:
        self.query = query
        self.sought = query.tokens
        words = chain(self.sought, chain.from_iterable(query.phrases))
        self.letters = pieces.letters(self.sought)
        self.phrase_letters = pieces.letters(phrase[0] for phrase in query.phrases)
        self.has_figures = any(sign.isdigit() for word in words for sign in word)
        self._marks: dict[str, list[Span]] = {}

    def whole(self, line: pieces.Line) -> Snippet:
        """Return all of a text with its words marked."""
        return Snippet(text=line.text, html=marked(line.text, self.spans(line)))

    def best(self, line: pieces.Line) -> Snippet:
        """Return the piece of a text, on one line, that has most of the query."""
        text, spans = line.text, self.spans(line)
        start, end = _window(text, spans)
        head = ELLIPSIS if start else ""
        tail = ELLIPSIS if end < len(text) else ""
        piece = text[start:end]
        inside = [
            Span(span.start - start, span.end - start)
            for span in spans
            if start <= span.start and span.end <= end
        ]
        html = mark_safe(head + marked(piece, inside) + tail)  # noqa: S308 - escaped
        return Snippet(text=head + piece + tail, html=html)

    def spans(self, line: pieces.Line) -> list[Span]:
        """Return what is marked of a text, in order, none over another."""
        text = line.text
        phrases = list(self._phrases(line)) if self.query.phrases else []
        words = self._words(text) if self._is_whole(text) else self._by_pieces(line)
        found: list[Span] = []
        for span in sorted([*phrases, *words], key=lambda one: (one.start, -one.end)):
            if not found or span.start >= found[-1].end:
                found.append(span)
        return found

    def _is_whole(self, text: str) -> bool:
        """Tell whether the pieces between spaces do not tell what the text does."""
        return text.isupper() or (self.has_figures and bool(GROUPED.search(text)))

    def _words(self, text: str) -> Iterator[Span]:
        for word in analysis.having(self.sought, text, locale=self.query.locale):
            met = self.sought.intersection(word.tokens)
            yield Span(word.start, word.end, met)

    def _by_pieces(self, line: pieces.Line) -> Iterator[Span]:
        """Look for each piece between spaces that is known to have a token."""
        locale = self.query.locale
        known = pieces.known(line, locale=locale, letters=self.letters)
        met = {piece for token in self.sought for piece in known.having.get(token, ())}
        for piece in met:
            for place in _alone(line.text, piece):
                for span in self._marked_of(piece):
                    yield Span(place + span.start, place + span.end, span.met)

    def _marked_of(self, piece: str) -> list[Span]:
        if piece not in self._marks:
            self._marks[piece] = list(self._words(piece))
        return self._marks[piece]

    def _phrases(self, line: pieces.Line) -> Iterator[Span]:
        """Yield each place where the words of a phrase follow each other."""
        text, locale = line.text, self.query.locale
        if self._is_whole(text):
            every = len(analysis.surface(text, locale=locale))
            for phrase in self.query.phrases:
                yield from self._phrase_from(text, 0, phrase, starts=every)
            return
        known = pieces.known(line, locale=locale, letters=self.phrase_letters)
        for phrase in self.query.phrases:
            for piece in known.writing.get(phrase[0], ()):
                words = len(_written(piece, locale))
                for place in _alone(text, piece):
                    yield from self._phrase_from(text, place, phrase, starts=words)

    def _phrase_from(
        self, text: str, place: int, phrase: parsing.Atom, *, starts: int
    ) -> Iterator[Span]:
        """Yield a phrase where it begins at one of so many words from a place on."""
        words: list[str] = []
        at: list[tuple[int, int]] = []
        for match in analysis.WORD.finditer(text, place):
            surface = analysis.read(match[0], self.query.locale).surface
            words += surface
            at += [match.span()] * len(surface)
            if len(words) >= starts + len(phrase) - 1:
                break
        for first in range(starts):
            if tuple(words[first : first + len(phrase)]) == phrase:
                end = at[first + len(phrase) - 1][1]
                yield Span(at[first][0], end, frozenset(phrase))


def _alone(text: str, piece: str) -> Iterator[int]:
    """Yield each place where a piece stands between spaces."""
    place = text.find(piece)
    while place >= 0:
        end = place + len(piece)
        if _stands_alone(text, place, end):
            yield place
        place = text.find(piece, end)


@lru_cache(maxsize=65536)
def _written(piece: str, locale: str) -> tuple[str, ...]:
    return tuple(analysis.surface(piece, locale=locale))


def begun(text: str, sought: tuple[str, ...], *, locale: str) -> Snippet:
    """Return all of a text with the words marked that are these, the last as begun."""
    text = analysis.clean(text)
    *whole, last = sought
    spans = [
        Span(*match.span())
        for match in analysis.WORD.finditer(text)
        for surface in [analysis.read(match[0], locale).surface]
        if any(word in whole or word.startswith(last) for word in surface)
    ]
    return Snippet(text=text, html=marked(text, spans))


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """Return a text as HTML: every piece is escaped first, and marked then."""
    made: list[str] = []
    place = 0
    for span in spans:
        made.append(escape(text[place : span.start]))
        made.append(f"<mark>{escape(text[span.start : span.end])}</mark>")
        place = span.end
    made.append(escape(text[place:]))
    return mark_safe("".join(made))  # noqa: S308 - every piece of it was escaped


def whole_line(text: str) -> pieces.Line:
    """Return a text as it is shown whole: clean."""
    return pieces.Line(analysis.clean(text))


def one_line(text: str) -> pieces.Line:
    """Return a text as snippets are cut from it: clean, its lines told apart."""
    text = analysis.clean(text)
    lines = [found for line in text.split("\n") if (found := " ".join(line.split()))]
    made = [
        line + (BREAK if line[-1].isalnum() else " ") for line in lines[:-1]
    ] + lines[-1:]
    return pieces.Line("".join(made))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start == 0 or text[start - 1].isspace()
    return before and (end == len(text) or text[end].isspace())


def _window(text: str, spans: list[Span]) -> tuple[int, int]:
    """Return where to cut: between words, around the richest stretch."""
    if len(text) <= LONGEST:
        return 0, len(text)
    start = _richest(spans)
    start = min(start, max(0, len(text) - LONGEST))
    if start:
        start = text.find(" ", start, start + BEFORE) + 1 or start
        start += len(text[start:]) - len(text[start:].lstrip(CUT))
    end = min(len(text), start + LONGEST)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
        end = start + max(1, len(text[start:end].rstrip(CUT)))
    return start, end


def _richest(spans: list[Span]) -> int:
    """Return where the stretch begins that meets the most, the first of those."""
    start, richest, last = 0, 0, 0
    inside: Counter[str] = Counter()
    for place, first in enumerate(spans):
        begin = max(0, first.start - BEFORE)
        last = max(last, place)
        while last < len(spans) and spans[last].end <= begin + LONGEST:
            inside.update(spans[last].met)
            last += 1
        if len(inside) > richest:
            start, richest = begin, len(inside)
        inside.subtract(first.met)
        inside += Counter()
    return start
