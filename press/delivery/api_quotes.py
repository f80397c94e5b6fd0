"""Quotes in the API: each an object of its own."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from press import queries
from press.blocks import shapes
from press.delivery import (
    addresses,
    api_answers,
    cursors,
    instants,
    narrowing,
    parameters,
    quote_answers,
    quote_lists,
    selection,
    surrogate,
)

router = Router(tags=["quotes"])


class QuoteList(shapes.Shape):
    """Some quotes, those of the newest release first.

    A list may be short while `next` leads to more: follow it to its end.
    """

    items: list[quote_answers.QuoteAnswer]
    """What was asked for, in order."""
    next: str | None
    """The address of what follows, or null at the end."""


@router.get(
    "/quotes", response=api_answers.or_missing(QuoteList), operation_id="quotes"
)
@parameters.known_only
def quotes(
    request: HttpRequest, asked: Query[parameters.QuoteListParameters]
) -> HttpResponse:
    """List the quotes in the public releases of a locale."""
    at, site = instants.of(request), addresses.public_site(asked.locale)
    rows = queries.quotes(at=at, locale=asked.locale)
    rows = narrowing.narrowed(rows, asked, at=at)
    if asked.release:
        rows = rows.filter(release=queries.release_id(asked.release))
    if asked.speaker:
        rows = selection.naming(rows, "person", str(asked.speaker))
    part = quote_lists.part(
        rows,
        size=asked.limit,
        start=cursors.place(asked.cursor) if asked.cursor else None,
        speaker=str(asked.speaker or ""),
        organisation=str(asked.organisation or ""),
        is_oldest_first=asked.order == "oldest",
    )
    return api_answers.json(
        QuoteList(
            items=quote_answers.quotes(part.quotes, at=at, site=site),
            next=parameters.next_url(request, part.next),
        )
    )


@router.get(
    "/quotes/{key}",
    response=api_answers.or_gone(quote_answers.QuoteAnswer),
    operation_id="quote",
)
@parameters.known_only
def quote(
    request: HttpRequest, key: UUID, asked: Query[parameters.Parameters]
) -> HttpResponse:
    """Answer a quote in the newest public version of its release."""
    at, site = instants.of(request), addresses.public_site(asked.locale)
    row = queries.quote(str(key), locale=asked.locale, at=at)
    found = api_answers.found(row, locale=asked.locale)
    surrogate.nothing_else()
    return api_answers.json(quote_answers.quote(found, at=at, site=site))
