"""The Atom feed of a locale: full text, stable ids, and what was taken back."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from press import models, queries
from press.delivery import addresses, answers, instants, xml_writing

LENGTH = 30
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
}
# A feed that never had an entry was never updated.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@require_safe
def atom(request: HttpRequest, *, index: models.ReleaseIndexPage) -> HttpResponse:
    """Answer the newest releases of a locale, and the newest withdrawals (RFC 6721)."""
    at, site = instants.of(request), addresses.site()
    locale = index.locale.language_code
    rows = queries.documents(at=at, locale=locale)[:LENGTH]
    entries = answers.details(rows, at=at, site=site)
    withdrawn = list(queries.withdrawals(at=at, locale=locale)[:LENGTH])
    xml = xml_writing.Writer()
    xml.open(
        "feed", NAMESPACES | {"xml:lang": locale, "xml:base": addresses.absolute("/")}
    )
    _head(xml, site=site, locale=locale, updated=_updated(entries, withdrawn))
    for entry in entries:
        _entry(xml, entry)
    for row in withdrawn:
        _deleted(xml, row, locale=locale)
    xml.close("feed")
    return HttpResponse(xml.content(), content_type=CONTENT_TYPE)


def entry_id(release: UUID, *, locale: str) -> str:
    """Return the id of an entry: a release in a locale, through all corrections."""
    return uuid5(release, locale).urn


def _updated(
    entries: Iterable[answers.ReleaseDetail], withdrawn: Iterable[models.Withdrawal]
) -> datetime:
    instants_of_change = [entry.public_from for entry in entries]
    instants_of_change += [row.withdrawn_at for row in withdrawn]
    return max(instants_of_change, default=NEVER)


def _head(
    xml: xml_writing.Writer, *, site: addresses.Site, locale: str, updated: datetime
) -> None:
    feed = site.feed_url(locale)
    xml.element("id", feed)
    xml.element("title", settings.NEWSROOM_NAME)
    xml.element("updated", xml_writing.instant(updated))
    xml.element("link", attributes={"rel": "self", "href": feed})
    page = {"rel": "alternate", "type": "text/html", "href": site.index_url(locale)}
    xml.element("link", attributes=page)
    xml.open("author")
    xml.element("name", settings.NEWSROOM_NAME)
    xml.close("author")


def _entry(xml: xml_writing.Writer, entry: answers.ReleaseDetail) -> None:
    """Write a release; a correction and a restoration update it."""
    xml.open("entry")
    xml.element("id", entry_id(entry.id, locale=entry.locale))
    xml.element("title", entry.title)
    xml.element("published", xml_writing.instant(entry.published_at))
    xml.element("updated", xml_writing.instant(entry.public_from))
    for edition in entry.alternates:
        link = {"rel": "alternate", "type": "text/html", "href": edition.url}
        xml.element("link", attributes=link | {"hreflang": edition.locale})
    for topic in entry.topics:
        xml.element("category", attributes={"term": topic.slug, "label": topic.name})
    xml.element("summary", entry.summary)
    content = render_to_string(
        "press/feed_entry.html", {"document": entry, "in_feed": True}
    )
    xml.element("content", content, {"type": "html"})
    xml.close("entry")


def _deleted(xml: xml_writing.Writer, row: models.Withdrawal, *, locale: str) -> None:
    ref = entry_id(row.release_id, locale=locale)
    xml.open(
        "at:deleted-entry", {"ref": ref, "when": xml_writing.instant(row.withdrawn_at)}
    )
    reference = {"reference": row.release.reference}
    xml.element(
        "at:comment",
        row.notes.get(locale, "") or _("%(reference)s was taken back.") % reference,
    )
    xml.close("at:deleted-entry")
