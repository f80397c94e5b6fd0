"""The registry as the tables have it: one entry a thing, named in every language."""

from typing import Any

from django.db import connection

from press import models, rich_text
from press.intake import registry

TABLES: dict[registry.Kind, type[Any]] = {
    "organisation": models.Organisation,
    "person": models.Person,
    "place": models.Place,
    "topic": models.Topic,
    "boilerplate": models.Boilerplate,
    "contact": models.PressContact,
}


def is_there() -> bool:
    """Tell whether the database has the tables of the registry yet."""
    names = connection.introspection.table_names()
    return all(table._meta.db_table in names for table in TABLES.values())


def load() -> registry.Registry:
    """Return all that the registry holds: one query a table."""
    return registry.Registry(
        [entry for kind, table in TABLES.items() for entry in _entries(kind, table)]
    )


def _entries(kind: registry.Kind, table: type[Any]) -> list[registry.Entry]:
    related = ["locale"]
    if kind == "boilerplate":
        related.append("organisation")
    rows: dict[str, list[Any]] = {}
    for row in table.objects.select_related(*related).order_by("pk"):
        rows.setdefault(str(row.translation_key), []).append(row)
    return [_entry(kind, key, group) for key, group in rows.items()]


def _entry(kind: registry.Kind, key: str, rows: list[Any]) -> registry.Entry:
    """Return an entry; an About also goes by the body that it is about."""
    acronyms = [getattr(row, "acronym", "") for row in rows]
    texts: list[str] = []
    if kind == "boilerplate":
        bodies = [row.organisation for row in rows if row.organisation]
        acronyms += [name for body in bodies for name in (body.name, body.acronym)]
        texts = [rich_text.plain(row.text) for row in rows]
    if kind == "contact":
        texts = [value for row in rows for value in (row.phone, row.email)]
    return registry.Entry(
        kind=kind,
        key=key,
        names=tuple(dict.fromkeys(str(row) for row in rows)),
        acronyms=tuple(dict.fromkeys(filter(None, acronyms))),
        locales=tuple(row.locale.language_code for row in rows),
        texts=tuple(filter(None, texts)),
    )


def row(kind: registry.Kind, key: str, *, locale: str) -> Any:
    """Return the row of an entry in a locale, else in any."""
    found = TABLES[kind].objects.filter(translation_key=key)
    return found.filter(locale__language_code=locale).first() or found.first()
