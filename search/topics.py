"""The public topics, by which hits are narrowed and which are suggested."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models.fields.json import KT

from press import queries, statements

ROWS = statements.Statement(
    lambda at: (
        queries.records(at=at, kind="topic")
        .filter(locale__in=statements.texts("locales"))
        .values_list("locale", "key", KT("body__name"), KT("body__slug"))
    )
)


class Row(NamedTuple):
    """A topic in a locale."""

    locale: str
    key: str
    name: str
    slug: str


@dataclass(frozen=True)
class Topics:
    """The public topics: the slug of each in the reader's locale, and its name."""

    slugs: Mapping[str, str]
    labels: Mapping[str, str]

    def key(self, asked: str) -> str:
        """Return the key of a topic by slug or key; what is unknown is itself."""
        keys = {slug: key for key, slug in self.slugs.items()}
        return keys.get(asked, asked)


def rows(*, locales: Sequence[str], at: datetime) -> list[Row]:
    """Read the public topics in these locales: one query."""
    return [Row(*row) for row in ROWS.rows(at=at, locales=locales)]


def read(*, locales: Sequence[str], at: datetime) -> Topics:
    """Read the public topics, those of the first locale before others: one query."""
    found = rows(locales=locales, at=at)
    found.sort(key=lambda row: locales.index(row.locale), reverse=True)
    return Topics(
        slugs={row.key: row.slug for row in found if row.locale == locales[0]},
        labels={row.key: row.name for row in found},
    )
