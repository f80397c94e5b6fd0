"""Search as an answer of the API: /api/v1/search."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from press import documents as press_documents
from press.delivery import addresses, api_answers, instants, parameters
from search import answers, documents
from search import query as searching

router = Router(tags=["search"])


class SearchParameters(parameters.Parameters):
    """Words and what to narrow them by."""

    q: Annotated[
        str,
        Field(description='Words; "a phrase" as it stands, -word to leave one out.'),
    ] = ""
    type: Annotated[documents.Type | None, Field(description="What to look for.")] = (
        None
    )
    kind: Annotated[
        press_documents.Kind | None,
        Field(description="What sort of announcement it is, or stands in."),
    ] = None
    topic: Annotated[parameters.Words, Field(description="A topic's slug or id.")] = ""
    organisation: Annotated[
        UUID | None, Field(description="The id of an organisation that it names.")
    ] = None
    person: Annotated[
        UUID | None, Field(description="The id of a person whom it names.")
    ] = None
    year: Annotated[
        int | None, Field(ge=1000, le=9999, description="Of the release date.")
    ] = None
    sort: Annotated[
        Literal["relevance", "newest"], Field(description="What comes first.")
    ] = "relevance"
    limit: parameters.Limit = parameters.USUAL
    page: Annotated[
        int, Field(ge=1, le=10_000, description="The number of the page, from 1.")
    ] = 1


class SearchList(answers.SearchAnswer):
    """What was found, and the address of the next part of it."""

    next: str | None
    """The address of the next page, or null at the end."""


@router.get(
    "",
    response=api_answers.or_limited(api_answers.or_missing(SearchList)),
    operation_id="search",
)
@parameters.known_only
def search(request: HttpRequest, asked: Query[SearchParameters]) -> HttpResponse:
    """Search releases, quotes, Abouts, people and organisations in a locale."""
    chosen = {
        name: str(value)
        for name in ("type", "kind", "topic", "organisation", "person", "year")
        if (value := getattr(asked, name))
    }
    found = answers.answer(
        searching.Asked(
            words=asked.q,
            locale=asked.locale,
            chosen=chosen,
            newest_first=asked.sort == "newest",
            size=asked.limit,
        ),
        page=asked.page,
        at=instants.of(request),
        site=addresses.public_site(asked.locale),
    )
    following = str(found.page + 1) if found.page < found.pages else ""
    next_url = parameters.next_url(request, following, name="page")
    return api_answers.json(SearchList(**dict(found), next=next_url))
