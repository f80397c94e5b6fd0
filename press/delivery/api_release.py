"""One release in the API: in a locale, in several side by side, and its versions."""

import re
from datetime import datetime
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import AfterValidator, Field

from press import models, queries
from press.blocks import shapes
from press.delivery import (
    addresses,
    answers,
    api_answers,
    instants,
    pairing,
    parameters,
    problems,
    surrogate,
    version_answers,
)

NUMBER = re.compile("[1-9][0-9]{0,8}")

router = Router(tags=["releases"])


def _configured(text: str | None) -> str | None:
    codes = [] if text is None else text.split(",")
    for code in codes:
        if code not in dict(settings.LANGUAGES):
            raise ValueError(f"no such locale: {code}")
        if codes.count(code) > 1:
            raise ValueError(f"given more than once: {code}")
    return text


Locales = Annotated[
    str | None,
    AfterValidator(_configured),
    Field(
        max_length=200,
        description="Locales with commas between them, instead of `locale`: their "
        "editions come side by side, block by block.",
        examples=["en,fr"],
    ),
]
View = Annotated[
    answers.View | None,
    Field(description="`summary` is what lists show; without it, the release in full."),
]


OneRelease = Annotated[
    answers.ReleaseDetail | answers.ReleaseSummary | pairing.PairedRelease,
    Field(discriminator="view"),
]


class ReleaseParameters(parameters.Parameters):
    """In which languages, and how much of it."""

    locales: Locales = None
    view: View = None


class VersionList(shapes.Shape):
    """The public versions of a release in a locale, newest first."""

    items: list[version_answers.VersionAnswer]
    """The versions that no correction has closed."""


@router.get(
    "/releases/{key}",
    response=api_answers.or_gone(OneRelease),
    operation_id="release",
    summary="One release",
)
@parameters.known_only
def release(
    request: HttpRequest, key: str, asked: Query[ReleaseParameters]
) -> HttpResponse:
    """Answer one release by its id or reference, in its newest public version.

    `view` in the answer tells which shape it has: `full`, `summary` with
    `view=summary`, `paired` with `locales`.
    """
    if asked.locales is not None:
        return _paired(request, key, asked)
    at, site = instants.of(request), addresses.public_site(asked.locale)
    row = _document(key, locale=asked.locale, at=at)
    surrogate.nothing_else()
    view = asked.view or "full"
    (answer,) = answers.releases([row], view=view, at=at, site=site)
    return api_answers.json(answer)


@router.get(
    "/releases/{key}/versions",
    response=api_answers.or_gone(VersionList),
    operation_id="release_versions",
    summary="The versions of a release",
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
    surrogate.nothing_else()
    items = version_answers.versions(rows, at=at, site=site)
    return api_answers.json(VersionList(items=items))


@router.get(
    "/releases/{key}/versions/{number}",
    response=api_answers.or_gone(answers.ReleaseDetail),
    operation_id="release_version",
    summary="One version of a release",
)
@parameters.known_only
def version(
    request: HttpRequest,
    key: str,
    number: str,
    asked: Query[parameters.Parameters],
) -> HttpResponse:
    """Answer one version of a release as it was read.

    One that a later correction closed is 410.
    """
    at, site = instants.of(request), addresses.public_site(asked.locale)
    if not key.isprintable() or not NUMBER.fullmatch(number):
        raise problems.not_found()
    row = queries.version(key, int(number), locale=asked.locale, at=at)
    found = api_answers.found(row, locale=asked.locale)
    surrogate.nothing_else()
    return api_answers.json(answers.detail(found, at=at, site=site))


def _paired(request: HttpRequest, key: str, asked: ReleaseParameters) -> HttpResponse:
    for name in ("locale", "view"):
        if name in request.GET:
            raise problems.bad(name, "not together with locales")
    locales = (asked.locales or "").split(",")
    at, site = instants.of(request), addresses.site()
    if not key.isprintable() or not set(locales) <= site.indexes.keys():
        raise problems.not_found()
    release = queries.release_id(key)
    rows = list(queries.documents(at=at).filter(release=release, locale__in=locales))
    if not rows:
        notices = [
            (queries.gone(release, locale=code, at=at), code) for code in locales
        ]
        notice, locale = next((one for one in notices if one[0]), (None, locales[0]))
        api_answers.found(notice, locale=locale)
    surrogate.nothing_else()
    return api_answers.json(pairing.paired(rows, locales=locales, at=at, site=site))


def _document(key: str, *, locale: str, at: datetime) -> models.Document:
    if not key.isprintable():
        raise problems.not_found()
    row = queries.document(key, locale=locale, at=at)
    return api_answers.found(row, locale=locale)
