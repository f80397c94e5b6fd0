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
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from press import documents, editions, models, queries
from press.delivery import (
    addresses,
    answers,
    archive_filters,
    feed_links,
    gone,
    heads,
    instants,
    links,
    listings,
    plain_text,
    preview_answers,
    structured,
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
        title=index.title,
        alternates=[
            heads.Language(code, site.index_url(code)) for code in sorted(site.indexes)
        ],
        description=index.search_description,
        robots="noindex, follow" if request.GET else "",
        feeds=feed_links.below(site.indexes[locale]),
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
    today = instants.of(request).date()
    built = editions.build(page, release=_release(page), today=today)
    kept = reverse("press_preview_file", args=["key", "name"])
    body = preview_answers.with_files_at(
        built.body, base=kept.removesuffix("/key/name")
    )
    return draft_context(request, body=body, locale=locale)


def draft_context(
    request: HttpRequest, *, body: dict[str, Any], locale: str
) -> dict[str, Any]:
    """Return the context of a built body that is not public."""
    at, site = instants.of(request), addresses.site()
    have = answers.known(at=at, releases=(), values=[body], site=site)
    resolved = links.resolved(body, locale=locale, targets=have.targets)
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
    rows = _versions(newest, at=at)
    data = structured.release(document, corrections=_corrections(rows, until=row))
    context = heads.head(
        canonical=addresses.absolute(newest_path),
        title=document.title,
        alternates=document.alternates,
        description=document.summary,
        robots=robots,
        image=document.image,
        times=heads.times(document),
        card_type="article",
        structured_data=structured.script(data),
    )
    context |= {
        "document": document,
        "newest_path": "" if is_newest else newest_path,
        "versions": _version_links(rows, newest=newest, site=site),
    }
    return TemplateResponse(request, "press/release_page.html", context)


def _versions(newest: models.Document, *, at: datetime) -> Sequence[models.Document]:
    """Return the open versions of a release in a locale, newest first."""
    return (
        queries.versions(at=at)
        .filter(release=newest.release_id, locale=newest.locale)
        .order_by("-version")
        .defer("body")
    )


def _corrections(
    rows: Sequence[models.Document], *, until: models.Document
) -> list[structured.Correction]:
    """Return what was corrected up to a version, newest first, each once."""
    found = {
        structured.Correction(row.corrected_at, row.correction_note): None
        for row in rows
        if row.corrected_at and row.version <= until.version
    }
    return list(found)


def _version_links(
    rows: Sequence[models.Document], *, newest: models.Document, site: addresses.Site
) -> Sequence[VersionLink]:
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
