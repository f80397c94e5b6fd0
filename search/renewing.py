"""Writes the database's index anew in its place, while others publish and search."""

from collections.abc import Callable, Collection
from datetime import datetime

from press import failpoints, ledger, queries
from search import backends, documents, mirror, models, recounting, sync, synonyms
from search.backends import entries

Clock = Callable[[], datetime]


def renew(*, clock: Clock) -> None:
    """Hold what is public, and nothing else, every entry written anew.

    Each lot is a transaction of its own, under the ledger's lock; between two the lock
    is free. What changes meanwhile comes by the ledger, as ever. Whoever dies leaves
    some entries new and the others as they were: to do it again does the rest.
    """
    with ledger.locked():
        synonyms.remake()
    subjects = sorted(_held() | _public(at=clock()))
    for start in range(0, len(subjects), sync.MANY):
        _renew(subjects[start : start + sync.MANY], clock=clock)
        failpoints.reach("index.renewed")
    recounting.recount()


def _renew(subjects: Collection[documents.Subject], *, clock: Clock) -> None:
    """Write one lot; note for the mirror what is not as it was."""
    # The analysis takes longest, and needs no lock: what changes until it is held has
    # another hash.
    analysed = {one.hash: entries.of(one) for one in sync.public(subjects, at=clock())}
    with ledger.locked():
        at = clock()
        found = sync.public(subjects, at=sync.not_before(subjects, at=at))
        before = mirror.held(subjects)
        changed = backends.database().renew(subjects, found, analysed=analysed)
        gone = {key for key in before if key.subject in changed}
        mirror.changed(changed, before=gone, at=at)


def _held() -> set[documents.Subject]:
    rows = models.Entry.objects.values_list("subject_kind", "subject_key")
    return {documents.Subject(kind, key) for kind, key in rows.distinct()}


def _public(*, at: datetime) -> set[documents.Subject]:
    releases = queries.documents(at=at).order_by().values_list("release_id", flat=True)
    records = queries.records(at=at).filter(kind__in=list(documents.RECORD_TYPES))
    keys = records.order_by().values_list("kind", "key").distinct()
    return {documents.Subject("release", str(key)) for key in releases.distinct()} | {
        documents.Subject(kind, key) for kind, key in keys
    }
