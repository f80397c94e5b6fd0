"""What a process keeps of entries, by id: an entry never changes."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from threading import Lock
from typing import Any, ClassVar, Generic, TypeVar

from press import statements
from search import columns, models, port

Kept = TypeVar("Kept")

MOST = 300_000
# Of what is dropped at once so much goes, the oldest first.
DROPPED = 8
FIELDS = (
    *columns.OBJECT,
    "locale",
    "version",
    "published_at",
    "length",
    "facets",
)


class Keeper(Generic[Kept]):
    """Keeps what is made of the columns of entries, until it is too much.

    `weight` says how much of `most` a thing takes.
    """

    every: "ClassVar[list[Keeper[Any]]]" = []

    def __init__(
        self,
        fields: Collection[str],
        make: Callable[..., Kept],
        *,
        most: int,
        weight: Callable[[Kept], int] = lambda _kept: 1,
    ) -> None:
        self.make, self.most, self.weight = make, most, weight
        self.rows = statements.Statement(
            lambda _at: models.Entry.objects.filter(
                pk__in=statements.numbers("ids")
            ).values_list("id", *fields)
        )
        self._lock = Lock()
        self.forget()
        self.every.append(self)

    def of(self, ids: Collection[int]) -> dict[int, Kept]:
        """Return what is made of entries, by id; those that are gone are left out.

        What was read once is not read again. There is one query even where
        nothing is to be read.
        """
        held = self._held
        found = {pk: held[pk] for pk in ids if pk in held}
        missing = [pk for pk in ids if pk not in found]
        read = {row[0]: self.make(*row) for row in self.rows.rows(ids=missing)}
        if read:
            self._keep(read)
        return found | read if read else found

    def forget(self) -> None:
        """Forget all that is kept."""
        self._held: dict[int, Kept] = {}
        self._weight = 0

    def _keep(self, read: Mapping[int, Kept]) -> None:
        with self._lock:
            held = self._held
            held.update(read)
            self._weight += sum(map(self.weight, read.values()))
            while self._weight > self.most and held:
                for pk in list(islice(held, len(held) // DROPPED + 1)):
                    self._weight -= self.weight(held.pop(pk))


def forget() -> None:
    """Forget what is kept: a table was emptied and its ids may come again."""
    for keeper in Keeper.every:
        keeper.forget()


@dataclass(frozen=True, slots=True)
class Known:
    """An entry without its texts."""

    id: int
    key: port.Key
    locale: str
    version: int
    published_at: datetime | None
    length: float
    values: Mapping[str, tuple[str, ...]]


def known(ids: Collection[int]) -> dict[int, Known]:
    """Return entries by id, as `Keeper.of` does."""
    return _known.of(ids)


def values(facets: Mapping[str, Any], kind: str) -> dict[str, tuple[str, ...]]:
    """Return the values of each facet, as they are asked for."""
    return {
        "type": (kind,),
        "kind": (facets["kind"],) if facets["kind"] else (),
        "topic": tuple(facets["topics"]),
        "organisation": tuple(facets["organisations"]),
        "person": tuple(facets["people"]),
        "year": tuple(map(str, facets["years"])),
        "locale": tuple(facets["locales"]),
    }


def _of(
    pk: int,
    subject_kind: str,
    subject_key: str,
    kind: str,
    key: str,
    locale: str,
    version: int,
    published_at: datetime | None,
    length: float,
    facets: dict[str, Any],
) -> Known:
    return Known(
        id=pk,
        key=columns.key(subject_kind, subject_key, kind, key),
        locale=locale,
        version=version,
        published_at=published_at,
        length=length,
        values=values(facets, kind),
    )


_known = Keeper(FIELDS, _of, most=MOST)
