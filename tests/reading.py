"""What a reader sees of an answer: words, links and heads of HTML, parsed XML."""

from typing import Any

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def page(answer: Any) -> Any:
    """Return the parsed page of an HTML answer."""
    return html.fromstring(answer.content.decode())


def words(answer: Any) -> str:
    """Return the words of a page's content, with single spaces."""
    return " ".join(page(answer).get_element_by_id("content").text_content().split())


def links(answer: Any, rel: str) -> dict[str, str]:
    """Return hreflang → address of the links with a relation in the head."""
    found = page(answer).xpath(f"//head/link[@rel='{rel}']")
    return {
        link.get("hreflang", ""): link.get("href")
        for link in found
        if not link.get("type")
    }


def robots(answer: Any) -> str:
    """Return what a page tells robots."""
    return "".join(page(answer).xpath("//meta[@name='robots']/@content"))


def titles(answer: Any) -> list[str]:
    """Return the titles of the releases that a page lists, in order."""
    return page(answer).xpath("//ol[@class='releases']//h3/a/text()")


def xml(answer: Any) -> Any:
    """Return the root element of an XML answer."""
    return etree.fromstring(answer.content)
