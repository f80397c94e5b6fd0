"""Objects and subjects as columns: what rows of several tables begin with."""

from collections.abc import Iterable
from typing import Protocol

from django.db.models import Q

from search import documents, port

OBJECT = ("subject_kind", "subject_key", "type", "key")


class Row(Protocol):
    """A row about an object."""

    subject_kind: str
    subject_key: str
    type: str
    key: str


def key(subject_kind: str, subject_key: str, kind: str, key: str) -> port.Key:
    """Return the object that columns tell."""
    return port.Key(documents.Subject(subject_kind, subject_key), kind, key)


def key_of(row: Row) -> port.Key:
    """Return the object that a row is about."""
    return key(row.subject_kind, row.subject_key, row.type, row.key)


def of(subjects: Iterable[documents.Subject]) -> Q:
    """Return what picks the rows of these subjects."""
    by_kind: dict[str, list[str]] = {}
    for subject in sorted(subjects):
        by_kind.setdefault(subject.kind, []).append(subject.key)
    where = Q(pk=None)
    for kind, keys in by_kind.items():
        where |= Q(subject_kind=kind, subject_key__in=keys)
    return where
