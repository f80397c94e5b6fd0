"""What a caller may ask of the API; an unknown parameter is an error, never silence."""

import functools
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import AfterValidator, Field

from press import documents
from press.delivery import addresses, cursors, problems

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


def _key(text: str) -> str:
    if text:
        cursors.key(text)
    return text


Locale = Annotated[
    str,
    AfterValidator(_configured),
    Field(
        default_factory=lambda: settings.LANGUAGE_CODE,
        description="A configured locale; without it, the newsroom's first.",
    ),
]
Words = Annotated[str, Field(max_length=200), AfterValidator(_printable)]
Limit = Annotated[int, Field(ge=1, le=MOST, description="How many items at most.")]
PlaceCursor = Annotated[
    str, AfterValidator(_place), Field(description="The cursor in `next`.")
]
KeyCursor = Annotated[
    str, AfterValidator(_key), Field(description="The cursor in `next`.")
]


class Parameters(Schema):
    """What every question has: a locale."""

    locale: Locale


class ReleaseListParameters(Parameters):
    """Filters and place in the list of releases."""

    kind: documents.Kind | None = None
    topic: Annotated[Words, Field(description="A topic's slug or id.")] = ""
    year: Annotated[int | None, Field(ge=1000, le=9999)] = None
    organisation: UUID | None = None
    person: UUID | None = None
    limit: Limit = USUAL
    cursor: PlaceCursor = ""


class QuoteListParameters(Parameters):
    """Filters and place in the list of quotes."""

    speaker: UUID | None = None
    organisation: UUID | None = None
    release: Annotated[Words, Field(description="A release's id or reference.")] = ""
    limit: Limit = USUAL
    cursor: PlaceCursor = ""


class RecordListParameters(Parameters):
    """Place in a list of records."""

    limit: Limit = USUAL
    cursor: KeyCursor = ""


class OfOrganisationParameters(RecordListParameters):
    """Filter and place in a list of what belongs to organisations."""

    organisation: UUID | None = None


def known_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse parameters that the view does not declare, and repeated ones."""

    @functools.wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        declared = {
            name
            for value in kwargs.values()
            if isinstance(value, Schema)
            for name in type(value).model_fields
        }
        for name in sorted(request.GET):
            if name not in declared:
                raise problems.bad(name, "no such parameter")
            if len(request.GET.getlist(name)) > 1:
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
