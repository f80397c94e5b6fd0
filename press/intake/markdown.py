"""Markdown, HTML in it, and plain text to blocks."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from press.intake import building
from press.intake.blocks import HARD_BREAK, WORD, Block, BlockKind

# Deeper quotations and lists are no text that somebody wrote to be read.
DEEPEST = 40
DEEP_QUOTES = re.compile(r"^(?:[ \t]*>){4,}", re.MULTILINE)
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>")
# Bold that ends where bold begins, with nothing between: two things were glued.
GLUED_BOLD = re.compile(r"(?<=[^\s*])\*{4}(?=[^\s*])")
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)


@dataclass(frozen=True)
class Parsed:
    """The blocks of a source, the words left out, and where it holds HTML."""

    blocks: tuple[Block, ...]
    dropped: tuple[building.Dropped, ...]
    html_lines: tuple[int, ...]


def parse(text: str) -> Parsed:
    """Return the blocks of a text; a plain text is Markdown without any sign."""
    reader = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    reader.enable("table").disable("code")
    builder = building.BlockBuilder()
    walker = _Walker(builder)
    text = text.replace(building.GLUE, " ")
    text = GLUED_BOLD.sub(f"**{building.GLUE}**", DEEP_QUOTES.sub("> ", text))
    for token in reader.parse(text):
        walker.take(token)
    builder.end()
    return Parsed(
        blocks=tuple(builder.blocks),
        dropped=tuple(builder.dropped),
        html_lines=tuple(sorted(set(builder.html_lines))),
    )


class _Walker:
    """Turns tokens into calls of the builder."""

    def __init__(self, builder: building.BlockBuilder) -> None:
        self.builder = builder
        self.quotes = 0
        self.lists: list[int] = []
        self.item = ""
        self.cells = 0

    def take(self, token: Token) -> None:
        if token.map and token.nesting >= 0:
            self.builder.line = token.map[0] + 1
        handler = getattr(self, f"_{token.type}", None)
        if handler:
            handler(token)

    def _blockquote_open(self, _token: Token) -> None:
        self.quotes += 1

    def _blockquote_close(self, _token: Token) -> None:
        self.quotes -= 1

    def _bullet_list_open(self, _token: Token) -> None:
        self.builder.groups += 1
        self.lists.append(self.builder.groups)

    _ordered_list_open = _bullet_list_open

    def _bullet_list_close(self, _token: Token) -> None:
        self.lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        self._drop_marker()
        self.item = f"{token.info}{token.markup}" if token.info else token.markup

    def _list_item_close(self, _token: Token) -> None:
        self._drop_marker()

    def _drop_marker(self) -> None:
        """List the number of an item that has no text of its own."""
        if WORD.search(self.item):
            self.builder.drop(self.item, "marker")
        self.item = ""

    def _paragraph_open(self, _token: Token) -> None:
        kind: BlockKind = "quote" if self.quotes else "paragraph"
        group = 0
        if self.lists and not self.quotes:
            kind, group = "item", self.lists[-1]
        self.builder.begin(kind, group=group, marker=self.item)
        self.item = ""

    def _paragraph_close(self, _token: Token) -> None:
        self.builder.reset()
        self.builder.end()

    def _heading_open(self, token: Token) -> None:
        self.builder.begin("heading", level=int(token.tag[1]), marker=self.item)
        self.item = ""

    def _heading_close(self, token: Token) -> None:
        self._paragraph_close(token)

    def _hr(self, _token: Token) -> None:
        self.builder.begin("rule")
        self.builder.end()

    def _fence(self, token: Token) -> None:
        self.builder.begin("paragraph")
        self.builder.text(" ".join(filter(None, [token.info, token.content])))
        self.builder.end()

    def _table_open(self, _token: Token) -> None:
        self.builder.groups += 1

    def _tr_open(self, _token: Token) -> None:
        self.builder.begin("row", group=self.builder.groups)
        self.cells = 0

    def _tr_close(self, _token: Token) -> None:
        self.builder.end()

    def _th_open(self, _token: Token) -> None:
        if self.cells:
            self.builder.text("\t")
        self.cells += 1

    _td_open = _th_open

    def _html_block(self, token: Token) -> None:
        html = building.HtmlReader(self.builder, line=self.builder.line)
        html.feed(token.content)
        html.close()

    def _inline(self, token: Token) -> None:
        for child in token.children or []:
            self._inline_child(child)

    def _inline_child(self, token: Token) -> None:
        builder = self.builder
        match token.type:
            case "text" | "text_special":
                builder.text(token.content)
            case "softbreak":
                builder.text("\n")
            case "hardbreak":
                builder.text(HARD_BREAK)
            case "code_inline":
                builder.open_mark("code")
                builder.text(token.content)
                builder.close_mark("code")
            case "strong_open":
                builder.open_mark("bold")
            case "strong_close":
                builder.close_mark("bold")
            case "em_open":
                builder.open_mark("italic")
            case "em_close":
                builder.close_mark("italic")
            case "link_open":
                builder.open_mark("link", str(token.attrGet("href") or ""))
                builder.drop(str(token.attrGet("title") or ""), "link-title")
            case "link_close":
                builder.close_mark("link")
            case "image":
                builder.drop(token.content, "image")
                builder.drop(str(token.attrGet("title") or ""), "image")
            case "html_inline":
                self._html_inline(token.content)

    def _html_inline(self, content: str) -> None:
        match = TAG.fullmatch(content)
        if match is None:
            self.builder.drop(content.strip("<>!-?"), "comment")
            return
        closing, name, rest = match.groups()
        if name.lower() not in building.KNOWN_TAGS:
            self.builder.text(content)
            return
        found = HREF.search(rest)
        href = next(filter(None, found.groups()), "") if found else ""
        self.builder.tag(name.lower(), href=href, is_closing=bool(closing))
