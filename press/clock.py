"""The clock: monotonic host time carried on from the database's own clock."""

import threading
import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection

MAX_AGE = 5.0
REMEASURE_AFTER = 1.0


class StaleClock(Exception):
    """The database's clock could not be read for more than MAX_AGE seconds."""


class _Offset:
    """Seconds to add to the monotonic clock to get the database's epoch time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.value: float | None = None
        self.measured_at = 0.0


_offset = _Offset()


def _database_epoch() -> float:
    if connection.vendor != "postgresql":
        return time.time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        return float(cursor.fetchone()[0])


def measure() -> None:
    """Read the database's clock; half of the round trip is its uncertainty."""
    before = time.monotonic()
    epoch = _database_epoch()
    after = time.monotonic()
    with _offset.lock:
        _offset.value = epoch - (before + after) / 2
        _offset.measured_at = after


def now() -> datetime:
    """Return the instant by the database's clock, in UTC.

    Raises StaleClock when the offset is older than MAX_AGE: nothing new opens
    on a clock that nobody has compared.
    """
    monotonic = time.monotonic()
    if _offset.value is None or monotonic - _offset.measured_at > REMEASURE_AFTER:
        measure()
        monotonic = time.monotonic()
    if _offset.value is None or monotonic - _offset.measured_at > MAX_AGE:
        raise StaleClock
    shift = timedelta(seconds=settings.NEWSROOM_CLOCK_SHIFT)
    return datetime.fromtimestamp(monotonic + _offset.value, UTC) + shift
