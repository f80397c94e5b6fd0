"""Builds blocks from a stream of text, formatting and HTML tags."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from press.intake.blocks import HARD_BREAK, WORD, Block, BlockKind, Mark, MarkKind

MARK_TAGS: dict[str, MarkKind] = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em", "cite"), "italic"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
    "sup": "sup",
    "sub": "sub",
    "a": "link",
}


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


SILENT_TAGS = frozenset({"script", "style", "template", "noscript", "object"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARAGRAPH_TAGS = _tags(
    "p div section article header footer main aside nav figure figcaption dl dt dd "
    "pre address form fieldset details summary center body html table ul ol "
    "tbody thead tfoot caption"
)
INLINE_TAGS = _tags(
    "span q u s del ins mark small big font abbr acronym time label button input "
    "img svg path iframe embed video audio source picture wbr bdi bdo dfn var data "
    "meta link title head option select textarea map area param math col "
    "colgroup"
)
CELL_TAGS = frozenset({"td", "th"})
KNOWN_TAGS = (
    PARAGRAPH_TAGS
    | INLINE_TAGS
    | SILENT_TAGS
    | CELL_TAGS
    | set(MARK_TAGS)
    | set(HEADINGS)
    | {"br", "hr", "li", "tr", "blockquote"}
)
# Stands in a text for a place where two pieces had no space between them.
GLUE = "\u205f"
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
OWN_BLOCKS = PARAGRAPH_TAGS | {"li", "tr", "blockquote"} | set(HEADINGS)


@dataclass(frozen=True)
class Dropped:
    """Words of the source that no block holds, and why."""

    text: str
    line: int
    reason: str


@dataclass
class _Open:
    """A block under way."""

    kind: BlockKind
    line: int
    level: int = 0
    group: int = 0
    marker: str = ""
    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    stack: list[tuple[MarkKind, int, str]] = field(default_factory=list)
    glued: list[int] = field(default_factory=list)


@dataclass
class BlockBuilder:
    """Takes what a parser meets, in order; `blocks` and `dropped` are the answer."""

    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    html_lines: list[int] = field(default_factory=list)
    line: int = 1
    groups: int = 0
    _open: _Open | None = None
    _silent: str = ""

    def begin(
        self, kind: BlockKind, *, level: int = 0, group: int = 0, marker: str = ""
    ) -> None:
        """End the block under way and begin another."""
        self.end()
        self._open = _Open(kind, self.line, level, group, marker)

    def end(self) -> None:
        """End the block under way; one without text is left out."""
        block, self._open = self._open, None
        if block is None:
            return
        text = "".join(block.parts)
        for kind, start, href in block.stack:
            block.marks.append(Mark(start, block.length, kind, href))
        lead = len(text) - len(text.lstrip())
        stripped = text.strip(" \n\r\u2028" if block.kind == "row" else None)
        if block.kind == "row":
            lead = len(text) - len(text.lstrip(" \n\r\u2028"))
        if not stripped and block.kind != "rule":
            if WORD.search(block.marker):
                self.drop(block.marker, "marker")
            return
        size = len(stripped)
        marks = tuple(
            Mark(max(mark.start - lead, 0), min(mark.end - lead, size), *_rest(mark))
            for mark in sorted(block.marks, key=lambda mark: mark.start)
            if mark.start - lead < size and mark.end - lead > 0
        )
        self.blocks.append(
            Block(
                kind=block.kind,
                text=stripped,
                line=block.line,
                marks=marks,
                level=block.level,
                group=block.group,
                marker=block.marker,
                glued=tuple(place - lead for place in block.glued),
            )
        )

    def text(self, value: str) -> None:
        """Add text; in an element that shows nothing, it is dropped."""
        if self._silent:
            self.drop(value, self._silent)
            return
        if self._open is None:
            if not value.strip():
                return
            self.begin("paragraph")
        block = self._open
        if block is None:
            return
        if value == GLUE:
            block.glued.append(block.length)
            value = "\n"
        block.parts.append(value)
        block.length += len(value)

    def drop(self, value: str, reason: str) -> None:
        """Note words that are left out."""
        if value.strip():
            self.dropped.append(Dropped(value, self.line, reason))

    def open_mark(self, kind: MarkKind, href: str = "") -> None:
        """Begin formatting; a link to where nobody should go loses its address."""
        if self._open is None:
            self.begin("paragraph")
        if urlsplit(_address(href)).scheme not in SCHEMES:
            href = ""
        if self._open is not None:
            self._open.stack.append((kind, self._open.length, href))

    def close_mark(self, kind: MarkKind) -> None:
        """End the formatting of this kind that was begun last, if any."""
        block = self._open
        if block is None:
            return
        for place in range(len(block.stack) - 1, max(len(block.stack) - 50, 0) - 1, -1):
            if block.stack[place][0] == kind:
                _kind, start, href = block.stack.pop(place)
                block.marks.append(Mark(start, block.length, kind, href))
                return

    def tag(self, name: str, *, href: str = "", is_closing: bool = False) -> None:
        """Take one HTML tag with a known name."""
        self.html_lines.append(self.line)
        if name in SILENT_TAGS:
            self._silent = "" if is_closing else name
        elif name in MARK_TAGS:
            kind = MARK_TAGS[name]
            if is_closing:
                self.close_mark(kind)
            else:
                self.open_mark(kind, href)
        elif name == "br":
            self.text(HARD_BREAK)
        elif name in CELL_TAGS:
            if not is_closing and self._open and self._open.parts:
                self.text("\t")
        elif name in OWN_BLOCKS or name == "hr":
            self._block_tag(name, is_closing=is_closing)

    def _block_tag(self, name: str, *, is_closing: bool) -> None:
        self.end()
        if name in {"ul", "ol", "table"}:
            self.groups += 1
        elif name == "hr":
            self.begin("rule")
            self.end()
        elif is_closing:
            return
        elif name in HEADINGS:
            self.begin("heading", level=HEADINGS[name])
        elif name == "li":
            self.begin("item", group=self.groups, marker="•")
        elif name == "tr":
            self.begin("row", group=self.groups)
        elif name == "blockquote":
            self.begin("quote")

    def reset(self) -> None:
        """Forget an element that shows nothing and was never closed."""
        self._silent = ""


class HtmlReader(HTMLParser):
    """Feeds HTML to a builder; tags that HTML does not know stay text."""

    def __init__(self, builder: BlockBuilder, *, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = builder
        self.first_line = line

    def _at(self) -> None:
        self.builder.line = self.first_line + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._at()
        if tag in KNOWN_TAGS:
            href = dict(attrs).get("href") or ""
            self.builder.tag(tag, href=href)
        else:
            self.builder.text(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._at()
        if tag in KNOWN_TAGS:
            self.builder.tag(tag, is_closing=True)
        else:
            self.builder.text(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._at()
        self.builder.text(data)

    def handle_comment(self, data: str) -> None:
        self._at()
        self.builder.drop(data, "comment")

    def handle_decl(self, decl: str) -> None:
        self.builder.drop(decl, "comment")

    def handle_pi(self, data: str) -> None:
        self.builder.drop(data, "comment")

    def unknown_decl(self, data: str) -> None:
        self.builder.drop(data, "comment")


def _address(href: str) -> str:
    """Return an address that can be split; one with odd brackets cannot."""
    return re.sub(r"[\[\]\s\x00-\x1f]", "", href)


def _rest(mark: Mark) -> tuple[MarkKind, str]:
    return mark.kind, mark.href
