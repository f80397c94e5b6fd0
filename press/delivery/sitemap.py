"""The sitemap: every public page with the same page in other languages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from press import models, queries
from press.delivery import addresses, heads, instants, xml_writing

CONTENT_TYPE = "application/xml; charset=utf-8"
# The protocol's own limit for one file.
MOST = 50_000
XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NAMESPACES = {"xmlns": XMLNS, "xmlns:xhtml": "http://www.w3.org/1999/xhtml"}

Entry = tuple[UUID, heads.Language, datetime | None]
Rows = QuerySet[models.Document]


@csrf_exempt
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer plain pages and the newest version of every public release.

    Where one file does not hold them all, it is an index of parts.
    """
    site = addresses.site()
    rows = _rows(site, at=instants.of(request))
    parts = _count(rows, site)
    return _answer(_urls(rows, site) if parts == 1 else _index(parts))


@csrf_exempt
@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """Answer one part of a sitemap that one file does not hold; 404 past the last."""
    site = addresses.site()
    rows = _rows(site, at=instants.of(request))
    if not 1 <= number <= _count(rows, site):
        raise Http404
    return _answer(_urls(_part(rows, number, site), site, is_first=number == 1))


def _rows(site: addresses.Site, *, at: datetime) -> Rows:
    return queries.documents(at=at).filter(locale__in=list(site.indexes))


def _size(site: addresses.Site) -> int:
    """Return how many releases a part holds, in every language, beside plain pages."""
    return (MOST - len(_plain_pages(site))) // max(len(site.indexes), 1)


def _count(rows: Rows, site: addresses.Site) -> int:
    releases = rows.order_by().values("release").distinct().count()
    return max(-(-releases // _size(site)), 1)


def _index(parts: int) -> xml_writing.Writer:
    xml = xml_writing.Writer()
    xml.open("sitemapindex", {"xmlns": XMLNS})
    for number in range(1, parts + 1):
        path = reverse("sitemap-part", kwargs={"number": number})
        xml.open("sitemap")
        xml.element("loc", addresses.absolute(path))
        xml.close("sitemap")
    xml.close("sitemapindex")
    return xml


def _urls(
    rows: Rows, site: addresses.Site, *, is_first: bool = True
) -> xml_writing.Writer:
    """Return the whole or a part; the first has the plain pages."""
    xml = xml_writing.Writer()
    xml.open("urlset", NAMESPACES)
    pages = _plain_pages(site)
    for page in pages if is_first else ():
        _write(xml, page, _same_key(pages, page[0]))
    releases = [
        (key, heads.Language(locale, site.release_url(locale, slug)), changed_at)
        for key, locale, slug, changed_at in rows.values_list(
            "release_id", "locale", "slug", "public_from"
        )
    ]
    editions: dict[UUID, list[heads.Language]] = {}
    for key, language, _changed in releases:
        editions.setdefault(key, []).append(language)
    for release in releases:
        _write(xml, release, editions[release[0]])
    xml.close("urlset")
    return xml


def _part(rows: Rows, number: int, site: addresses.Site) -> Rows:
    """Return the documents of a part: all editions of some releases together.

    The oldest releases are in the first part, so that a new one moves no other.
    """
    size = _size(site)
    oldest_first = (
        rows.order_by()
        .values("release")
        .annotate(first=Min("lifted_at"))
        .order_by("first", "release")
        .values("release")
    )
    mine = oldest_first[(number - 1) * size : number * size]
    return rows.filter(release__in=mine)


def _answer(xml: xml_writing.Writer) -> HttpResponse:
    return HttpResponse(xml.content(), content_type=CONTENT_TYPE)


def _plain_pages(site: addresses.Site) -> Sequence[Entry]:
    return [
        (page.key, heads.Language(page.locale, addresses.absolute(page.path)), None)
        for page in site.pages
        if page.locale in site.indexes
    ]


def _same_key(pages: Iterable[Entry], key: UUID) -> list[heads.Language]:
    return [language for other, language, _changed in pages if other == key]


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
