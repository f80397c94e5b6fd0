"""What a process keeps of entries, by id: what decides on a hit, and no text."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from search import columns, models, port, statements

MOST = 300_000
FIELDS = (
    "id",
    *columns.OBJECT,
    "locale",
    "version",
    "published_at",
    "length",
    "facets",
)
ROWS = statements.Statement(
    lambda _at: models.Entry.objects.filter(
        pk__in=statements.numbers("ids")
    ).values_list(*FIELDS)
)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry without its texts."""

    id: int
    key: port.Key
    locale: str
    version: int
    published_at: datetime | None
    length: float
    values: Mapping[str, tuple[str, ...]]


_known: dict[int, Known] = {}


def known(ids: Collection[int]) -> dict[int, Known]:
    """Return entries by id; those that are gone are not among them.

    An entry never changes, so what was read once is not read again. There is
    one query even where nothing is to be read.
    """
    found = {pk: row for pk in ids if (row := _known.get(pk))}
    missing = [pk for pk in ids if pk not in found]
    read = {row[0]: _of(*row) for row in ROWS.rows(ids=missing)}
    if len(_known) + len(read) > MOST:
        _known.clear()
    _known.update(read)
    return found | read


def forget() -> None:
    """Forget what is kept: a table was emptied and its ids may come again."""
    _known.clear()


def values(facets: Mapping[str, Any], kind: str) -> dict[str, tuple[str, ...]]:
    """Return the values of each facet, as they are asked for."""
    return {
        "type": (kind,),
        "kind": (facets["kind"],) if facets["kind"] else (),
        "topic": tuple(facets["topics"]),
        "organisation": tuple(facets["organisations"]),
        "person": tuple(facets["people"]),
        "year": tuple(map(str, facets["years"])),
        "locale": tuple(facets["locales"]),
    }


def _of(
    pk: int,
    subject_kind: str,
    subject_key: str,
    kind: str,
    key: str,
    locale: str,
    version: int,
    published_at: datetime | None,
    length: float,
    facets: dict[str, Any],
) -> Known:
    return Known(
        id=pk,
        key=columns.key(subject_kind, subject_key, kind, key),
        locale=locale,
        version=version,
        published_at=published_at,
        length=length,
        values=values(facets, kind),
    )
