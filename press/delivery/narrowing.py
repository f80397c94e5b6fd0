"""Narrows lists of the API to what a caller asked for."""

from datetime import datetime
from uuid import UUID

from press import queries
from press.delivery import parameters, selection


def narrowed(
    rows: selection.Rows, asked: parameters.Filters, *, at: datetime
) -> selection.Rows:
    """Return the releases that match every filter."""
    if asked.kind:
        rows = selection.of_kind(rows, asked.kind)
    if asked.year:
        rows = selection.of_year(rows, str(asked.year))
    rows = selection.of_days(rows, first=asked.first_date, last=asked.last_date)
    if asked.topic:
        key = topic_key(asked.topic, locale=asked.locale, at=at)
        rows = selection.naming(rows, "topic", key)
    if asked.person:
        rows = selection.naming(rows, "person", str(asked.person))
    return rows


def topic_key(asked: str, *, locale: str, at: datetime) -> str:
    """Return the id of a topic by id or slug; empty where there is none."""
    try:
        return str(UUID(asked))
    except ValueError:
        rows = queries.records(at=at, locale=locale, kind="topic")
        row = rows.filter(body__slug=asked).first()
        return row.key if row else ""
