"""The entries whose vectors are nearest to a question's, held in the process."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy

from search import models
from search.meaning import asking, fusing, model, tables

# So many at most are found by meaning in a locale.
MOST = 20
# Rows read at a time, and places made when there is no more room.
MANY = 2000
# Entries that are gone make room for others so often at most.
MOST_TRIES = 3

Near = dict[int, float]


@dataclass
class _Held:
    """Vectors in rows, each of an entry: its id, its locale, those of its object.

    Rows are added behind `count` and never change: who read a count may go on
    with its rows while others are added.
    """

    until: int = 0
    count: int = 0
    vectors: Any = field(default_factory=lambda: _empty(model.DIMENSIONS))
    ids: Any = field(default_factory=lambda: _empty(dtype=numpy.int64))
    locales: Any = field(default_factory=lambda: _empty(dtype=numpy.int64))
    present: Any = field(default_factory=lambda: _empty(dtype=numpy.int64))
    bits: dict[str, int] = field(default_factory=dict)

    def bit(self, locale: str) -> int:
        """Return the bit of a locale."""
        return self.bits.setdefault(locale, 1 << len(self.bits))

    def add(self, rows: Collection[tuple[int, str, Iterable[str], bytes]]) -> None:
        """Add rows: id, locale, the locales of the object, vector."""
        self._make_room(len(rows))
        for place, (pk, locale, together, vector) in enumerate(rows, self.count):
            self.ids[place], self.locales[place] = pk, self.bit(locale)
            self.present[place] = sum(map(self.bit, set(together)))
            self.vectors[place] = numpy.frombuffer(vector, dtype=model.STORED)
        self.count += len(rows)

    def drop(self, gone: Collection[int]) -> "_Held":
        """Return the same without some entries."""
        stay = numpy.flatnonzero(~numpy.isin(self.ids[: self.count], list(gone)))
        return _Held(
            self.until,
            len(stay),
            self.vectors[stay],
            self.ids[stay],
            self.locales[stay],
            self.present[stay],
            self.bits,
        )

    def _make_room(self, more: int) -> None:
        if self.count + more <= len(self.ids):
            return
        extra = max(self.count, more, MANY)
        for name in ("vectors", "ids", "locales", "present"):
            old = getattr(self, name)
            new = numpy.zeros((len(old) + extra, *old.shape[1:]), dtype=old.dtype)
            new[: self.count] = old[: self.count]
            setattr(self, name, new)


_lock = Lock()
_held: list[_Held] = []


def nearest(
    vector: bytes, *, locales: Collection[str], lacking: str = "", most: int = MOST
) -> list[tuple[int, float]]:
    """Return the nearest entries of these locales with their cosines, nearest first.

    With `lacking`, only those whose objects are not in that locale.
    """
    for _try in range(MOST_TRIES):
        held = _current()
        found = _best(held, vector, locales=locales, lacking=lacking, most=most)
        there = models.Entry.objects.filter(pk__in=[0, *(pk for pk, _near in found)])
        alive = set(there.values_list("pk", flat=True))
        gone = {pk for pk, _near in found} - alive
        if not gone:
            return found
        with _lock:
            _held[:] = [one.drop(gone) for one in _held]
    return [(pk, near) for pk, near in found if pk in alive]


def near(asked: asking.Asked) -> Near:
    """Return the entries that are found by meaning, each with its cosine."""
    found: Near = {}
    if asked.is_question:
        found |= nearest(asked.vector, locales=[asked.locale])
    for locale in asked.others:
        found |= nearest(asked.vector, locales=[locale], lacking=asked.locale)
    return {pk: cosine for pk, cosine in found.items() if cosine >= fusing.LOW}


def cosines(vector: bytes, entries: Collection[int]) -> Near:
    """Return how near each of these entries is: one query."""
    rows = tables.Embedding.objects.filter(entry__in=[0, *entries])
    sought = _floats(vector)
    return {
        pk: float(_floats(bytes(stored)) @ sought)
        for pk, stored in rows.values_list("entry", "vector")
    }


def forget() -> None:
    """Forget what is held: a table was emptied and its ids may come again."""
    with _lock:
        _held.clear()


def _best(
    held: _Held, vector: bytes, *, locales: Collection[str], lacking: str, most: int
) -> list[tuple[int, float]]:
    count = held.count
    wanted = sum(held.bits.get(locale, 0) for locale in set(locales))
    allowed = (held.locales[:count] & wanted) != 0
    if lacking:
        allowed &= (held.present[:count] & held.bits.get(lacking, 0)) == 0
    places = numpy.flatnonzero(allowed)
    if not len(places):
        return []
    near = (held.vectors[:count] @ _floats(vector))[places]
    best = numpy.lexsort((held.ids[places], -near))[:most]
    return [(int(held.ids[places[row]]), float(near[row])) for row in best]


def _current() -> _Held:
    """Return what is held, with what was written since: one query or more.

    Vectors are written under the ledger's lock, so that their ids are in the
    order in which they can be seen.
    """
    with _lock:
        if not _held:
            _held.append(_Held())
        held = _held[0]
        for rows in _since(held.until):
            known = _entries([entry for _pk, entry, _vector in rows])
            held.add(
                [
                    (entry, *known[entry], vector)
                    for _pk, entry, vector in rows
                    if entry in known
                ]
            )
            held.until = rows[-1][0]
        return held


def _since(until: int) -> Iterator[list[tuple[int, int, bytes]]]:
    while True:
        newer = tables.Embedding.objects.filter(pk__gt=until).order_by("pk")
        rows = [
            (pk, entry, bytes(vector))
            for pk, entry, vector in newer.values_list("pk", "entry", "vector")[:MANY]
        ]
        if rows:
            yield rows
            until = rows[-1][0]
        if len(rows) < MANY:
            return


def _entries(ids: Collection[int]) -> dict[int, tuple[str, list[str]]]:
    rows = models.Entry.objects.filter(pk__in=ids)
    return {
        pk: (locale, facets["locales"])
        for pk, locale, facets in rows.values_list("pk", "locale", "facets")
    }


def _floats(vector: bytes) -> Any:
    return numpy.frombuffer(vector, dtype=model.STORED).astype(numpy.float32)


def _empty(*more: int, dtype: Any = numpy.float32) -> Any:
    return numpy.zeros((0, *more), dtype=dtype)
