"""What a public answer depends on, as Surrogate-Key says it to every kind of cache."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from press import models

HEADER = "Surrogate-Key"
# Where the layer before Django finds what was noted, in the environ of a request.
NOTED = "newsroom.noted"
# Whatever did not say more closely what it depends on: any event changes it.
ANYTHING = "anything"


@dataclass
class Noted:
    """What was noted while one answer was made."""

    keys: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    is_narrow: bool = False
    is_fleeting: bool = False
    changed_at: datetime | None = None
    at: datetime | None = None

    def header(self) -> str:
        """Return the value of the header: the same keys in the same order.

        It names what is public. That an answer waits for something hidden, or for
        nothing, is for this process alone.
        """
        return " ".join(sorted({ANYTHING, *self.shown}))


_noted: ContextVar[Noted | None] = ContextVar("surrogate_noted", default=None)


@contextmanager
def noting() -> Iterator[Noted]:
    """Collect what is noted while an answer is made."""
    noted = Noted()
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def release(key: UUID | str) -> str:
    """Return the key of all that shows or links to a release."""
    return f"release-{key}"


def record(kind: str, key: UUID | str) -> str:
    """Return the key of all that shows a record."""
    return f"record-{kind}-{key}"


def locale(code: str) -> str:
    """Return the key of all that is answered in a locale."""
    return f"locale-{code}"


def kind(name: str) -> str:
    """Return the key of all that shows a release, a quote, a person and so on."""
    return f"type-{name}"


def depends_on(keys: Iterable[str]) -> None:
    """Note keys of the answer that is being made, of hidden things too."""
    noted = _noted.get()
    if noted is not None:
        noted.keys.update(keys)


def shows(keys: Iterable[str]) -> None:
    """Note keys of public things that the answer shows; the header tells them."""
    noted = _noted.get()
    if noted is not None:
        noted.shown.update(keys)


def changed_at(instants: Iterable[datetime]) -> None:
    """Note when something that the answer shows was last changed."""
    noted = _noted.get()
    if noted is not None:
        known = [noted.changed_at] if noted.changed_at else []
        noted.changed_at = max([*known, *instants], default=None)


def nothing_else() -> None:
    """Note that events which carry none of the noted keys leave the answer alone."""
    noted = _noted.get()
    if noted is not None:
        noted.is_narrow = True


def fleeting() -> None:
    """Note that the answer depends on more than the ledger: keep no copy of it."""
    noted = _noted.get()
    if noted is not None:
        noted.is_fleeting = True


def of_event(event: models.Event) -> set[str]:
    """Return the keys of all the answers that an event changes."""
    if event.release_id is not None:
        return {ANYTHING, release(event.release_id)}
    return {ANYTHING, record(event.record_kind, event.key)}
