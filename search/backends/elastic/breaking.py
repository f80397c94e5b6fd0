"""A circuit breaker: an engine that failed is left alone for a while."""

import threading
import time
from collections.abc import Callable

WAIT = 5.0


class Breaker:
    """Whether an engine may be asked: not within WAIT seconds of a failure.

    After that one request at a time tries, and the others go on doing without: an
    engine that hangs costs one of them its time limit.
    """

    def __init__(
        self, *, wait: float = WAIT, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.wait, self.now = wait, now
        self._lock = threading.Lock()
        self._closed_until: float | None = None

    def may_ask(self) -> bool:
        """Tell whether to ask; who is told so says how it went."""
        with self._lock:
            if self._closed_until is None:
                return True
            if self.now() < self._closed_until:
                return False
            self._closed_until = self.now() + self.wait
            return True

    def answered(self) -> None:
        """Note that the engine answered."""
        with self._lock:
            self._closed_until = None

    def failed(self) -> None:
        """Note that it did not, or not in time."""
        with self._lock:
            self._closed_until = self.now() + self.wait
