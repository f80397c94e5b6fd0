"""What is public and waits in the ledger: the index has not acknowledged it yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from press import ledger, models, queries
from search import documents

CONSUMER = "search"


@dataclass(frozen=True)
class Waiting:
    """The subjects of which the index may be behind, and what is public of them."""

    subjects: frozenset[documents.Subject] = frozenset()
    public: tuple[documents.SearchDocument, ...] = ()


def read(*, at: datetime, locale: str) -> Waiting:
    """Read what waits in a locale: three queries, whatever there is.

    A release makes records public that it names: they are read with it.
    """
    subjects = {
        subject for subject in pending_subjects(at=at) if subject.locale == locale
    }
    rows = queries.documents(at=at, locale=locale).filter(
        release__in=releases(subjects)
    )
    found: list[documents.SearchDocument] = []
    for row in rows:
        found += documents.of_release(row)
        subjects |= {
            documents.Subject(kind, key, locale)
            for kind, key in documents.records_named(row)
        }
    for record in records(subjects, at=at, locale=locale):
        found += documents.of_record(record)
    return Waiting(subjects=frozenset(subjects), public=tuple(found))


def pending_subjects(*, at: datetime) -> set[documents.Subject]:
    """Return the subjects of the events that the index has not acknowledged."""
    events = ledger.pending(consumer=CONSUMER, at=at)
    return {subject_of(event) for event in events}


def subject_of(event: models.Event) -> documents.Subject:
    """Return what an event is about."""
    if event.record_kind:
        return documents.Subject(event.record_kind, event.key, event.locale)
    return documents.Subject("release", str(event.release_id), event.locale)


def records(
    subjects: Iterable[documents.Subject], *, at: datetime, locale: str
) -> list[models.Record]:
    """Return the public records among these subjects: one query."""
    wanted = Q(kind="", key="")
    by_kind: dict[str, list[str]] = {}
    for subject in sorted(subjects):
        if subject.kind != "release":
            by_kind.setdefault(subject.kind, []).append(subject.key)
    for kind, keys in by_kind.items():
        wanted |= Q(kind=kind, key__in=keys)
    return list(queries.records(at=at, locale=locale).filter(wanted))


def releases(subjects: Iterable[documents.Subject]) -> list[UUID]:
    """Return the ids of the releases among these subjects, never none."""
    found = (UUID(row.key) for row in subjects if row.kind == "release")
    return [queries.NOBODY, *found]
