"""Deletes rows of the tables of search, which nothing else refers to."""

from typing import Any

from django.db.models import QuerySet


def drop(rows: QuerySet[Any, Any]) -> int:
    """Delete these rows and return how many there were.

    Django would read them first, for signals and for what refers to them.
    """
    return int(rows._raw_delete(rows.db))
