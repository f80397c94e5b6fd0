"""Prepared answers in memory: the least asked for go first, a key drops its own."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable

from press.delivery import surrogate
from press.delivery.prepared import forms

# How long an answer is kept at least, in seconds, and at most twice that: not all at
# once. A process that ends between saving a plain page and telling it leaves copies of
# the page as it was, which end with this.
LIFE = 300.0


class Store:
    """Answers by request, at most `limit` bytes of them; safe among threads."""

    def __init__(
        self, *, limit: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.limit = limit
        self.clock = clock
        self.size = 0
        self._answers: OrderedDict[Hashable, tuple[forms.Answer, int, float]] = (
            OrderedDict()
        )
        self._by_key: dict[str, set[Hashable]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, request: Hashable) -> forms.Answer | None:
        """Return the answer kept for a request, and note that it was asked for."""
        with self._lock:
            found = self._answers.get(request)
            if found is None:
                return None
            answer, _size, until = found
            if self.clock() >= until:
                self._drop(request)
                return None
            self._answers.move_to_end(request)
            return answer

    def put(self, request: Hashable, answer: forms.Answer) -> None:
        """Keep an answer in all the forms that it has; what is too large is not."""
        size = answer.size()
        with self._lock:
            self._drop(request)
            if size > self.limit:
                return
            while self.size + size > self.limit:
                self._drop(next(iter(self._answers)))
            until = self.clock() + LIFE + hash(request) % LIFE
            self._answers[request] = (answer, size, until)
            self.size += size
            for key in _keys(answer):
                self._by_key.setdefault(key, set()).add(request)

    def drop(self, keys: Iterable[str]) -> None:
        """Forget every answer that depends on one of these keys."""
        with self._lock:
            for key in keys:
                for request in list(self._by_key.get(key, ())):
                    self._drop(request)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._answers.clear()
            self._by_key.clear()
            self.size = 0

    def _drop(self, request: Hashable) -> None:
        found = self._answers.pop(request, None)
        if found is None:
            return
        answer, size, _until = found
        self.size -= size
        for key in _keys(answer):
            requests = self._by_key.get(key)
            if requests is not None:
                requests.discard(request)
                if not requests:
                    del self._by_key[key]


def _keys(answer: forms.Answer) -> set[str]:
    """Return the keys that drop an answer; a broad one answers to any event."""
    noted = answer.noted
    return noted.keys if noted.is_narrow else {surrogate.ANYTHING}
