"""Parts of the list of public releases: by what they are, and page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr

from press import models
from press.delivery import cursors

Rows = QuerySet[models.Document]


@dataclass(frozen=True)
class Part:
    """One page of a list: its rows, and cursors where there are more."""

    rows: Sequence[models.Document]
    newer: str = ""
    older: str = ""


def of_kind(rows: Rows, kind: str) -> Rows:
    """Return the releases of a kind, as their documents say it."""
    return rows.filter(kind=kind)


def of_year(rows: Rows, year: str) -> Rows:
    """Return the releases whose release date is in a year."""
    return rows.filter(
        release_date__gte=f"{year}-01-01", release_date__lte=f"{year}-12-31"
    )


def of_days(rows: Rows, *, first: date | None, last: date | None) -> Rows:
    """Return the releases whose release date is not before, and not after, a day."""
    if first:
        rows = rows.filter(release_date__gte=first.isoformat())
    if last:
        rows = rows.filter(release_date__lte=last.isoformat())
    return rows


def naming(rows: Rows, kind: str, key: str) -> Rows:
    """Return the releases that name a topic, person, organisation and so on."""
    return rows.filter(mentions__kind=kind, mentions__key=key)


def years(rows: Rows) -> list[str]:
    """Return the years of the releases' dates, newest first: one query."""
    found = (
        rows.order_by()
        .annotate(year=Substr("release_date", 1, 4))
        .values_list("year", flat=True)
        .distinct()
    )
    return sorted(found, reverse=True)


def oldest_first(rows: Rows) -> Rows:
    """Return the rows in the other order: the exact reverse."""
    return rows.order_by("lifted_at", "-release_id", "-locale")


def from_place(rows: Rows, place: cursors.Place, *, is_oldest_first: bool) -> Rows:
    """Return the rows at a place and after it, in their order."""
    if is_oldest_first:
        condition = Q(lifted_at__gt=place.at) | Q(
            lifted_at=place.at, release_id__lte=place.release
        )
    else:
        condition = Q(lifted_at__lt=place.at) | Q(
            lifted_at=place.at, release_id__gte=place.release
        )
    return rows.filter(condition)


def after(rows: Rows, place: cursors.Place, *, is_oldest_first: bool = False) -> Rows:
    """Return the rows that come after a place."""
    found = from_place(rows, place, is_oldest_first=is_oldest_first)
    return found.exclude(lifted_at=place.at, release_id=place.release)


def before(rows: Rows, place: cursors.Place) -> Rows:
    """Return the rows that are newer than a place, the nearest first."""
    return after(oldest_first(rows), place, is_oldest_first=True)


def part(
    rows: Rows,
    *,
    size: int,
    after_place: cursors.Place | None = None,
    before_place: cursors.Place | None = None,
) -> Part:
    """Return one page of a list in one locale: one query, wherever it is.

    What is added meanwhile moves nothing: a place is told by an instant and a
    release, not by a count.
    """
    if before_place is None:
        kept, older = following(rows, size=size, place=after_place)
        has_newer = after_place is not None
    else:
        found = list(before(rows, before_place)[: size + 1])
        kept, has_newer = found[:size][::-1], len(found) > size
        older = cursor(kept[-1]) if kept else ""
    return Part(
        rows=kept, newer=cursor(kept[0]) if kept and has_newer else "", older=older
    )


def following(
    rows: Rows,
    *,
    size: int,
    place: cursors.Place | None,
    is_oldest_first: bool = False,
) -> tuple[Sequence[models.Document], str]:
    """Return the rows after a place in either order, and the cursor of the next."""
    if is_oldest_first:
        rows = oldest_first(rows)
    if place is not None:
        rows = after(rows, place, is_oldest_first=is_oldest_first)
    found = list(rows[: size + 1])
    kept = found[:size]
    return kept, cursor(kept[-1]) if len(found) > size else ""


def cursor(row: models.Document) -> str:
    """Return the cursor that stands at a row."""
    return cursors.of_place(cursors.Place(row.lifted_at, row.release_id))
