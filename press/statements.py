"""Querysets that are compiled once, and asked again with other values.

Making the SQL of what is public takes Django longer than a database takes to answer
it. It is the same each time but for the instant and for lists of keys.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.module_loading import import_string

# Stands for the instant that is asked for; no row has it.
INSTANT = datetime(1, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
LISTS = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT unnest(%s::{type}[])",
}
TEXT, UUID, NUMBER = "text", "uuid", "bigint"


@dataclass(frozen=True)
class Mark:
    """Stands for a list in the parameters of a statement."""

    name: str
    type: str

    def value(self, lists: Mapping[str, Collection[Any]]) -> Any:
        """Return the list as a database takes it."""
        found = list(lists[self.name])
        if connection.vendor != "sqlite":
            return found
        if self.type == UUID:
            found = [key.replace("-", "") for key in found]
        return json.dumps(found)


def texts(name: str) -> RawSQL:
    """Return what stands for a list of texts, to be given by this name."""
    return _listed(name, TEXT)


def uuids(name: str) -> RawSQL:
    """Return what stands for a list of UUIDs, to be given by this name as texts."""
    return _listed(name, UUID)


def numbers(name: str) -> RawSQL:
    """Return what stands for a list of whole numbers, to be given by this name."""
    return _listed(name, NUMBER)


def _cursor() -> Any:
    """Return a cursor; PostgreSQL takes longer to plan these than to answer them."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    return import_string("press.postgres.cursor")()


def _listed(name: str, type: str) -> RawSQL:
    sql = LISTS[connection.vendor].format(type=type)
    return RawSQL(sql, [Mark(name, type)])  # noqa: S611 - of the constants above


@dataclass(frozen=True)
class Compiled:
    """The SQL of a queryset, its parameters with marks, and how values are read."""

    sql: str
    parameters: tuple[Any, ...]
    instant: Any
    read: Callable[[Sequence[tuple[Any, ...]]], Any]


class Statement:
    """A queryset made by `build` at an instant, with lists where marks are."""

    def __init__(self, build: Callable[[datetime], QuerySet[Any, Any]]) -> None:
        self.build = build
        self._compiled: dict[str, Compiled] = {}

    def rows(self, *, at: datetime = INSTANT, **lists: Collection[Any]) -> list[Any]:
        """Return the rows, each a sequence of the values that were selected."""
        mine = self._of_vendor()
        instant = connection.ops.adapt_datetimefield_value(at)
        values = [
            one.value(lists)
            if isinstance(one, Mark)
            else (instant if one == mine.instant else one)
            for one in mine.parameters
        ]
        with _cursor() as cursor:
            cursor.execute(mine.sql, values)
            return list(mine.read(cursor.fetchall()))

    def objects(self, *, at: datetime = INSTANT, **lists: Collection[Any]) -> list[Any]:
        """Return the rows as instances, where no fields were chosen."""
        model = self._model
        names = [field.attname for field in model._meta.concrete_fields]
        rows = self.rows(at=at, **lists)
        return [model.from_db(connection.alias, names, row) for row in rows]

    @cached_property
    def _model(self) -> Any:
        return self.build(INSTANT).model

    def _of_vendor(self) -> Compiled:
        vendor = connection.vendor
        if vendor not in self._compiled:
            self._compiled[vendor] = self._compile()
        return self._compiled[vendor]

    def _compile(self) -> Compiled:
        compiler = self.build(INSTANT).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([one for one, *_ in compiler.select])

        def read(rows: Sequence[tuple[Any, ...]]) -> Any:
            return compiler.apply_converters(rows, converters) if converters else rows

        instant = connection.ops.adapt_datetimefield_value(INSTANT)
        return Compiled(sql, tuple(parameters), instant, read)
