"""Search as an answer of the API: /api/v1/search."""

from typing import Annotated, Literal, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from press import documents as press_documents
from press.delivery import addresses, api_answers, instants, parameters
from search import answers, asking, documents, facets, naming, saved

router = Router(tags=["search"])

Value = TypeVar("Value")
Year = Annotated[int, Field(ge=1000, le=9999)]
# Sent once for each value; any of them will do.
Chosen = Annotated[tuple[Value, ...], Field(max_length=saved.MOST_CHOSEN)]


class SearchParameters(parameters.Parameters):
    """Words and what to narrow them by."""

    q: Annotated[
        str,
        Field(description='Words; "a phrase" as it stands, -word to leave one out.'),
    ] = ""
    type: Annotated[Chosen[documents.Type], Field(description="What to look for.")] = ()
    kind: Annotated[
        Chosen[press_documents.Kind],
        Field(description="What sort of announcement it is, or stands in."),
    ] = ()
    topic: Annotated[
        Chosen[parameters.Words], Field(description="A topic's slug or id.")
    ] = ()
    organisation: Annotated[
        Chosen[UUID], Field(description="The id of an organisation that it names.")
    ] = ()
    person: Annotated[
        Chosen[UUID], Field(description="The id of a person whom it names.")
    ] = ()
    year: Annotated[Chosen[Year], Field(description="Of the release date.")] = ()
    language: Annotated[
        Chosen[parameters.Code], Field(description="A locale that it is public in.")
    ] = ()
    sort: Annotated[
        Literal["relevance", "newest"], Field(description="What comes first.")
    ] = "relevance"
    exact: Annotated[
        bool, Field(description="Replace no word, not even one that stands nowhere.")
    ] = False
    limit: parameters.Limit = parameters.USUAL
    page: Annotated[
        int,
        Field(ge=1, le=saved.LAST_PAGE, description="The number of the page, from 1."),
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
    """Search releases, quotes, Abouts, people and organisations.

    What is public in the locale of `locale` is shown in it; what is public in another
    alone comes lower down, in its own. A parameter that narrows may be sent more than
    once: any of its values will do.
    """
    chosen = {
        name: tuple(filter(None, map(str, getattr(asked, naming.PARAMETERS[name]))))
        for name in facets.NAMES
    }
    found = answers.answer(
        asking.Asked(
            words=asked.q,
            locale=asked.locale,
            chosen=chosen,
            newest_first=asked.sort == saved.NEWEST,
            exactly=asked.exact,
            size=asked.limit,
        ),
        page=asked.page,
        at=instants.of(request),
        site=addresses.public_site(asked.locale),
    )
    following = str(found.page + 1) if found.page < found.pages else ""
    next_url = parameters.next_url(request, following, name="page")
    return api_answers.json(SearchList(**dict(found), next=next_url))
