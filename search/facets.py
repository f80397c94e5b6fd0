"""Facets: what hits can be narrowed by, and how many are left for each value."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search import documents

NAMES = ("type", "kind", "topic", "organisation", "person", "year")
# Facets whose values are records, each with the kind of record.
RECORDS = {"topic": "topic", "organisation": "organisation", "person": "person"}


@dataclass(frozen=True)
class Count:
    """One value of a facet, and how many hits choosing it leaves."""

    value: str
    count: int


def values(row: documents.SearchDocument, name: str) -> tuple[str, ...]:
    """Return the values that a document has of a facet."""
    held = row.facets
    if name == "type":
        return (row.type,)
    if name == "kind":
        return (held.kind,) if held.kind else ()
    if name == "year":
        return (str(held.year),) if held.year else ()
    many = {
        "topic": held.topics,
        "organisation": held.organisations,
        "person": held.people,
    }
    return many[name]


def has(
    row: documents.SearchDocument, chosen: Mapping[str, str], *, but: str = ""
) -> bool:
    """Tell whether a document has every chosen value, one facet left aside."""
    return all(
        value in values(row, name)
        for name, value in chosen.items()
        if value and name != but
    )


def counted(
    rows: Iterable[documents.SearchDocument], chosen: Mapping[str, str]
) -> dict[str, list[Count]]:
    """Return each facet's values with the number of hits that they would leave.

    For that a facet's own choice is left aside; the others hold.
    """
    rows = list(rows)
    counts: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    for name in NAMES:
        for row in rows:
            if has(row, chosen, but=name):
                counts[name].update(values(row, name))
    return {
        name: [
            Count(value, count)
            for value, count in sorted(
                found.items(), key=lambda item: (-item[1], item[0])
            )
        ]
        for name, found in counts.items()
    }
