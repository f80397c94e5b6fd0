"""Autocomplete as an answer of the API: /api/v1/suggest."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from press.blocks import shapes
from press.delivery import addresses, api_answers, instants, parameters, surrogate
from search import analysis, highlighting, suggesting

router = Router(tags=["search"])

USUAL, MOST = 8, 20


class SuggestParameters(parameters.Parameters):
    """What was typed so far."""

    q: Annotated[
        str, Field(description="What was typed; the last word need not be whole.")
    ] = ""
    limit: Annotated[
        int, Field(ge=1, le=MOST, description="How many suggestions at most.")
    ] = USUAL


class Suggestion(shapes.Shape):
    """Something public whose name or title has what was typed.

    `title` is plain; in `title_html`, which is safe to show, the words that have what
    was typed are in `mark`.
    """

    type: Literal["person", "organisation", "topic", "release", "about"]
    """What it is."""
    id: UUID
    """Its id, the same in every locale."""
    locale: str
    """The language of its title: not always that of the question."""
    title: str
    """Its name or title, plain."""
    title_html: str
    """The same with what was typed in `mark`."""
    url: str
    """Its page."""
    api_url: str
    """Its answer."""


class SuggestAnswer(shapes.Shape):
    """What may be meant by what was typed, the likeliest first."""

    q: str
    """What was typed."""
    locale: str
    """The language that was asked first."""
    suggestions: list[Suggestion]
    """Names before titles; those in other languages last."""


@router.get(
    "",
    response=api_answers.or_limited(api_answers.or_missing(SuggestAnswer)),
    operation_id="suggest",
)
@parameters.known_only
def suggest(request: HttpRequest, asked: Query[SuggestParameters]) -> HttpResponse:
    """Suggest people, organisations, topics, releases and Abouts by their names.

    Accents and capitals may be left out, and the words of a name may be in any order.
    """
    site = addresses.public_site(asked.locale)
    # As in a search, the index is behind the ledger by a moment.
    surrogate.fleeting()
    others = sorted(code for code in site.indexes if code != asked.locale)
    found = suggesting.suggest(
        asked.q,
        locales=[asked.locale, *others],
        most=asked.limit,
        at=instants.of(request),
    )
    sought = suggesting.words(asked.q, locale=asked.locale)
    return api_answers.json(
        SuggestAnswer(
            q=analysis.clean(asked.q)[: suggesting.LONGEST],
            locale=asked.locale,
            suggestions=[_suggestion(one, sought, site) for one in found],
        )
    )


def _suggestion(
    found: suggesting.Suggestion, sought: tuple[str, ...], site: addresses.Site
) -> Suggestion:
    kind, locale = found.type, found.locale
    title = highlighting.begun(found.title, sought, locale=locale)
    if kind == "release":
        url = site.release_url(locale, found.slug)
    else:
        place = found.slug if kind == "topic" else found.key
        url = addresses.object_url(kind, place, locale=locale)
    return Suggestion(
        type=kind,
        id=UUID(found.key),
        locale=locale,
        title=title.text,
        title_html=title.html,
        url=url,
        api_url=addresses.api_url(addresses.API_NAMES[kind], found.key, locale=locale),
    )
