"""Rows of entries before and after they were written anew: which of them changed."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from search import columns, documents, models

FIELDS = tuple(
    field.attname
    for field in models.Entry._meta.concrete_fields
    if not field.primary_key
)


@dataclass(frozen=True)
class Renewed:
    """Entries as they were held before and after, both as the database has them."""

    before: Collection[models.Entry]
    after: Collection[models.Entry]

    @cached_property
    def same(self) -> dict[int, int]:
        """The ids of entries that only got another, by the one before."""
        held = {_place(row): row for row in self.before}
        pairs = ((held.get(_place(row)), row) for row in self.after)
        return {
            old.pk: row.pk for old, row in pairs if old and _values(old) == _values(row)
        }

    @cached_property
    def went(self) -> list[models.Entry]:
        """The entries that are gone."""
        return [row for row in self.before if row.pk not in self.same]

    @cached_property
    def came(self) -> list[models.Entry]:
        """The entries that were not held so."""
        same = set(self.same.values())
        return [row for row in self.after if row.pk not in same]

    @property
    def subjects(self) -> set[documents.Subject]:
        """The subjects of what is gone and of what came."""
        return {columns.key_of(row).subject for row in (*self.went, *self.came)}


def _place(row: models.Entry) -> tuple[object, ...]:
    return (*columns.key_of(row), row.locale)


def _values(row: models.Entry) -> list[Any]:
    return [getattr(row, name) for name in FIELDS]
