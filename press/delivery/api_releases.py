"""Releases in the API: list, detail and versions."""

import re
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from press import models, queries
from press.blocks import shapes
from press.delivery import (
    addresses,
    answers,
    api_answers,
    cursors,
    instants,
    parameters,
    problems,
    selection,
)

NUMBER = re.compile("[1-9][0-9]{0,8}")

router = Router(tags=["releases"])


class ReleaseList(shapes.Shape):
    """Some releases, newest first; `next` leads to the older ones."""

    items: list[answers.ReleaseSummary]
    next: str | None


class VersionList(shapes.Shape):
    """The public versions of a release in a locale, newest first."""

    items: list[answers.VersionAnswer]


@router.get(
    "/releases", response=api_answers.or_missing(ReleaseList), operation_id="releases"
)
@parameters.known_only
def releases(
    request: HttpRequest, asked: Query[parameters.ReleaseListParameters]
) -> HttpResponse:
    """List the public releases of a locale."""
    at, site = instants.of(request), addresses.public_site(asked.locale)
    rows = _narrowed(queries.documents(at=at, locale=asked.locale), asked, at=at)
    place = cursors.place(asked.cursor) if asked.cursor else None
    part = selection.part(rows, size=asked.limit, after_place=place)
    return api_answers.json(
        ReleaseList(
            items=answers.summaries(part.rows, at=at, site=site),
            next=parameters.next_url(request, part.older),
        )
    )


@router.get(
    "/releases/{key}",
    response=api_answers.or_gone(answers.ReleaseDetail),
    operation_id="release",
)
@parameters.known_only
def release(
    request: HttpRequest, key: str, asked: Query[parameters.Parameters]
) -> HttpResponse:
    """Answer one release by its id or reference, in its newest public version."""
    at, site = instants.of(request), addresses.public_site(asked.locale)
    row = _document(key, locale=asked.locale, at=at)
    return api_answers.json(answers.detail(row, at=at, site=site))


@router.get(
    "/releases/{key}/versions",
    response=api_answers.or_gone(VersionList),
    operation_id="release_versions",
)
@parameters.known_only
def versions(
    request: HttpRequest, key: str, asked: Query[parameters.Parameters]
) -> HttpResponse:
    """List the versions of a release that no correction has closed."""
    at, site = instants.of(request), addresses.public_site(asked.locale)
    newest = _document(key, locale=asked.locale, at=at)
    rows = queries.versions(at=at).filter(
        release=newest.release_id, locale=asked.locale
    )
    items = answers.versions(rows, at=at, site=site)
    return api_answers.json(VersionList(items=items))


@router.get(
    "/releases/{key}/versions/{number}",
    response=api_answers.or_gone(answers.ReleaseDetail),
    operation_id="release_version",
)
@parameters.known_only
def version(
    request: HttpRequest,
    key: str,
    number: str,
    asked: Query[parameters.Parameters],
) -> HttpResponse:
    """Answer one version of a release as it was read."""
    at, site = instants.of(request), addresses.public_site(asked.locale)
    if not key.isprintable() or not NUMBER.fullmatch(number):
        raise problems.not_found()
    row = queries.version(key, int(number), locale=asked.locale, at=at)
    found = api_answers.found(row, locale=asked.locale)
    return api_answers.json(answers.detail(found, at=at, site=site))


def _document(key: str, *, locale: str, at: datetime) -> models.Document:
    if not key.isprintable():
        raise problems.not_found()
    row = queries.document(key, locale=locale, at=at)
    return api_answers.found(row, locale=locale)


def _narrowed(
    rows: selection.Rows, asked: parameters.ReleaseListParameters, *, at: datetime
) -> selection.Rows:
    if asked.kind:
        rows = selection.of_kind(rows, asked.kind)
    if asked.year:
        rows = selection.of_year(rows, str(asked.year))
    if asked.topic:
        key = _topic(asked.topic, locale=asked.locale, at=at)
        rows = selection.naming(rows, "topic", key)
    for kind in ("organisation", "person"):
        named: UUID | None = getattr(asked, kind)
        if named:
            rows = selection.naming(rows, kind, str(named))
    return rows


def _topic(asked: str, *, locale: str, at: datetime) -> str:
    """Return the id of a topic by id or slug; empty where there is none."""
    try:
        return str(UUID(asked))
    except ValueError:
        rows = queries.records(at=at, locale=locale, kind="topic")
        row = rows.filter(body__slug=asked).first()
        return row.key if row else ""
