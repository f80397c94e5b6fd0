"""Changes in the API: a feed for those who keep a copy, static sites above all."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from press import changes
from press.blocks import shapes
from press.delivery import (
    addresses,
    api_answers,
    change_cursors,
    instants,
    parameters,
    surrogate,
)

MOST, USUAL = 500, 100

router = Router(tags=["changes"])


class ChangeAnswer(shapes.Shape):
    """Something that changed for the public in a locale; read it at `api_url`.

    `deleted` says that it is gone, and `api_url` answers 410 or 404. A record changes
    with the releases that name it too: it comes with the first, goes with the last.
    """

    kind: Literal[
        "release.published",
        "release.corrected",
        "release.translated",
        "release.restored",
        "release.withdrawn",
        "release.erased",
        "record.changed",
    ]
    """What happened."""
    type: Literal[
        "release", "boilerplate", "contact", "organisation", "person", "topic"
    ]
    """What it happened to."""
    id: UUID
    """Its id, the same in every locale."""
    reference: str
    """The number of the release, or empty for a record."""
    locale: str
    """The locale in which it happened."""
    version: int
    """The version that it brought; null where it brought none."""
    at: datetime
    """When the public could see it."""
    api_url: str
    """Where to read it; 410 or 404 once it is gone."""
    deleted: bool
    """Whether the thing is gone."""


class ChangeList(shapes.Shape):
    """Changes in the order in which they became public.

    `next` is the address of what comes after them: follow it at once while there is
    `more`, later when there is not. `reset` says that this is the beginning: drop
    what you hold. A change may be told again: take the last word for each thing.
    """

    items: list[ChangeAnswer]
    """The changes, in order."""
    next: str
    """The address of what comes after them."""
    cursor: str
    """The place behind the last of them: what `since` takes."""
    more: bool
    """Whether something comes after them already."""
    reset: bool
    """Whether this is the beginning: drop what you hold."""


class ChangeParameters(Schema):
    """Where to begin, and of which locale."""

    since: parameters.ChangeCursor = ""
    locale: parameters.OneLocale | None = None
    limit: Annotated[
        int,
        Field(ge=1, le=MOST, description="How many events at most; records follow."),
    ] = USUAL


@router.get(
    "/changes", response=api_answers.or_missing(ChangeList), operation_id="changes"
)
@parameters.known_only
def changed(request: HttpRequest, asked: Query[ChangeParameters]) -> HttpResponse:
    """List what became public, changed or went, from the beginning or a cursor on."""
    at, locales = instants.of(request), _locales(asked.locale)
    known_for = change_cursors.coverage(locales)
    start = change_cursors.Cursor(known_for)
    told = change_cursors.read(asked.since) if asked.since else start
    is_another = told.coverage != known_for
    if is_another:
        told = start
    part = changes.part(
        at=at, locales=locales, size=asked.limit, settled=told.settled, read=told.read
    )
    if not part.is_final:
        # The clock alone settles it: the same address is answered otherwise then.
        surrogate.fleeting()
    cursor = change_cursors.written(
        change_cursors.Cursor(known_for, part.settled, part.read)
    )
    return api_answers.json(
        ChangeList(
            items=[_answer(change) for change in part.changes],
            next=str(parameters.next_url(request, cursor, name="since")),
            cursor=cursor,
            more=part.more,
            reset=is_another or not asked.since,
        )
    )


def _locales(asked: str | None) -> list[str]:
    """Return the public locales that are asked for; 404 for one that is not."""
    public = sorted(addresses.site().indexes)
    if asked is None:
        return public
    if asked not in public:
        raise Http404
    return [asked]


def _answer(change: changes.Change) -> ChangeAnswer:
    name = addresses.API_NAMES[change.type]
    return ChangeAnswer(
        kind=change.kind,  # type: ignore[arg-type] # of the kinds that are read
        type=change.type,  # type: ignore[arg-type]
        id=change.id,
        reference=change.reference,
        locale=change.locale,
        version=change.version,
        at=change.at,
        api_url=addresses.api_url(name, change.id, locale=change.locale),
        deleted=change.is_deleted,
    )
