"""The full-text structure of each engine, beside the table of entries."""

from typing import Any

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        title, lead, body,
        content='search_entry', content_rowid='id',
        tokenize="ascii tokenchars '@&_.'"
    )
    """,
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_index', 'instance')",
    # A row and its tokens are one: whatever deletes a row takes them along.
    """
    CREATE TRIGGER search_entry_in AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_index(rowid, title, lead, body)
        VALUES (new.id, new.title, new.lead, new.body);
    END
    """,
    """
    CREATE TRIGGER search_entry_out AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_index(search_index, rowid, title, lead, body)
        VALUES ('delete', old.id, old.title, old.lead, old.body);
    END
    """,
    """
    CREATE TRIGGER search_entry_anew AFTER UPDATE OF title, lead, body
    ON search_entry BEGIN
        INSERT INTO search_index(search_index, rowid, title, lead, body)
        VALUES ('delete', old.id, old.title, old.lead, old.body);
        INSERT INTO search_index(rowid, title, lead, body)
        VALUES (new.id, new.title, new.lead, new.body);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER search_entry_in",
    "DROP TRIGGER search_entry_out",
    "DROP TRIGGER search_entry_anew",
    "DROP TABLE search_vocabulary",
    "DROP TABLE search_index",
]
POSTGRESQL = [
    "ALTER TABLE search_entry ADD COLUMN vector tsvector",
    "CREATE INDEX search_entry_vector ON search_entry USING gin (vector)",
]
POSTGRESQL_BACK = ["ALTER TABLE search_entry DROP COLUMN vector"]

THERE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACK = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def make(_apps: Any, schema_editor: Any) -> None:
    for statement in THERE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(_apps: Any, schema_editor: Any) -> None:
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
