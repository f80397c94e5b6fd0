"""Words of a draft to the HTML of the editor: bold, italic, links, nothing else."""

import re
from html import escape
from itertools import pairwise

from press.intake.blocks import Mark, MarkKind, Span, Words, flat

TAGS = {"italic": "i", "bold": "b"}
STYLES: tuple[MarkKind, ...] = ("italic", "bold")
ADDRESS = re.compile(
    r"(?P<web>https?://[^\s<>\"]+[^\s<>\".,;:!?)])|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)


def paragraph(words: Words, *, is_plain: bool = False) -> str:
    """Return words as one paragraph; `is_plain` leaves bold and italics out."""
    return f"<p>{inline(words, is_plain=is_plain)}</p>"


def inline(words: Words, *, is_plain: bool = False) -> str:
    """Return words as HTML without a block around."""
    if words.said:
        return escape(words.said, quote=False)
    return " ".join(
        text for span in words.spans if (text := _span(span, is_plain=is_plain))
    )


def _span(span: Span, *, is_plain: bool) -> str:
    """Return the HTML of a span: formatting of the whole is noise and left out."""
    wholly = {kind for kind in STYLES if span.is_wholly(kind)}
    edges = {0, len(span.raw)}
    marks: list[Mark] = []
    for mark in span.marks():
        is_style = mark.kind in TAGS
        if is_style and (is_plain or mark.kind in wholly):
            continue
        if is_style or (mark.kind == "link" and mark.href):
            marks.append(mark)
            edges |= {mark.start, mark.end}
    ordered = sorted(edges)
    html: list[str] = []
    active: list[Mark] = []
    position = 0
    marks.sort(key=lambda mark: mark.start)
    for start, end in pairwise(ordered):
        while position < len(marks) and marks[position].start <= start:
            active.append(marks[position])
            position += 1
        active = [mark for mark in active if mark.end > start]
        text = span.raw[start:end]
        if not text:
            continue
        link = next((mark.href for mark in active if mark.kind == "link"), "")
        piece = escape(text, quote=False) if link else _linked(text)
        for kind in STYLES:
            if text.strip() and any(mark.kind == kind for mark in active):
                piece = f"<{TAGS[kind]}>{piece}</{TAGS[kind]}>"
        html.append(f'<a href="{escape(link)}">{piece}</a>' if link else piece)
    return flat("".join(html))


def _linked(text: str) -> str:
    """Return plain text with its web and mail addresses as links."""
    parts, begin = [], 0
    for match in ADDRESS.finditer(text):
        parts.append(escape(text[begin : match.start()], quote=False))
        shown = escape(match[0], quote=False)
        target = escape(match[0] if match["web"] else f"mailto:{match[0]}")
        parts.append(f'<a href="{target}">{shown}</a>')
        begin = match.end()
    parts.append(escape(text[begin:], quote=False))
    return "".join(parts)
