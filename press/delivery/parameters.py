"""What a caller may ask of the API; an unknown parameter is an error, never silence."""

import functools
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal, get_origin
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import AfterValidator, Field

from press import documents
from press.delivery import addresses, change_cursors, cursors, problems

MOST = 100
USUAL = 20


def _configured(code: str) -> str:
    if code not in dict(settings.LANGUAGES):
        raise ValueError("no such locale")
    return code


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("not printable text")
    return text


def _place(text: str) -> str:
    if text:
        cursors.place(text)
    return text


def _since(text: str) -> str:
    if text:
        change_cursors.read(text)
    return text


def _key(text: str) -> str:
    if text:
        cursors.key(text)
    return text


Code = Annotated[str, AfterValidator(_configured)]
Locale = Annotated[
    Code,
    Field(
        default_factory=lambda: settings.LANGUAGE_CODE,
        description="A configured locale; without it, the newsroom's first.",
    ),
]
OneLocale = Annotated[
    Code, Field(description="A configured locale; without it, all that are public.")
]
Words = Annotated[str, Field(max_length=200), AfterValidator(_printable)]
Limit = Annotated[int, Field(ge=1, le=MOST, description="How many items at most.")]
PlaceCursor = Annotated[
    str, AfterValidator(_place), Field(description="The cursor in `next`.")
]
KeyCursor = Annotated[
    str, AfterValidator(_key), Field(description="The cursor in `next`.")
]
ChangeCursor = Annotated[
    str,
    AfterValidator(_since),
    Field(description="The last `cursor`; without it, all from the beginning."),
]


class Parameters(Schema):
    """What every question has: a locale."""

    locale: Locale


class Filters(Parameters):
    """What a list of releases, or of what stands in them, is narrowed by."""

    kind: Annotated[
        documents.Kind | None, Field(description="What sort of announcement it is.")
    ] = None
    topic: Annotated[Words, Field(description="A topic's slug or id.")] = ""
    year: Annotated[
        int | None, Field(ge=1000, le=9999, description="Of the release date.")
    ] = None
    first_date: Annotated[
        date | None, Field(alias="from", description="The earliest release date.")
    ] = None
    last_date: Annotated[
        date | None, Field(alias="to", description="The latest release date.")
    ] = None
    person: Annotated[
        UUID | None, Field(description="The id of a person whom the release names.")
    ] = None
    order: Annotated[
        Literal["newest", "oldest"], Field(description="By the instant of the lift.")
    ] = "newest"
    limit: Limit = USUAL
    cursor: PlaceCursor = ""


class ReleaseListParameters(Filters):
    """Filters and place in the list of releases."""

    organisation: Annotated[
        UUID | None, Field(description="The id of one that the release names.")
    ] = None
    view: Annotated[
        Literal["summary", "full"], Field(description="`full` has the whole text.")
    ] = "summary"


class QuoteListParameters(Filters):
    """Filters and place in the list of quotes."""

    speaker: Annotated[UUID | None, Field(description="The id of who says it.")] = None
    organisation: Annotated[
        UUID | None, Field(description="The id of the one the speaker speaks for.")
    ] = None
    release: Annotated[Words, Field(description="A release's id or reference.")] = ""


class RecordListParameters(Parameters):
    """Place in a list of records."""

    limit: Limit = USUAL
    cursor: KeyCursor = ""


class OfOrganisationParameters(RecordListParameters):
    """Filter and place in a list of what belongs to organisations."""

    organisation: Annotated[
        UUID | None, Field(description="The id of the organisation.")
    ] = None


def known_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse parameters that the view does not declare, and those sent too often.

    What holds several values is sent once for each.
    """

    @functools.wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        declared = {
            field.alias or name: get_origin(field.annotation) is tuple
            for value in kwargs.values()
            if isinstance(value, Schema)
            for name, field in type(value).model_fields.items()
        }
        for name in sorted(request.GET):
            if name not in declared:
                raise problems.bad(name, "no such parameter")
            if len(request.GET.getlist(name)) > 1 and not declared[name]:
                raise problems.bad(name, "given more than once")
        return view(request, *args, **kwargs)

    return checked


def next_url(request: HttpRequest, value: str, *, name: str = "cursor") -> str | None:
    """Return the address of the next part of a list, or None at its end."""
    if not value:
        return None
    asked = request.GET.copy()
    asked[name] = value
    return f"{addresses.absolute(request.path)}?{asked.urlencode()}"
