"""The piece of a text that meets a query best, its words marked, safe as HTML."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search import analysis

LONGEST = 240
BEFORE = 60
ELLIPSIS = "…"
# A line that ends without a sign, such as a heading, is set apart from the next.
BROKEN = re.compile(r"(?<=[^\W_])\s*\n\s*")
BREAK = " · "


@dataclass(frozen=True)
class Snippet:
    """A piece of text, plain, and as HTML with the words that were found marked."""

    text: str
    html: SafeString


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    tokens: frozenset[str]


def whole(text: str, query: analysis.Query) -> Snippet:
    """Return all of a text with its words marked."""
    text = analysis.clean(text)
    return Snippet(text=text, html=_marked(text, _spans(text, query)))


def best(text: str, query: analysis.Query) -> Snippet:
    """Return the piece of a text that has the most words of a query."""
    text = " ".join(BROKEN.sub(BREAK, analysis.clean(text)).split())
    spans = _spans(text, query)
    start, end = _window(text, spans)
    head = ELLIPSIS if start else ""
    tail = ELLIPSIS if end < len(text) else ""
    piece = text[start:end]
    inside = [
        _Span(span.start - start, span.end - start, span.tokens)
        for span in spans
        if start <= span.start and span.end <= end
    ]
    html = mark_safe(head + _marked(piece, inside) + tail)  # noqa: S308 - escaped
    return Snippet(text=head + piece + tail, html=html)


def _spans(text: str, query: analysis.Query) -> list[_Span]:
    sought = query.tokens
    return [
        _Span(word.start, word.end, sought.intersection(word.tokens))
        for word in analysis.words(text, locale=query.locale)
        if not sought.isdisjoint(word.tokens)
    ]


def _window(text: str, spans: list[_Span]) -> tuple[int, int]:
    """Return where to cut: between words, around the richest stretch."""
    if len(text) <= LONGEST:
        return 0, len(text)
    start, richest = 0, 0
    for first in spans:
        begin = max(0, first.start - BEFORE)
        found: set[str] = set()
        for span in spans:
            if first.start <= span.start and span.end <= begin + LONGEST:
                found |= span.tokens
        if len(found) > richest:
            start, richest = begin, len(found)
    start = min(start, max(0, len(text) - LONGEST))
    if start:
        start = text.find(" ", start, start + BEFORE) + 1 or start
    end = min(len(text), start + LONGEST)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _marked(text: str, spans: Iterable[_Span]) -> SafeString:
    """Return a text as HTML: every piece is escaped first, and marked then."""
    made: list[str] = []
    place = 0
    for span in spans:
        made.append(escape(text[place : span.start]))
        made.append(f"<mark>{escape(text[span.start : span.end])}</mark>")
        place = span.end
    made.append(escape(text[place:]))
    return mark_safe("".join(made))  # noqa: S308 - every piece of it was escaped
