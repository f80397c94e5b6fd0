"""Tells which kept answers have ended: compares the ledger, and waits for each lift."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from press import clock, ledger
from press.delivery import surrogate
from press.delivery.prepared import store

# How old may be what a process knows of the ledger, in seconds.
EVERY = 0.025
# How much older it may be for others while one reads, in seconds; then they wait for
# the reading. After a pause nothing is fresh, and all that come at once would else be
# shown what was.
PATIENCE = 0.025
NEVER = float("inf")
# The offset to the database's clock is measured anew each second, and trembles by the
# length of a round trip; a step back by more than this is another clock.
TREMBLE = timedelta(seconds=1)


class Watch:
    """Keeps a store true: each change of the ledger drops what it ended."""

    def __init__(
        self,
        kept: store.Store,
        *,
        epoch: Callable[[], float] = clock.epoch,
        read: Callable[[datetime], ledger.Seen] = ledger.seen,
        every: float = EVERY,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.kept = kept
        self.read = read
        self.epoch = epoch
        self.every = every
        self.monotonic = monotonic
        # Moves with each change that was seen: same number, same public data.
        self.changes = 0
        self._seen: ledger.Seen | None = None
        self._next_check = 0.0
        self._until = -NEVER
        self._lock = threading.Lock()

    @property
    def at(self) -> datetime | None:
        """The instant of the last reading; nothing earlier may be kept."""
        return self._seen.at if self._seen else None

    def now(self) -> float:
        """Return the instant for which kept answers are true, in seconds.

        Raises DatabaseError and StaleClock where that cannot be known.
        """
        epoch, overdue = self.epoch(), self.monotonic() - self._next_check
        if overdue < 0 and epoch < self._until:
            return epoch
        must_wait = overdue > PATIENCE or epoch >= self._until
        if not self._lock.acquire(blocking=must_wait):
            return epoch
        try:
            # Another may have read it while this one waited.
            if self.monotonic() < self._next_check and epoch < self._until:
                return epoch
            return self._check()
        finally:
            self._lock.release()

    def check(self) -> float:
        """Read the ledger now and drop what has changed; return the instant."""
        with self._lock:
            return self._check()

    def _check(self) -> float:
        begun, epoch = self.monotonic(), self.epoch()
        earlier, at = self._seen, datetime.fromtimestamp(epoch, UTC)
        if earlier is not None and earlier.at - TREMBLE < at < earlier.at:
            at = earlier.at
        known: ledger.Seen | None = None
        try:
            seen = self.read(at)
            if earlier is None or seen.at < earlier.at:
                self._forget_all()
            else:
                self._compare(earlier, seen)
            known = seen
        finally:
            # Where it could not be read, nothing is known any more.
            self._seen, self._until = known, _lift(known)
        self._next_check = begun + self.every
        return epoch

    def _compare(self, earlier: ledger.Seen, seen: ledger.Seen) -> None:
        if seen.generation == earlier.generation and not earlier.has_passed(seen.at):
            return
        self.changes += 1
        events = ledger.between(earlier, seen)
        if events is None:
            self.kept.clear()
            return
        for event in events:
            self.kept.drop(surrogate.of_event(event))

    def _forget_all(self) -> None:
        self.changes += 1
        self.kept.clear()


def _lift(seen: ledger.Seen | None) -> float:
    """Return until when a reading holds, in seconds."""
    if seen is None:
        return -NEVER
    return seen.lift.timestamp() if seen.lift else NEVER
