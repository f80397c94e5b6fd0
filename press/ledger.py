"""The ledger: every change of what the public may see, and its deliveries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from press import clock as database_clock
from press import failpoints, models

LOCK = 0x6E657773
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 12
FIRST_RETRY = timedelta(seconds=2)
LONGEST_RETRY = timedelta(hours=1)


@dataclass(frozen=True)
class Seen:
    """The ledger as it was read at an instant; `lift` is the next one after it."""

    generation: int
    at: datetime
    lift: datetime | None

    def has_passed(self, at: datetime) -> bool:
        """Tell whether something lifts until an instant that was hidden here."""
        return self.lift is not None and at >= self.lift


class WorkerDied(Exception):
    """A delivery whose workers ended MOST_ATTEMPTS times before they could settle."""


@contextmanager
def locked() -> Iterator[None]:
    """Hold the one ledger lock for the length of a transaction.

    Whoever reads the clock under it writes after everyone before it: the order
    of instants is the order of commits, so the clock is compared anew here. On
    SQLite the transaction itself is BEGIN IMMEDIATE, which is such a lock.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        database_clock.measure()
        yield


def append(
    kind: str,
    *,
    visible_at: datetime,
    release: models.Release | None = None,
    locale: str,
    version: int,
    record_kind: str = "",
    key: str = "",
) -> models.Event:
    """Write an event and one open delivery per consumer, in this transaction."""
    event = models.Event.objects.create(
        kind=kind,
        visible_at=visible_at,
        release=release,
        locale=locale,
        version=version,
        record_kind=record_kind,
        key=key,
        generation=touch(),
    )
    models.Delivery.objects.bulk_create(
        models.Delivery(event=event, consumer=name, next_try=visible_at)
        for name in settings.NEWSROOM_CONSUMERS
    )
    return event


def touch() -> int:
    """Move the generation on, in this transaction; return its new value.

    Whatever is kept of public answers is compared with it. A change that writes
    no event is told by this alone, and all that was kept is forgotten.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO press_generation (id, value) VALUES (1, 1) "
            "ON CONFLICT (id) DO UPDATE SET value = press_generation.value + 1 "
            "RETURNING value"
        )
        return int(cursor.fetchone()[0])


def seen(at: datetime) -> Seen:
    """Read the generation and the next lift after an instant: one round trip."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT value FROM press_generation WHERE id = 1), "
            "(SELECT MIN(visible_at) FROM press_event WHERE visible_at > %s)",
            [connection.ops.adapt_datetimefield_value(at)],
        )
        generation, lift = cursor.fetchone()
    # SQLite answers with the text that it keeps, in UTC.
    if isinstance(lift, str):
        lift = datetime.fromisoformat(lift)
    if lift is not None and lift.tzinfo is None:
        lift = lift.replace(tzinfo=UTC)
    return Seen(generation or 0, at, lift)


def between(earlier: Seen, later: Seen) -> list[models.Event] | None:
    """Return the events that became visible between two readings.

    None where something changed that has no event, or has one no more.
    """
    written = Q(generation__gt=earlier.generation)
    lifted = Q(visible_at__gt=earlier.at, visible_at__lte=later.at)
    events = list(models.Event.objects.filter(written | lifted))
    told = {e.generation for e in events if e.generation > earlier.generation}
    if len(told) < later.generation - earlier.generation:
        return None
    return [event for event in events if event.visible_at <= later.at]


def discard_hidden(release: models.Release, *, now: datetime) -> None:
    """Delete the release's events that are not visible yet."""
    deleted, _by_table = release.events.filter(visible_at__gt=now).delete()
    if deleted:
        touch()


def pending(*, consumer: str, at: datetime) -> QuerySet[models.Event]:
    """Return events due at `at` that the consumer has not acknowledged."""
    return models.Event.objects.filter(
        visible_at__lte=at,
        deliveries__consumer=consumer,
        deliveries__done_at=None,
    )


def claim(*, at: datetime) -> models.Delivery | None:
    """Take one due delivery for LEASE; None when nothing is due.

    One UPDATE … RETURNING on both engines: a worker that dies gives its claim
    back when the lease ends.
    """
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    sql = f"""
        UPDATE press_delivery SET leased_until = %s, attempts = attempts + 1
        WHERE id = (
            SELECT id FROM press_delivery
            WHERE done_at IS NULL AND parked_at IS NULL AND next_try <= %s
              AND (leased_until IS NULL OR leased_until <= %s)
            ORDER BY next_try, id LIMIT 1 {skip}
        )
        RETURNING id
    """  # noqa: S608 - only the constant clause above is put in
    adapt = connection.ops.adapt_datetimefield_value
    values = [adapt(at + LEASE), adapt(at), adapt(at)]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    if row is None:
        return None
    return models.Delivery.objects.select_related("event__release").get(pk=row[0])


def settle(delivery: models.Delivery, *, at: datetime) -> None:
    """Note that the consumer has done its work."""
    models.Delivery.objects.filter(pk=delivery.pk).update(
        done_at=at, leased_until=None, error=""
    )


def fail(delivery: models.Delivery, *, error: str, at: datetime) -> None:
    """Note a failure and the next try; park what failed MOST_ATTEMPTS times.

    Another worker may have taken it over when the lease ended: then the failure
    is not this one's to note.
    """
    wait = min(FIRST_RETRY * 2 ** (delivery.attempts - 1), LONGEST_RETRY)
    parked = delivery.attempts >= MOST_ATTEMPTS
    models.Delivery.objects.filter(
        pk=delivery.pk, attempts=delivery.attempts, done_at=None
    ).update(
        error=error[:2000],
        leased_until=None,
        next_try=at + wait,
        parked_at=at if parked else None,
    )


def work_one(
    consumers: dict[str, Callable[..., Any]], *, clock: Callable[[], datetime]
) -> bool:
    """Hand one due delivery to its consumer; tell whether there was one."""
    delivery = claim(at=clock())
    if delivery is None:
        return False
    failpoints.reach("work.claimed")
    consumer = consumers.get(delivery.consumer)
    try:
        if delivery.attempts > MOST_ATTEMPTS:
            raise WorkerDied
        if consumer is not None:
            consumer(delivery.event, at=clock())
    except Exception as error:  # noqa: BLE001 - recorded on its row, tried again
        fail(delivery, error=f"{type(error).__name__}: {error}", at=clock())
    else:
        failpoints.reach("work.delivered")
        settle(delivery, at=clock())
        failpoints.reach("work.settled")
    return True
