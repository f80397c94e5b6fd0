"""The desk's index: its tables and the full-text structure of each engine."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

SQLITE = [
    """
    CREATE VIRTUAL TABLE desk_search_index USING fts5(
        tokens,
        content='desk_search_entry', content_rowid='id',
        tokenize="ascii tokenchars '@&_.+#/:-^'", prefix='2 3 4'
    )
    """,
    # A row and its tokens are one: whatever deletes a row takes them along.
    """
    CREATE TRIGGER desk_search_entry_in AFTER INSERT ON desk_search_entry BEGIN
        INSERT INTO desk_search_index(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
    """
    CREATE TRIGGER desk_search_entry_out AFTER DELETE ON desk_search_entry BEGIN
        INSERT INTO desk_search_index(desk_search_index, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
    END
    """,
    """
    CREATE TRIGGER desk_search_entry_anew AFTER UPDATE OF tokens
    ON desk_search_entry BEGIN
        INSERT INTO desk_search_index(desk_search_index, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
        INSERT INTO desk_search_index(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER desk_search_entry_in",
    "DROP TRIGGER desk_search_entry_out",
    "DROP TRIGGER desk_search_entry_anew",
    "DROP TABLE desk_search_index",
]
POSTGRESQL = [
    """
    ALTER TABLE desk_search_entry ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED
    """,
    """
    CREATE INDEX desk_search_entry_vector ON desk_search_entry USING gin (vector)
    WITH (fastupdate = off)
    """,
]
POSTGRESQL_BACK = ["ALTER TABLE desk_search_entry DROP COLUMN vector"]

THERE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACK = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def make(_apps: Any, schema_editor: Any) -> None:
    for statement in THERE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(_apps: Any, schema_editor: Any) -> None:
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("press", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("release", models.UUIDField(db_index=True)),
                ("locale", models.CharField(max_length=20)),
                ("tokens", models.TextField()),
                ("written", models.TextField()),
                ("text", models.TextField()),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="press.releasepage",
                    ),
                ),
            ],
            options={"verbose_name_plural": "entries"},
        ),
        migrations.CreateModel(
            name="Name",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("key", models.CharField(max_length=36)),
                ("locale", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("tokens", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "locale"), name="one_desk_name_a_locale"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("locale", models.CharField(max_length=20)),
                ("word", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("locale", "word"), name="one_desk_word_a_locale"
                    )
                ]
            },
        ),
        migrations.RunPython(make, unmake),
    ]
