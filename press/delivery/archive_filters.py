"""What the archive can be narrowed to: kind, topic and year, by GET."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from press import models, queries
from press.delivery import selection

LONGEST = 100


@dataclass(frozen=True)
class Option:
    """One value that a filter can have."""

    value: str
    label: str


@dataclass(frozen=True)
class Filter:
    """One filter of the form, and what was chosen of it."""

    name: str
    label: str
    options: list[Option]
    chosen: str


@dataclass(frozen=True)
class Narrowed:
    """The rows that match, and the form that says so."""

    rows: selection.Rows
    filters: list[Filter]

    @property
    def is_filtered(self) -> bool:
        return any(choice.chosen for choice in self.filters)


def narrowed(
    rows: selection.Rows, asked: Mapping[str, str], *, locale: str, at: datetime
) -> Narrowed:
    """Return what matches of a locale's releases: two queries for the form.

    A value that no release has matches nothing.
    """
    topics = list(queries.records(at=at, locale=locale, kind="topic"))
    kind, topic, year = (_asked(asked, name) for name in ("kind", "topic", "year"))
    filters = [
        Filter("kind", _("Kind"), _kinds(), kind),
        Filter("topic", _("Topic"), _topics(topics), topic),
        Filter("year", _("Year"), _years(rows), year),
    ]
    if kind:
        rows = selection.of_kind(rows, kind)
    if topic:
        keys = [row.key for row in topics if row.body and row.body["slug"] == topic]
        rows = selection.naming(rows, "topic", keys[0] if keys else "")
    if year:
        rows = selection.of_year(rows, year)
    return Narrowed(rows=rows, filters=filters)


def _asked(asked: Mapping[str, str], name: str) -> str:
    value = asked.get(name, "").strip()
    return value if value.isprintable() and len(value) <= LONGEST else ""


def _kinds() -> list[Option]:
    kinds = models.Release.Kind
    return [Option(kind.value, str(kind.label)) for kind in kinds]


def _topics(rows: list[models.Record]) -> list[Option]:
    options = (Option(row.body["slug"], row.body["name"]) for row in rows if row.body)
    return sorted(options, key=lambda option: option.label.casefold())


def _years(rows: selection.Rows) -> list[Option]:
    return [Option(year, year) for year in selection.years(rows)]
