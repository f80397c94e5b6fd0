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
    type: documents.Type | None = None
    kind: press_documents.Kind | None = None
    topic: Annotated[parameters.Words, Field(description="A topic's slug or id.")] = ""
    organisation: UUID | None = None
    person: UUID | None = None
    year: Annotated[int | None, Field(ge=1000, le=9999)] = None
    sort: Literal["relevance", "newest"] = "relevance"
    limit: parameters.Limit = parameters.USUAL
    page: Annotated[int, Field(ge=1, le=10_000)] = 1


class SearchList(answers.SearchAnswer):
    """What was found, and the address of the next part of it."""

    next: str | None


@router.get("", response=api_answers.or_missing(SearchList), operation_id="search")
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
