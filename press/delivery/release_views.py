"""The pages of releases: archive, release, version, and the preview of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from press import documents, editions, models, queries
from press.delivery import (
    addresses,
    answers,
    archive_filters,
    gone,
    heads,
    instants,
    links,
    listings,
    plain_text,
)


@dataclass(frozen=True)
class VersionLink:
    """A version as the notice of a correction lists it."""

    number: int
    path: str
    published_at: datetime


@require_safe
def archive(request: HttpRequest, *, index: models.ReleaseIndexPage) -> HttpResponse:
    """Answer the list of a locale, page by page, filtered by what was asked."""
    at, site = instants.of(request), addresses.site()
    locale = index.locale.language_code
    rows = queries.documents(at=at, locale=locale)
    found = archive_filters.narrowed(rows, request.GET, locale=locale, at=at)
    context = heads.head(
        canonical=site.index_url(locale),
        alternates=[
            heads.Language(code, site.index_url(code)) for code in sorted(site.indexes)
        ],
        description=index.search_description,
        robots="noindex, follow" if request.GET else "",
    )
    context |= {
        "title": index.title,
        "intro": plain_text.html(index.intro, locale=locale, at=at, site=site),
        "listing": listings.listing(request, found.rows, at=at, site=site),
        "filters": found.filters,
        "is_filtered": found.is_filtered,
    }
    return TemplateResponse(request, "press/release_index_page.html", context)


@require_safe
def release(
    request: HttpRequest, *, index: models.ReleaseIndexPage, slug: str
) -> HttpResponse:
    """Answer the newest public version of a release."""
    at, site = instants.of(request), addresses.site()
    locale = index.locale.language_code
    found = queries.by_slug(slug, locale=locale, at=at)
    if isinstance(found, queries.Moved):
        path = site.release_path(locale, found.document.slug)
        return HttpResponsePermanentRedirect(path)
    if isinstance(found, queries.Gone):
        return gone.page(request, found, locale=locale)
    if found is None:
        raise Http404
    return _page(request, found, newest=found, at=at, site=site)


@require_safe
def version(
    request: HttpRequest, *, index: models.ReleaseIndexPage, slug: str, version: int
) -> HttpResponse:
    """Answer one version of a release, kept for the record and not for indexes."""
    at, site = instants.of(request), addresses.site()
    locale = index.locale.language_code
    newest = queries.by_slug(slug, locale=locale, at=at)
    if isinstance(newest, queries.Moved):
        path = site.release_path(locale, newest.document.slug, version)
        return HttpResponsePermanentRedirect(path)
    if isinstance(newest, queries.Gone):
        return gone.page(request, newest, locale=locale)
    if newest is None:
        raise Http404
    key = str(newest.release_id)
    found = queries.version(key, version, locale=locale, at=at)
    if isinstance(found, queries.Gone):
        return gone.page(request, found, locale=locale)
    if found is None:
        raise Http404
    return _page(request, found, newest=newest, at=at, site=site, robots="noindex")


def preview_context(
    request: HttpRequest, *, page: models.ReleasePage
) -> dict[str, Any]:
    """Return the context of an edition as it stands now, in its own language."""
    locale = page.locale.language_code
    translation.activate(locale)
    at, site = instants.of(request), addresses.site()
    built = editions.build(page, release=_release(page), today=at.date())
    have = answers.known(at=at, releases=(), values=[built.body], site=site)
    resolved = links.resolved(built.body, locale=locale, targets=have.targets)
    return heads.head(canonical="", robots="noindex") | {
        "document": documents.read(resolved),
        "is_draft": True,
    }


def _release(page: models.ReleasePage) -> models.Release:
    """Return a page's release; of a page that was never saved, one as it would be."""
    try:
        return page.release
    except models.Release.DoesNotExist:
        return models.Release(
            pk=page.translation_key,
            reference="",
            source_locale=page.locale.language_code,
        )


def _page(
    request: HttpRequest,
    row: models.Document,
    *,
    newest: models.Document,
    at: datetime,
    site: addresses.Site,
    robots: str = "",
) -> HttpResponse:
    document = answers.detail(row, at=at, site=site)
    is_newest = row.version == newest.version
    newest_path = site.release_path(row.locale, newest.slug)
    context = heads.head(
        canonical=addresses.absolute(newest_path),
        alternates=document.alternates,
        description=document.summary,
        robots=robots,
    )
    context |= {
        "document": document,
        "newest_path": "" if is_newest else newest_path,
        "versions": _versions(newest, at=at, site=site),
    }
    return TemplateResponse(request, "press/release_page.html", context)


def _versions(
    newest: models.Document, *, at: datetime, site: addresses.Site
) -> Sequence[VersionLink]:
    rows = (
        queries.versions(at=at)
        .filter(release=newest.release_id, locale=newest.locale)
        .order_by("-version")
        .defer("body")
    )
    return [
        VersionLink(
            number=row.version,
            path=site.release_path(
                row.locale,
                newest.slug,
                None if row.version == newest.version else row.version,
            ),
            published_at=row.public_from,
        )
        for row in rows
    ]
