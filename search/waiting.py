"""What is public and waits in the ledger: the index has not acknowledged it yet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from press import ledger, models, queries, statements
from search import documents

CONSUMER = "search"
PENDING = statements.Statement(
    lambda at: ledger.pending(consumer=CONSUMER, at=at).values_list(
        "record_kind", "key", "release_id"
    )
)
DOCUMENTS = statements.Statement(
    lambda at: (
        queries.documents(at=at)
        .filter(release_id__in=statements.uuids("releases"))
        .select_related(None)
    )
)
RECORDS = statements.Statement(lambda at: _records(at))
DOCUMENT_VERSIONS = statements.Statement(
    lambda at: (
        queries.documents(at=at)
        .filter(release_id__in=statements.uuids("releases"))
        .order_by()
        # As text: objects of UUIDs take longer to make than the rows to read.
        .values_list(Cast("release_id", TextField()), "locale", "version")
    )
)
RECORD_VERSIONS = statements.Statement(
    lambda at: _records(at).order_by().values_list("kind", "key", "locale", "version")
)


@dataclass(frozen=True)
class Waiting:
    """The subjects of which the index may be behind, and what is public of them."""

    subjects: frozenset[documents.Subject] = frozenset()
    public: tuple[documents.SearchObject, ...] = ()


def read(*, at: datetime) -> Waiting:
    """Read what waits: three queries, whatever there is.

    A release makes records public that it names: they are read with it.
    """
    subjects = pending_subjects(at=at)
    found: list[documents.SearchDocument] = []
    for row in releases(subjects, at=at):
        found += documents.of_release(row)
        subjects |= {
            documents.Subject(kind, key) for kind, key in documents.records_named(row)
        }
    for record in records(subjects, at=at):
        found += documents.of_record(record)
    return Waiting(
        subjects=frozenset(subjects), public=tuple(documents.gathered(found))
    )


def pending_subjects(*, at: datetime) -> set[documents.Subject]:
    """Return the subjects of the events that the index has not acknowledged."""
    return {_subject(*row) for row in PENDING.rows(at=at)}


def subject_of(event: models.Event) -> documents.Subject:
    """Return what an event is about."""
    return _subject(event.record_kind, event.key, event.release_id)


def releases(
    subjects: Iterable[documents.Subject], *, at: datetime
) -> list[models.Document]:
    """Return the public documents of the releases among these subjects: one query."""
    rows: list[models.Document] = DOCUMENTS.objects(
        at=at, releases=_release_keys(subjects)
    )
    return rows


def records(
    subjects: Collection[documents.Subject], *, at: datetime
) -> list[models.Record]:
    """Return the public records among these subjects: one query."""
    rows = RECORDS.objects(at=at, **_kinds_and_keys(subjects))
    wanted = set(subjects)
    return [row for row in rows if documents.subject_of_record(row) in wanted]


def public_versions(
    subjects: Collection[documents.Subject], *, at: datetime
) -> dict[tuple[documents.Subject, str], int]:
    """Return the public version of each of these in each locale: two queries.

    Records of the same keys may be among them.
    """
    found = {
        (documents.Subject(kind, key), locale): version
        for kind, key, locale, version in RECORD_VERSIONS.rows(
            at=at, **_kinds_and_keys(subjects)
        )
    }
    mine = [one for one in subjects if one.kind == "release"]
    # One database writes them with hyphens, another without.
    by_digits = {one.key.replace("-", ""): one for one in mine}
    for release, locale, version in DOCUMENT_VERSIONS.rows(
        at=at, releases=[one.key for one in mine]
    ):
        found[by_digits[release.replace("-", "")], locale] = version
    return found


def _subject(kind: str, key: str, release: UUID | None) -> documents.Subject:
    """Return a record, or where none is told a release."""
    return (
        documents.Subject(kind, key)
        if kind
        else documents.Subject("release", str(release))
    )


def _release_keys(subjects: Iterable[documents.Subject]) -> list[str]:
    return [one.key for one in subjects if one.kind == "release"]


def _records(at: datetime) -> QuerySet[models.Record]:
    return queries.records(at=at).filter(
        kind__in=statements.texts("kinds"), key__in=statements.texts("keys")
    )


def _kinds_and_keys(subjects: Collection[documents.Subject]) -> dict[str, set[str]]:
    records = [one for one in subjects if one.kind != "release"]
    return {
        "kinds": {one.kind for one in records},
        "keys": {one.key for one in records},
    }
