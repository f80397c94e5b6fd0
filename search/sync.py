"""Keeps the index equal to what is public: the ledger's consumer and its check."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from press import ledger, models, queries
from search import backends, documents, port, waiting
from search import models as tables

# So many at a time: a write transaction stays short.
MANY = 100


def deliver(event: models.Event, *, at: datetime) -> None:
    """Bring the index up to date with what an event is about.

    An event only says where to look: what is written is what is public now, so
    events may come twice, late and in any order. With a release come the
    records that any of its versions names, since it can make them public or
    hide them.
    """
    subject = waiting.subject_of(event)
    if subject.kind != "release" and subject.kind not in documents.RECORD_TYPES:
        return
    refresh({subject}, at=at)
    if subject.kind == "release":
        refresh(_named_by(subject), at=at)


def refresh(subjects: Collection[documents.Subject], *, at: datetime) -> None:
    """Hold of these subjects what is public of them at `at`, and nothing else.

    Never at an earlier instant than they were held at before.
    """
    ordered = sorted(subjects)
    for start in range(0, len(ordered), MANY):
        _refresh(ordered[start : start + MANY], at=at)


def public(
    subjects: Collection[documents.Subject], *, at: datetime
) -> list[documents.SearchDocument]:
    """Return the search documents of these subjects that are public at `at`."""
    made: list[documents.SearchDocument] = []
    for locale in sorted({subject.locale for subject in subjects}):
        mine = [subject for subject in subjects if subject.locale == locale]
        rows = queries.documents(at=at, locale=locale)
        for row in rows.filter(release__in=waiting.releases(mine)):
            made += documents.of_release(row)
        for record in waiting.records(mine, at=at, locale=locale):
            made += documents.of_record(record)
    return made


def everything(*, at: datetime) -> Iterator[documents.SearchDocument]:
    """Yield every search document that is public at `at`."""
    for row in queries.documents(at=at).iterator(chunk_size=200):
        yield from documents.of_release(row)
    for record in queries.records(at=at).iterator(chunk_size=200):
        yield from documents.of_record(record)


def differences(*, at: datetime) -> Iterator[tuple[str, Callable[[], Any] | None]]:
    """Yield what the index holds wrong, and what heals it.

    What waits in the ledger is no difference: a search reads it from there.
    """
    waits = waiting.pending_subjects(at=at)
    for subject in sorted(waits):
        if subject.kind == "release":
            waits |= _named_by(subject)
    for subject in list(backends.index().compare(everything(at=at))):
        if subject not in waits:
            yield str(subject), partial(refresh, {subject}, at=at)


def rebuild(*, at: datetime) -> None:
    """Hold what is public at `at`, and nothing else, from nothing."""
    with ledger.locked():
        tables.Heard.objects.update(at=at)
        backends.index().rebuild(everything(at=at))


def _refresh(subjects: Collection[documents.Subject], *, at: datetime) -> None:
    with ledger.locked():
        rows = public(subjects, at=_not_before(subjects, at=at))
        index = backends.index()
        differing = set(index.compare(rows, subjects=subjects))
        index.put(row for row in rows if row.subject in differing)
        for subject in sorted(differing):
            kept = [port.key_of(row) for row in rows if row.subject == subject]
            index.remove(subject, keep=kept)


def _not_before(subjects: Collection[documents.Subject], *, at: datetime) -> datetime:
    """Return `at`, or the latest instant of which one of these was held; note it."""
    known = Q(pk=None)
    for subject in subjects:
        known |= Q(
            subject_kind=subject.kind,
            subject_key=subject.key,
            locale=subject.locale,
        )
    heard = tables.Heard.objects.filter(known).aggregate(latest=Max("at"))["latest"]
    instant = max(at, heard) if heard else at
    tables.Heard.objects.bulk_create(
        (
            tables.Heard(
                subject_kind=subject.kind,
                subject_key=subject.key,
                locale=subject.locale,
                at=instant,
            )
            for subject in sorted(subjects)
        ),
        update_conflicts=True,
        unique_fields=["subject_kind", "subject_key", "locale"],
        update_fields=["at"],
    )
    return instant


def _named_by(subject: documents.Subject) -> set[documents.Subject]:
    """Return the records that a release's versions name, whatever its state.

    An erased release names nothing any more: then it is every record held.
    """
    release, kinds = UUID(subject.key), list(documents.RECORD_TYPES)
    mentions = models.Mention.objects.filter(
        document__release=release, document__locale=subject.locale, kind__in=kinds
    )
    named = set(mentions.values_list("kind", "key"))
    erased = models.Document.objects.filter(release=release, erased_at__isnull=False)
    if erased.exists():
        held = tables.Entry.objects.filter(
            subject_kind__in=kinds, locale=subject.locale
        )
        named |= set(held.values_list("subject_kind", "subject_key"))
    return {documents.Subject(kind, key, subject.locale) for kind, key in named}
