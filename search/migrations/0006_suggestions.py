"""Names of people and organisations, and titles, each found by a beginning apart.

A speaker's name stands in every quote: among those, names and titles were lost.
"""

from importlib import import_module
from typing import Any

from django.db import migrations

objects = import_module("search.migrations.0003_objects")

CALLED, TITLED = "('person', 'organisation')", "('release', 'about')"
LISTS = {"search_called": CALLED, "search_titled": TITLED}

FTS = """
    CREATE VIRTUAL TABLE {table} USING fts5(
        names,
        content='search_entry', content_rowid='id',
        tokenize="ascii tokenchars '@&_.+#/:-'", prefix='1 2 3 4'
    )
"""
FILL = """
    INSERT INTO {table}(rowid, names)
    SELECT id, names FROM search_entry WHERE type IN {types}
"""
IN = """
    CREATE TRIGGER {table}_in AFTER INSERT ON search_entry
    WHEN new.type IN {types} BEGIN
        INSERT INTO {table}(rowid, names) VALUES (new.id, new.names);
    END
"""
OUT = """
    CREATE TRIGGER {table}_out AFTER DELETE ON search_entry
    WHEN old.type IN {types} BEGIN
        INSERT INTO {table}({table}, rowid, names)
        VALUES ('delete', old.id, old.names);
    END
"""
INDEX_IN = """
    CREATE TRIGGER search_entry_in AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_index(rowid, title, lead, body, names, words)
        VALUES (new.id, new.title, new.lead, new.body, new.names, new.words);
    END
"""
INDEX_OUT = """
    CREATE TRIGGER search_entry_out AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_index(
            search_index, rowid, title, lead, body, names, words
        )
        VALUES (
            'delete', old.id, old.title, old.lead, old.body, old.names, old.words
        );
    END
"""
TRIGGERS_GONE = ["DROP TRIGGER search_entry_in", "DROP TRIGGER search_entry_out"]
SQLITE = [
    *TRIGGERS_GONE,
    "DROP TABLE search_names",
    INDEX_IN,
    INDEX_OUT,
    *(
        statement.format(table=table, types=types)
        for table, types in LISTS.items()
        for statement in (FTS, FILL, IN, OUT)
    ),
]
_, NAMES, *BOTH_TRIGGERS = objects.SQLITE
SQLITE_BACK = [
    *(f"DROP TRIGGER {table}_{end}" for table in LISTS for end in ("in", "out")),
    *(f"DROP TABLE {table}" for table in LISTS),
    *TRIGGERS_GONE,
    NAMES,
    "INSERT INTO search_names(rowid, names) SELECT id, names FROM search_entry",
    *BOTH_TRIGGERS,
]
# The index of all entries finds titles; so few of them are people that a look
# through everything that begins alike would find them late.
POSTGRESQL = [
    "CREATE INDEX search_entry_called ON search_entry USING gin (vector) "
    f"WITH (fastupdate = off) WHERE type IN {CALLED}",
]
POSTGRESQL_BACK = ["DROP INDEX search_entry_called"]
THERE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACK = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def make(_apps: Any, schema_editor: Any) -> None:
    for statement in THERE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(_apps: Any, schema_editor: Any) -> None:
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_meaning")]
    operations = [migrations.RunPython(make, unmake)]
