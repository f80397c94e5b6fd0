"""What a process keeps of entries, by id: an entry never changes."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from threading import Lock
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models.expressions import Combinable

from press import statements
from search import columns, models, port

Kept = TypeVar("Kept")
Store = TypeVar("Store", bound="Rows[Any]")

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


class Rows(dict[int, Kept]):
    """What is kept, by id."""

    def hold(self, rows: Mapping[int, Kept]) -> None:
        """Hold these too."""
        self.update(rows)


class Keeper(Generic[Kept, Store]):
    """Keeps what is made of the columns of entries, until it is too much.

    `weight` says how much of `most` a thing takes.
    """

    every: "ClassVar[list[Keeper[Any, Any]]]" = []

    def __init__(
        self,
        fields: Collection[str | Combinable],
        make: Callable[..., Kept],
        *,
        most: int,
        weight: Callable[[Kept], int] = lambda _kept: 1,
        store: Callable[[], Store],
    ) -> None:
        self.make, self.most, self.weight, self.store = make, most, weight, store
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
        held = self.holding(ids)
        return {pk: held[pk] for pk in ids if pk in held}

    def holding(self, ids: Collection[int]) -> Store:
        """Return all that is kept, these among it; nothing goes from what is given."""
        held = self._held
        missing = set(ids).difference(held)
        read = {row[0]: self.make(*row) for row in self.rows.rows(ids=missing)}
        if read:
            self._keep(read)
        # Where another thread dropped some, what it left is another dictionary.
        if held.keys() >= read.keys():
            return held
        return self._stored({**held, **read})

    def forget(self) -> None:
        """Forget all that is kept."""
        self._held = self.store()
        self._weight = 0

    def _keep(self, read: Mapping[int, Kept]) -> None:
        with self._lock:
            new = {pk: one for pk, one in read.items() if pk not in self._held}
            self._held.hold(new)
            self._weight += sum(map(self.weight, new.values()))
            while self._weight > self.most and self._held:
                oldest = len(self._held) // DROPPED + 1
                gone = islice(self._held.values(), oldest)
                self._weight -= sum(map(self.weight, gone))
                rest = islice(self._held.items(), oldest, None)
                self._held = self._stored(dict(rest))

    def _stored(self, rows: Mapping[int, Kept]) -> Store:
        made = self.store()
        made.hold(rows)
        return made


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


class Entries(Rows[Known]):
    """Entries by id, and the ids of each locale."""

    def __init__(self) -> None:
        super().__init__()
        self.locales: defaultdict[str, set[int]] = defaultdict(set)

    def hold(self, rows: Mapping[int, Known]) -> None:
        """Hold these too; who sees one sees it in its locale: threads share them."""
        for pk, row in rows.items():
            self.locales[row.locale].add(pk)
        super().hold(rows)


def known(ids: Collection[int]) -> dict[int, Known]:
    """Return these entries by id, as `Keeper.of` does."""
    return _known.of(ids)


def entries(ids: Collection[int]) -> Entries:
    """Return entries by id, these and others, as `Keeper.holding` does."""
    return _known.holding(ids)


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


_known = Keeper(FIELDS, _of, most=MOST, store=Entries)
