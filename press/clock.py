"""The clock: monotonic host time carried on from the database's own clock."""

import threading
import time
from datetime import UTC, datetime

from django.conf import settings
from django.db import DatabaseError, connection

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
    """Read the database's clock.

    It was read at some moment of the round trip: taking the last one keeps our
    instants behind it, never ahead. Nothing opens early, and an instant read
    after a measurement is later than all that was read before it.
    """
    epoch = _database_epoch()
    after = time.monotonic()
    with _offset.lock:
        _offset.value = epoch - after
        _offset.measured_at = after


def epoch() -> float:
    """Return the instant by the database's clock, in seconds since 1970.

    Raises StaleClock when the offset is older than MAX_AGE and the database
    does not answer: nothing new opens on a clock that nobody has compared.
    """
    age = time.monotonic() - _offset.measured_at
    if _offset.value is None or age > REMEASURE_AFTER:
        try:
            measure()
        except DatabaseError as error:
            if _offset.value is None or age > MAX_AGE:
                raise StaleClock from error
    shift: float = settings.NEWSROOM_CLOCK_SHIFT
    return time.monotonic() + (_offset.value or 0.0) + shift


def now() -> datetime:
    """Return the instant by the database's clock, in UTC; see `epoch`."""
    return datetime.fromtimestamp(epoch(), UTC)
