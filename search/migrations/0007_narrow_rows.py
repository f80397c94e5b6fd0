"""Rows of the index on PostgreSQL without their texts in them.

Who looks for the newest entries with a common word reads tens of thousands of rows
for their numbers alone: a page holds some twenty of these, and three of those of
before. What is there already is narrow once it is written anew: `rebuild_index`.
"""

from typing import Any

from django.db import migrations

# The least that PostgreSQL takes: of a row that is large all texts stand apart.
NARROW = "ALTER TABLE search_entry SET (toast_tuple_target = 128)"
AS_BEFORE = "ALTER TABLE search_entry RESET (toast_tuple_target)"


def make(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(NARROW)


def unmake(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(AS_BEFORE)


class Migration(migrations.Migration):
    dependencies = [("search", "0006_suggestions")]
    operations = [migrations.RunPython(make, unmake)]
