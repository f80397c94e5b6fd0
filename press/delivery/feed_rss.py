"""A feed as RSS 2.0, with full text, authors and every file (Media RSS)."""

from datetime import UTC, datetime
from email.utils import format_datetime

from django.conf import settings

from press.delivery import feed_links, feeds, named, xml_writing

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def written(feed: feeds.Feed) -> bytes:
    """Return the document's bytes; what was taken back is not in it."""
    xml = xml_writing.Writer()
    xml.open("rss", {"version": "2.0"} | NAMESPACES)
    xml.open("channel")
    xml.element("title", feed.title)
    xml.element("link", feed.page_url)
    xml.element("description", feed.title)
    xml.element("language", feed.locale)
    xml.element("lastBuildDate", _date(feed.updated))
    itself = {"rel": "self", "type": feed_links.TYPES["rss"], "href": feed.url("rss")}
    xml.element("atom:link", attributes=itself)
    for entry in feed.entries:
        _item(xml, entry)
    xml.close("channel")
    xml.close("rss")
    return xml.content()


def _item(xml: xml_writing.Writer, entry: feeds.Entry) -> None:
    """Write a release; `atom:updated` tells of a correction."""
    release = entry.release
    xml.open("item")
    xml.element("title", release.title)
    xml.element("link", release.url)
    xml.element("guid", entry.id, {"isPermaLink": "false"})
    xml.element("pubDate", _date(release.published_at))
    xml.element("atom:updated", xml_writing.instant(release.public_from))
    for name in entry.authors or [settings.NEWSROOM_NAME]:
        xml.element("dc:creator", name)
    for topic in release.topics:
        xml.element("category", topic.name)
    xml.element("description", release.summary)
    xml.element("content:encoded", entry.content)
    _files(xml, entry)
    xml.close("item")


def _files(xml: xml_writing.Writer, entry: feeds.Entry) -> None:
    """Write the first file as the one enclosure of an item, and all as media."""
    for first in entry.files[:1]:
        enclosure = {"url": first.file.url, "length": str(first.file.size)}
        enclosure |= {"type": first.file.content_type}
        xml.element("enclosure", attributes=enclosure)
    for kept in entry.files:
        _media(xml, kept)


def _media(xml: xml_writing.Writer, kept: named.NamedFile) -> None:
    image = kept.image
    said = {"url": kept.file.url, "fileSize": str(kept.file.size)}
    said |= {"type": kept.file.content_type, "medium": "image" if image else "document"}
    if image:
        said |= {"width": str(image.width), "height": str(image.height)}
    xml.open("media:content", said)
    xml.element("media:title", kept.title, {"type": "plain"})
    if image:
        xml.element("media:description", image.alt, {"type": "plain"})
        if image.credit:
            xml.element("media:credit", image.credit)
    xml.close("media:content")


def _date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)
