"""Safe rich text as Markdown: CommonMark that reads back as the same text."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import html as lxml_html

# Spaces that HTML folds; French spaces before marks are none of them.
FOLDED = re.compile(r"[ \t\r\n\f]+")
SPECIAL = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)")
LINE_START = re.compile(
    r"^(?:(?P<mark>#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+[ ]*$|-+[ ]*$|:?-+:?[ ]*\\?\|)"
    r"|(?P<number>\d{1,9})(?=[.)](?:\s|$)))",
    re.MULTILINE,
)
IN_ADDRESS = re.compile(r"[\\<>\s]")
ENTITY = re.compile(r"&(?=#?\w+;)")
HARD_BREAK = "\\\n"

BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "hr", "div"}
HEADINGS = {"h2": "##", "h3": "###", "h4": "####"}
STRONG = {"b", "strong"}
EMPHASIS = {"i", "em"}
AS_HTML = {"sup", "sub"}

Element = lxml_html.HtmlElement


@lru_cache(maxsize=4096)
def of(html: str) -> str:
    """Return safe HTML, as `press.rich_text` makes it, as CommonMark.

    What Markdown has no mark for stays HTML: superscript, subscript, and emphasis
    that its marks cannot tell from the letters around them.
    """
    return "\n\n".join(_blocks(lxml_html.fromstring(f"<div>{html}</div>")))


@dataclass
class _Run:
    """Inline text as it is written.

    `within` names the emphasis around it; `closed` while a mark of emphasis ends it.
    """

    within: frozenset[str] = frozenset()
    pieces: list[str] = field(default_factory=list)
    closed: bool = False

    @property
    def last(self) -> str:
        return self.pieces[-1][-1] if self.pieces else ""

    def add(self, text: str, *, closes: bool = False) -> None:
        if text:
            self.pieces.append(text)
            self.closed = closes

    def block(self) -> str:
        """Return the text as a block; a break at either end of it breaks nothing."""
        idle = [_is_idle(piece) for piece in self.pieces]
        first = idle.index(False) if False in idle else len(idle)
        last = len(idle) - (idle[::-1].index(False) if False in idle else 0)
        lines = "".join(self.pieces[first:last]).split("\n")
        text = "\n".join(line.strip(" ") for line in lines)
        return LINE_START.sub(_escaped_start, text)


def _blocks(parent: Element) -> list[str]:
    """Return the blocks inside an element; loose words are a paragraph."""
    made: list[str] = []
    run = _Run()

    def flush() -> None:
        nonlocal run
        if text := run.block():
            made.append(text)
        run = _Run()

    _text(run, parent.text)
    for child in parent:
        if child.tag in BLOCKS:
            flush()
            made.extend(_block(child))
        else:
            _inline(run, child)
        _text(run, child.tail)
    flush()
    return made


def _block(element: Element) -> list[str]:
    if element.tag == "hr":
        return ["---"]
    if element.tag in HEADINGS:
        words = " ".join(_blocks(element)).replace(HARD_BREAK, " ")
        return [f"{HEADINGS[element.tag]} {words}"] if words else []
    if element.tag in ("ul", "ol"):
        return _list(element)
    inner = _blocks(element)
    if element.tag == "blockquote" and inner:
        lines = "\n\n".join(inner).split("\n")
        return ["\n".join(f"> {line}".rstrip() for line in lines)]
    return inner


def _list(element: Element) -> list[str]:
    items = []
    for number, item in enumerate((i for i in element if i.tag == "li"), start=1):
        mark = f"{number}. " if element.tag == "ol" else "- "
        words = "\n".join(_blocks(item)).replace("\n", "\n" + " " * len(mark))
        items.append(f"{mark}{words}".rstrip())
    return ["\n".join(items)] if items else []


def _inline(run: _Run, element: Element) -> None:
    tag = element.tag
    if tag == "br":
        run.add(HARD_BREAK)
    elif tag in STRONG or tag in EMPHASIS:
        _emphasis(run, element)
    elif tag == "a" and element.get("href"):
        _link(run, element)
    elif tag in AS_HTML:
        run.add(f"<{tag}>")
        _inside(run, element)
        run.add(f"</{tag}>")
    else:
        _inside(run, element)


def _inside(run: _Run, element: Element) -> None:
    _text(run, element.text)
    for child in element:
        _inline(run, child)
        _text(run, child.tail)


def _text(run: _Run, text: str | None) -> None:
    if text:
        run.add(SPECIAL.sub(lambda match: "\\" + match[0], FOLDED.sub(" ", text)))


def _link(run: _Run, element: Element) -> None:
    inner = _Run(within=run.within)
    _inside(inner, element)
    if all(map(_is_idle, inner.pieces)):
        run.pieces += inner.pieces
        return
    words = "".join(inner.pieces)
    if run.last == "!":
        run.pieces[-1] = run.pieces[-1][:-1] + "\\!"
    address = IN_ADDRESS.sub(_percent, element.get("href") or "")
    address = ENTITY.sub("\\&", address)
    if "(" in address or ")" in address:
        address = f"<{address}>"
    run.add(f"[{words}]({address})")


def _emphasis(run: _Run, element: Element) -> None:
    """Write words between marks, or between tags where marks would not be read."""
    tag, mark = ("strong", "**") if element.tag in STRONG else ("em", "*")
    inner = _Run(within=run.within | {tag})
    _inside(inner, element)
    if tag in run.within or all(map(_is_idle, inner.pieces)):
        run.pieces += inner.pieces
        return
    words = "".join(inner.pieces)
    bare = words.strip(" ")
    before = " " if words.startswith(" ") else run.last
    after = " " if words.endswith(" ") else _next_letter(element)
    run.add(" " if words.startswith(" ") else "")
    is_alone = not run.within and not run.closed
    if is_alone and _is_read(bare, before=before, after=after):
        run.add(f"{mark}{bare}{mark}", closes=True)
    else:
        run.add(f"<{tag}>{bare}</{tag}>")
    run.add(" " if words.endswith(" ") else "")


def _is_read(words: str, *, before: str, after: str) -> bool:
    """Tell whether marks around these words open and close where they stand."""
    if "*" in (words[0], words[-1]) or words[0] == "\n" or words[-1] == "\n":
        return False
    opens = (
        not _is_mark(words[0]) or not before or _is_mark(before) or _is_space(before)
    )
    closes = not _is_mark(words[-1]) or not after or _is_mark(after) or _is_space(after)
    return opens and closes and not _is_space(words[0]) and not _is_space(words[-1])


def _next_letter(element: Element) -> str:
    """Return the letter that follows an element in its block, or nothing."""
    here: Element | None = element
    while here is not None and here.tag not in BLOCKS and here.tag != "li":
        if here.tail:
            return here.tail[0]
        following = here.getnext()
        if following is not None:
            # Whatever it is, it begins with a letter or a mark of its own.
            return following.text_content()[:1] or "\n"
        here = here.getparent()
    return ""


def _is_idle(piece: str) -> bool:
    return piece == HARD_BREAK or not piece.strip(" ")


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def _is_space(letter: str) -> bool:
    return letter == "\n" or unicodedata.category(letter) == "Zs"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _escaped_start(match: re.Match[str]) -> str:
    if match["number"]:
        return match["number"] + "\\"
    return "\\" + match[0]
