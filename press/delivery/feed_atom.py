"""A feed as Atom (RFC 4287), with what was taken back (RFC 6721)."""

from django.conf import settings

from press.delivery import addresses, answers, feed_links, feeds, named, xml_writing

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
}


def written(feed: feeds.Feed) -> bytes:
    """Return the document's bytes."""
    xml = xml_writing.Writer()
    base = {"xml:lang": feed.locale, "xml:base": addresses.absolute("/")}
    xml.open("feed", NAMESPACES | base)
    _head(xml, feed)
    for entry in feed.entries:
        _entry(xml, entry)
    for row in feed.deleted:
        when = {"ref": row.id, "when": xml_writing.instant(row.at)}
        xml.open("at:deleted-entry", when)
        xml.element("at:comment", row.note)
        xml.close("at:deleted-entry")
    xml.close("feed")
    return xml.content()


def _head(xml: xml_writing.Writer, feed: feeds.Feed) -> None:
    xml.element("id", feed.id)
    xml.element("title", feed.title)
    xml.element("updated", xml_writing.instant(feed.updated))
    itself = {"rel": "self", "type": feed_links.TYPES["atom"], "href": feed.url("atom")}
    xml.element("link", attributes=itself)
    page = {"rel": "alternate", "type": "text/html", "href": feed.page_url}
    xml.element("link", attributes=page)
    _author(xml, settings.NEWSROOM_NAME)


def _entry(xml: xml_writing.Writer, entry: feeds.Entry) -> None:
    """Write a release; a correction and a restoration update it."""
    release = entry.release
    xml.open("entry")
    xml.element("id", entry.id)
    xml.element("title", release.title)
    xml.element("published", xml_writing.instant(release.published_at))
    xml.element("updated", xml_writing.instant(release.public_from))
    for name in entry.authors:
        _author(xml, name)
    for edition in release.alternates:
        _link(xml, edition, own=release.locale)
    for kept in entry.files:
        _enclosure(xml, kept)
    for topic in release.topics:
        xml.element("category", attributes={"term": topic.slug, "label": topic.name})
    xml.element("summary", release.summary)
    xml.element("content", entry.content, {"type": "html"})
    xml.close("entry")


def _link(xml: xml_writing.Writer, edition: answers.Alternate, *, own: str) -> None:
    """Write the address of an edition.

    Readers take one alternate for the entry's own address, the first or the last:
    the other languages are related.
    """
    link = {"rel": "alternate" if edition.locale == own else "related"}
    link |= {"type": "text/html", "href": edition.url, "hreflang": edition.locale}
    xml.element("link", attributes=link)


def _enclosure(xml: xml_writing.Writer, kept: named.NamedFile) -> None:
    link = {"rel": "enclosure", "type": kept.file.content_type, "href": kept.file.url}
    link |= {"length": str(kept.file.size), "title": kept.title}
    xml.element("link", attributes=link)


def _author(xml: xml_writing.Writer, name: str) -> None:
    xml.open("author")
    xml.element("name", name)
    xml.close("author")
