"""Changes of what is public, in an order that no reader can fall behind of.

The reasoning is in docs/decisions/0006-a-feed-of-changes-that-misses-nothing.md.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from press import changed_records, ledger, models, telling

PUBLISHING = (
    "release.published",
    "release.corrected",
    "release.translated",
    "release.restored",
)
# Where several events of a version fall on one instant, these come last.
TAKING_BACK = {"release.withdrawn": 1, "release.erased": 2}
RECORD_CHANGED = "record.changed"
# Readings of the clock in different processes differ by less than this.
MARGIN = timedelta(seconds=2)
LONGEST_WAIT_MS = 1000


@dataclass(frozen=True)
class Place:
    """Where an event stands in the order; nothing hidden moves it."""

    at: datetime
    subject: str
    locale: str
    version: int
    rank: int


@dataclass(frozen=True)
class Change:
    """Something that changed; of a record, `is_deleted` tells what holds now."""

    kind: str
    type: str
    id: UUID
    locale: str
    version: int
    at: datetime
    reference: str
    is_deleted: bool


@dataclass(frozen=True)
class Part:
    """Some changes, and two places: all up to `settled` is told for good.

    `read` is where the next part begins while there is `more`; a reader that has
    come to the end goes back to `settled`. A final part is answered the same until
    something changes.
    """

    changes: Sequence[Change]
    settled: Place | None
    read: Place | None
    more: bool
    is_final: bool


def part(
    *,
    at: datetime,
    locales: Collection[str],
    size: int,
    settled: Place | None = None,
    read: Place | None = None,
) -> Part:
    """Return the changes in these locales after a place, of `size` events at most.

    What is found is read again once the ledger is quiet: a writer that had read
    its clock before `at` has committed by then, or the reader comes back for it.
    """
    start = read or settled
    found = list(_events(at=at, start=start)[: size + 1])
    is_quiet = False
    if found:
        is_quiet = _wait_until_quiet()
        found = list(_events(at=at, start=start)[: size + 1])
    rows, more = found[:size], len(found) > size
    if is_quiet and start == settled:
        certain = [row for row in rows if row.visible_at <= at - MARGIN]
        settled = _place(certain[-1]) if certain else settled
    last = _place(rows[-1]) if rows else settled
    return Part(
        changes=list(_changes(rows, at=at, locales=locales)),
        settled=settled,
        read=last if more else settled,
        more=more,
        is_final=last == settled,
    )


def _events(*, at: datetime, start: Place | None) -> QuerySet[models.Event]:
    """Return the events that are no secret, in order, after a place."""
    rows = (
        models.Event.objects.filter(
            telling.public_q(at),
            kind__in=[*PUBLISHING, *TAKING_BACK, RECORD_CHANGED],
            visible_at__lte=at,
        )
        .annotate(
            subject=Coalesce(Cast(F("release_id"), CharField()), F("key")),
            rank=Case(
                *(When(kind=kind, then=Value(n)) for kind, n in TAKING_BACK.items()),
                default=Value(0),
                output_field=IntegerField(),
            ),
        )
        .select_related("release")
        .order_by("visible_at", "subject", "locale", "version", "rank")
    )
    return rows if start is None else rows.filter(_after(start))


def _after(place: Place) -> Q:
    """Return the condition that an event comes after a place."""
    condition = Q(rank__gt=place.rank)
    for name in ("version", "locale", "subject"):
        value = getattr(place, name)
        condition = Q(**{f"{name}__gt": value}) | Q(Q(**{name: value}), condition)
    later = Q(visible_at__gt=place.at) | Q(Q(visible_at=place.at), condition)
    return Q(Q(visible_at__gte=place.at), later)


def _place(row: models.Event) -> Place:
    return Place(
        at=row.visible_at,
        subject=str(getattr(row, "subject", "")),
        locale=row.locale,
        version=row.version,
        rank=TAKING_BACK.get(row.kind, 0),
    )


def _changes(
    rows: Sequence[models.Event], *, at: datetime, locales: Collection[str]
) -> Iterator[Change]:
    """Yield each event, and after it the records that came or went with it."""
    moved = changed_records.moved(rows, at=at, locales=locales, removing=TAKING_BACK)
    told: set[changed_records.Row] = set()
    for row in rows:
        if row.release is not None and row.locale in locales:
            yield _of_release(row, row.release)
        for record in moved.of(row):
            if record not in told:
                told.add(record)
                yield _of_record(row, record, moved)


def _of_release(row: models.Event, release: models.Release) -> Change:
    return Change(
        kind=row.kind,
        type="release",
        id=release.pk,
        locale=row.locale,
        version=row.version,
        at=row.visible_at,
        reference=release.reference,
        is_deleted=row.kind in TAKING_BACK,
    )


def _of_record(
    row: models.Event, record: changed_records.Row, moved: changed_records.Moved
) -> Change:
    return Change(
        kind=RECORD_CHANGED,
        type=record.kind,
        id=UUID(record.key),
        locale=record.locale,
        version=moved.known[record],
        at=row.visible_at,
        reference="",
        is_deleted=record not in moved.public,
    )


def _wait_until_quiet() -> bool:
    """Wait until nobody writes under the ledger's lock; False after a second."""
    if connection.vendor == "postgresql":
        return _quiet_on_postgresql()
    return _quiet_on_sqlite()


def _quiet_on_postgresql() -> bool:
    """Share the ledger's lock for one statement: it is given when writers ended."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock_shared(%s) "
                "FROM set_config('lock_timeout', %s, true)",
                [ledger.LOCK, str(LONGEST_WAIT_MS)],
            )
    except OperationalError:
        return False
    return True


def _quiet_on_sqlite() -> bool:
    """Take the one write lock and give it back, with nothing written.

    Within a transaction of our own we hold it: every one begins IMMEDIATE.
    """
    if connection.in_atomic_block:
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {LONGEST_WAIT_MS}")
        try:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("ROLLBACK")
        except OperationalError:
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return True
