"""Objects in all their locales, words as written, and counts of words.

The index is emptied: `search.outdated` fills it anew after the migration.
"""

from importlib import import_module
from typing import Any

from django.db import migrations, models

earlier = import_module("search.migrations.0002_full_text")

SQLITE = [
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        title, lead, body, names, words,
        content='search_entry', content_rowid='id',
        tokenize="ascii tokenchars '@&_.+#/:-'"
    )
    """,
    """
    CREATE VIRTUAL TABLE search_names USING fts5(
        names,
        content='search_entry', content_rowid='id',
        tokenize="ascii tokenchars '@&_.+#/:-'", prefix='1 2 3 4'
    )
    """,
    # A row and its tokens are one: whatever deletes a row takes them along.
    """
    CREATE TRIGGER search_entry_in AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_index(rowid, title, lead, body, names, words)
        VALUES (new.id, new.title, new.lead, new.body, new.names, new.words);
        INSERT INTO search_names(rowid, names) VALUES (new.id, new.names);
    END
    """,
    """
    CREATE TRIGGER search_entry_out AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_index(
            search_index, rowid, title, lead, body, names, words
        )
        VALUES (
            'delete', old.id, old.title, old.lead, old.body, old.names, old.words
        );
        INSERT INTO search_names(search_names, rowid, names)
        VALUES ('delete', old.id, old.names);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER search_entry_in",
    "DROP TRIGGER search_entry_out",
    "DROP TABLE search_names",
    "DROP TABLE search_index",
]
# What is written is looked for at once, not in a list of what is not sorted in yet.
POSTGRESQL = [
    "ALTER TABLE search_entry ADD COLUMN vector tsvector",
    "CREATE INDEX search_entry_vector ON search_entry USING gin (vector) "
    "WITH (fastupdate = off)",
]
THERE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACK = earlier.BACK | {"sqlite": SQLITE_BACK}


def make(_apps: Any, schema_editor: Any) -> None:
    for statement in THERE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(_apps: Any, schema_editor: Any) -> None:
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]
    operations = [
        migrations.RunPython(earlier.unmake, earlier.make),
        migrations.DeleteModel("Entry"),
        migrations.DeleteModel("Heard"),
        migrations.CreateModel(
            name="Scope",
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
                ("locale", models.CharField(max_length=20, unique=True)),
                ("count", models.IntegerField()),
                ("length", models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name="Synonym",
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
                (
                    "locale",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="language"
                    ),
                ),
                ("expressions", models.TextField(verbose_name="expressions")),
            ],
            options={
                "verbose_name": "synonym",
                "verbose_name_plural": "synonyms",
            },
        ),
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
                ("subject_kind", models.CharField(max_length=20)),
                ("subject_key", models.CharField(max_length=36)),
                ("type", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=36)),
                ("locale", models.CharField(max_length=20)),
                ("version", models.PositiveIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField(null=True)),
                ("facets", models.JSONField()),
                ("shown", models.JSONField()),
                ("title", models.TextField()),
                ("lead", models.TextField()),
                ("body", models.TextField()),
                ("names", models.TextField()),
                ("words", models.TextField()),
                ("length", models.FloatField()),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [models.Index(fields=["key"], name="search_entries_by_key")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_kind", "subject_key", "type", "key", "locale"),
                        name="one_entry_a_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Expression",
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
                ("sense", models.CharField(max_length=60)),
                ("locale", models.CharField(max_length=20)),
                ("first", models.CharField(max_length=64)),
                ("tokens", models.CharField(max_length=500)),
                ("subject_kind", models.CharField(blank=True, max_length=20)),
                ("subject_key", models.CharField(blank=True, max_length=36)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["locale", "first"], name="search_expressions_by_first"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sense", "locale", "tokens"),
                        name="one_expression_a_sense",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Heard",
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
                ("subject_kind", models.CharField(max_length=20)),
                ("subject_key", models.CharField(max_length=36)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "heard",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_kind", "subject_key"),
                        name="one_instant_a_subject",
                    )
                ],
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
                (
                    "kind",
                    models.CharField(
                        choices=[("token", "Token"), ("written", "Written")],
                        max_length=8,
                    ),
                ),
                ("word", models.CharField(max_length=64)),
                ("letters", models.PositiveSmallIntegerField()),
                ("count", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["locale", "kind", "letters"],
                        name="search_words_by_length",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("locale", "kind", "word"), name="one_count_a_word"
                    )
                ],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
