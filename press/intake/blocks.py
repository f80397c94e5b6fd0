"""Blocks of a source, spans of their text, and words made of spans."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

# A line break that the source asked for, beside "\n", where a line was wrapped.
HARD_BREAK = "\u2028"
LINE_END = re.compile(r"[\n\u2028]")
SPACES = re.compile(r"[ \t\n\r\u2028]+")
WORD = re.compile(r"[^\W_]+")

MarkKind = Literal["bold", "italic", "link", "sup", "sub", "code"]
BlockKind = Literal["heading", "paragraph", "item", "quote", "row", "rule"]


@dataclass(frozen=True)
class Mark:
    """Formatting of a stretch of a block's text."""

    start: int
    end: int
    kind: MarkKind
    href: str = ""


@dataclass(frozen=True, eq=False)
class Block:
    """A piece of the source as its format divides it.

    `level` is that of a heading; `group` numbers the list or table that an item
    or row belongs to; `marker` is an item's own ("3."); cells of a row are
    divided by tabs. `glued` are places where two pieces had no space between,
    `joins` places where two paragraphs were one, and `resumes` the places and
    lines where the second began. A block cut out of another knows its `origin`
    and where it began there.
    """

    kind: BlockKind
    text: str
    line: int
    marks: tuple[Mark, ...] = ()
    level: int = 0
    group: int = 0
    marker: str = ""
    glued: tuple[int, ...] = ()
    joins: tuple[int, ...] = ()
    resumes: tuple[tuple[int, int], ...] = ()
    origin: "Block | None" = None
    offset: int = 0

    def line_at(self, position: int) -> int:
        """Return the line of the source that a place of the text stands on."""
        start, line = 0, self.line
        for place, resumed in self.resumes:
            if place <= position:
                start, line = place, resumed
        breaks = bisect_left(self._breaks, position) - bisect_left(self._breaks, start)
        added = sum(start <= place < position for place in self.glued)
        return line + breaks - added

    @cached_property
    def _breaks(self) -> list[int]:
        """Where the text has line ends."""
        return [match.start() for match in LINE_END.finditer(self.text)]

    def whole(self) -> "Span":
        """Return the span of the whole block."""
        return Span(self, 0, len(self.text))

    def is_wholly(self, kind: MarkKind) -> bool:
        """Tell whether all words of the block have this formatting."""
        return self.whole().is_wholly(kind)


@dataclass(frozen=True)
class Span:
    """A stretch of the text of one block."""

    block: Block
    start: int
    end: int

    @property
    def raw(self) -> str:
        """The text as it stands."""
        return self.block.text[self.start : self.end]

    @property
    def text(self) -> str:
        """The text on one line."""
        return flat(self.raw)

    @property
    def line(self) -> int:
        return self.block.line_at(self.start)

    def part(self, start: int, end: int | None = None) -> "Span":
        """Return a part, counted from this span's own start."""
        stop = self.end if end is None else self.start + end
        return Span(self.block, self.start + start, stop)

    def lines(self) -> list["Span"]:
        """Return the lines that hold something."""
        found, begin = [], 0
        for match in LINE_END.finditer(self.raw):
            found.append(self.part(begin, match.start()))
            begin = match.end()
        found.append(self.part(begin))
        return [span for span in found if span.text]

    def marks(self) -> Iterator[Mark]:
        """Yield the formatting inside, cut to the span and counted from its start."""
        for mark in self.block.marks:
            start, end = max(mark.start, self.start), min(mark.end, self.end)
            if start < end:
                begin = self.start
                yield Mark(start - begin, end - begin, mark.kind, mark.href)

    def is_wholly(self, kind: MarkKind) -> bool:
        """Tell whether all words of the span have this formatting."""
        covered = sorted(
            (mark.start, mark.end) for mark in self.marks() if mark.kind == kind
        )
        reached, position, is_some = 0, 0, False
        for word in WORD.finditer(self.raw):
            while position < len(covered) and covered[position][0] <= word.start():
                reached = max(reached, covered[position][1])
                position += 1
            if reached < word.end():
                return False
            is_some = True
        return is_some


@dataclass(frozen=True)
class Words:
    """What one field of a draft holds: spans of the source, in order."""

    spans: tuple[Span, ...] = ()
    said: str = field(default="")

    @property
    def text(self) -> str:
        """The words on one line; `said` where the field writes them otherwise."""
        return self.said or flat(" ".join(span.raw for span in self.spans))

    @property
    def line(self) -> int:
        return self.spans[0].line if self.spans else 0

    def __bool__(self) -> bool:
        return bool(self.spans)


def words(*spans: Span, said: str = "") -> Words:
    """Return the words of spans; those without a word are left out."""
    return Words(tuple(span for span in spans if span.raw.strip()), said)


def flat(text: str) -> str:
    """Return a text on one line: a hyphen at a line's end joins its halves."""
    text = re.sub(r"(?<=\w-)[\n\u2028](?=\w)", "", text)
    return SPACES.sub(" ", text).strip()


def excerpt(text: str, *, length: int = 120) -> str:
    """Return the beginning of a text, cut at a word."""
    text = flat(text)
    if len(text) <= length:
        return text
    return (text[:length].rpartition(" ")[0] or text[:length]) + "…"
