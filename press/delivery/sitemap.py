"""The sitemap: every public page with the same page in other languages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from press import models, queries
from press.delivery import addresses, heads, instants, xml_writing

CONTENT_TYPE = "application/xml; charset=utf-8"
# The protocol's own limit for one file.
MOST = 50_000
NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}


@csrf_exempt
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer plain pages and the newest version of every public release."""
    site = addresses.site()
    pages = _plain_pages(site)
    rows = (
        queries.documents(at=instants.of(request))
        .filter(locale__in=list(site.indexes))
        .defer("body")[: MOST - len(pages)]
    )
    xml = xml_writing.Writer()
    xml.open("urlset", NAMESPACES)
    for page in pages:
        _write(xml, page, _same_key(pages, page[0]))
    releases = [(row.release_id, _language(row, site), row.public_from) for row in rows]
    editions: dict[UUID, list[heads.Language]] = {}
    for key, language, _changed in releases:
        editions.setdefault(key, []).append(language)
    for release in releases:
        _write(xml, release, editions[release[0]])
    xml.close("urlset")
    return HttpResponse(xml.content(), content_type=CONTENT_TYPE)


Entry = tuple[UUID, heads.Language, datetime | None]


def _plain_pages(site: addresses.Site) -> Sequence[Entry]:
    return [
        (page.key, heads.Language(page.locale, addresses.absolute(page.path)), None)
        for page in site.pages
        if page.locale in site.indexes
    ]


def _same_key(pages: Iterable[Entry], key: UUID) -> list[heads.Language]:
    return [language for other, language, _changed in pages if other == key]


def _language(row: models.Document, site: addresses.Site) -> heads.Language:
    return heads.Language(row.locale, site.release_url(row.locale, row.slug))


def _write(
    xml: xml_writing.Writer, entry: Entry, editions: Iterable[heads.Language]
) -> None:
    _key, language, changed = entry
    xml.open("url")
    xml.element("loc", language.url)
    if changed:
        xml.element("lastmod", xml_writing.instant(changed))
    for edition in sorted(editions, key=lambda edition: edition.locale):
        link = {"rel": "alternate", "hreflang": edition.locale, "href": edition.url}
        xml.element("xhtml:link", attributes=link)
    xml.close("url")
