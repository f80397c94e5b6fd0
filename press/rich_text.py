"""Rich text of a draft to public rich text: safe HTML and the same words plain."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import UUID

import nh3
from lxml import html as lxml_html

from press.blocks import shapes

TAGS = {
    *("p", "br", "b", "strong", "i", "em", "sup", "sub", "a"),
    *("h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr"),
}
SCHEMES = {"http", "https", "mailto", "tel"}
BLOCK_END = re.compile(r"</(?:p|li|h2|h3|h4|blockquote)>|<br\s*/?>", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\f\v]+")

PageTarget = Callable[[str], tuple[str, UUID] | None]
FileTarget = Callable[[str], str | None]


def plain(html: str) -> str:
    """Return the words of safe HTML, one line per block."""
    text = nh3.clean(BLOCK_END.sub("\n", html), tags=set())
    text = lxml_html.fromstring(f"<div>{text}</div>").text_content()
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def public(
    source: str, *, page_target: PageTarget, file_target: FileTarget
) -> shapes.RichText:
    """Return the public form of the editors' HTML.

    `page_target` turns a page id into ("release" | "page", translation key), and
    `file_target` a file id into a path; None unlinks the words.
    """
    root = lxml_html.fromstring(f"<div>{source}</div>")
    for link in root.iter("a"):
        _rewrite(link, page_target=page_target, file_target=file_target)
    markup = (root.text or "") + "".join(
        lxml_html.tostring(child, encoding="unicode") for child in root
    )
    safe = nh3.clean(
        markup,
        tags=TAGS,
        attributes={"a": {"href", "data-release", "data-page"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return shapes.RichText(html=safe, text=plain(safe))


def _rewrite(
    link: lxml_html.HtmlElement, *, page_target: PageTarget, file_target: FileTarget
) -> None:
    kind = link.get("linktype")
    key = link.get("id") or ""
    href = link.get("href") or ""
    for name in list(link.attrib):
        del link.attrib[name]
    if kind == "page":
        target = page_target(key)
        if target:
            link.set(f"data-{target[0]}", str(target[1]))
    elif kind == "document":
        path = file_target(key)
        if path:
            link.set("href", path)
    elif urlsplit(href).scheme in SCHEMES:
        link.set("href", href)
