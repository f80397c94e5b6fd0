"""Keeps the index equal to what is public: the ledger's consumer and its check."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from press import ledger, models, queries
from search import backends, columns, documents, mirror, port, synonyms, waiting
from search import models as tables

# So many at a time: a write transaction stays short.
MANY = 10


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
) -> list[documents.SearchObject]:
    """Return the search objects of these subjects that are public at `at`."""
    rows = waiting.releases(subjects, at=at)
    made = [one for row in rows for one in documents.of_release(row)]
    for record in waiting.records(subjects, at=at):
        made += documents.of_record(record)
    return documents.gathered(made)


def everything(*, at: datetime) -> Iterator[documents.SearchObject]:
    """Yield every search object that is public at `at`."""
    rows = queries.documents(at=at).order_by("release_id", "locale")
    for _release, mine in groupby(
        rows.iterator(chunk_size=200), key=lambda row: row.release_id
    ):
        made = [one for row in mine for one in documents.of_release(row)]
        yield from documents.gathered(made)
    records = queries.records(at=at).order_by("kind", "key", "locale")
    for _record, same in groupby(
        records.iterator(chunk_size=200), key=lambda row: (row.kind, row.key)
    ):
        of = [one for row in same for one in documents.of_record(row)]
        yield from documents.gathered(of)


def differences(*, at: datetime) -> Iterator[tuple[str, Callable[[], Any] | None]]:
    """Yield what the index holds wrong, and what heals it.

    What waits in the ledger is no difference: a search reads it from there.
    """
    waits = waiting.pending_subjects(at=at)
    for subject in sorted(waits):
        if subject.kind == "release":
            waits |= _named_by(subject)
    for subject in list(backends.database().compare(everything(at=at))):
        if subject not in waits:
            yield str(subject), partial(refresh, {subject}, at=at)


def rebuild(*, at: datetime) -> None:
    """Hold what is public at `at`, and nothing else, from nothing.

    Nobody can publish meanwhile: `renewing.renew` lets others write.
    """
    with ledger.locked():
        tables.Heard.objects.update(at=at)
        before = mirror.all_held()
        backends.database().rebuild(everything(at=at))
        synonyms.remake()
        mirror.all_changed(before=before, at=at)


def fill_if_empty(*, clock: Callable[[], datetime]) -> None:
    """Fill an index that holds nothing, where anything is there to be held."""
    there = set(connection.introspection.table_names())
    needed = {models.Document._meta.db_table, tables.Entry._meta.db_table}
    if needed <= there and not tables.Entry.objects.exists():
        at = clock()
        if queries.documents(at=at).exists():
            rebuild(at=at)


def not_before(subjects: Collection[documents.Subject], *, at: datetime) -> datetime:
    """Return `at`, or the latest instant of which one of these was held; note it."""
    known = tables.Heard.objects.filter(columns.of(subjects))
    heard = known.aggregate(latest=Max("at"))["latest"]
    instant = max(at, heard) if heard else at
    tables.Heard.objects.bulk_create(
        (
            tables.Heard(
                subject_kind=subject.kind,
                subject_key=subject.key,
                at=instant,
            )
            for subject in sorted(subjects)
        ),
        update_conflicts=True,
        unique_fields=["subject_kind", "subject_key"],
        update_fields=["at"],
    )
    return instant


def _refresh(subjects: Collection[documents.Subject], *, at: datetime) -> None:
    with ledger.locked():
        found = public(subjects, at=not_before(subjects, at=at))
        index = backends.database()
        differing = set(index.compare(found, subjects=subjects))
        before = mirror.held(differing)
        index.put(one for one in found if one.subject in differing)
        for subject in sorted(differing):
            held = [port.key_of(one) for one in found if one.subject == subject]
            index.remove(subject, keep=held)
        mirror.changed(differing, before=before, at=at)


def _named_by(subject: documents.Subject) -> set[documents.Subject]:
    """Return the records that a release's versions name, whatever its state.

    An erased release names nothing any more: then it is every record held.
    """
    release, kinds = UUID(subject.key), list(documents.RECORD_TYPES)
    mentions = models.Mention.objects.filter(document__release=release, kind__in=kinds)
    named = set(mentions.values_list("kind", "key"))
    erased = models.Document.objects.filter(release=release, erased_at__isnull=False)
    if erased.exists():
        held = tables.Entry.objects.filter(subject_kind__in=kinds)
        named |= set(held.values_list("subject_kind", "subject_key"))
    return {documents.Subject(kind, key) for kind, key in named}
