"""Releases in the API: the list and its filters."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from press import queries
from press.blocks import shapes
from press.delivery import (
    addresses,
    answers,
    api_answers,
    cursors,
    instants,
    narrowing,
    parameters,
    selection,
)

router = Router(tags=["releases"])


class ReleaseList(shapes.Shape):
    """Some releases, in short, or in full with `view=full`."""

    items: list[answers.Release]
    """What was asked for, in order; `view` tells which shape each has."""
    next: str | None
    """The address of what follows, or null at the end."""


@router.get(
    "/releases",
    response=api_answers.or_missing(ReleaseList),
    operation_id="releases",
)
@parameters.known_only
def releases(
    request: HttpRequest, asked: Query[parameters.ReleaseListParameters]
) -> HttpResponse:
    """List the public releases of a locale, newest first."""
    at, site = instants.of(request), addresses.public_site(asked.locale)
    rows = narrowing.narrowed(
        queries.documents(at=at, locale=asked.locale), asked, at=at
    )
    if asked.organisation:
        rows = selection.naming(rows, "organisation", str(asked.organisation))
    kept, cursor = selection.following(
        rows,
        size=asked.limit,
        place=cursors.place(asked.cursor) if asked.cursor else None,
        is_oldest_first=asked.order == "oldest",
    )
    return api_answers.json(
        ReleaseList(
            items=list(answers.releases(kept, view=asked.view, at=at, site=site)),
            next=parameters.next_url(request, cursor),
        )
    )
