"""Deletes rows of the tables of search, which nothing else refers to."""

from typing import Any

from django.db.models import QuerySet


def drop(rows: QuerySet[Any, Any]) -> None:
    """Delete these rows unread.

    Django would read them first, for signals and for what refers to them.
    """
    rows._raw_delete(rows.db)
