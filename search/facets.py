"""Facets: what hits can be narrowed by, and how many are left for each value."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain

# So many values of a facet are told, and those that are chosen; of how many there are
# beside these, no more is told than this.
MOST, MOST_OTHERS = 30, 100
NAMES = ("type", "kind", "topic", "organisation", "person", "year", "locale")
# Those that have few values: objects with the same of all these are counted as one.
FEW = ("type", "kind", "year", "locale")
# Facets whose values are records, each with the kind of record.
RECORDS = {"topic": "topic", "organisation": "organisation", "person": "person"}

Values = Mapping[str, tuple[str, ...]]
Chosen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Count:
    """One value of a facet, and how many hits choosing it leaves."""

    value: str
    count: int


def has(values: Values, chosen: Chosen, *, but: str = "") -> bool:
    """Tell whether an object has a chosen value of each facet, one left aside."""
    return all(
        name == but or not wanted or not set(wanted).isdisjoint(values[name])
        for name, wanted in chosen.items()
    )


def counted(many: Iterable[Values], chosen: Chosen) -> dict[str, Counter[str]]:
    """Return each facet's values with the number of objects that have them.

    For that a facet's own choice is left aside; the others hold.
    """
    many = list(many)
    narrowing = [name for name, wanted in chosen.items() if wanted]
    kept = [values for values in many if has(values, chosen)] if narrowing else many
    counts = {name: Counter[str]() for name in NAMES}
    for name in NAMES:
        of = kept
        if name in narrowing:
            of = [values for values in many if has(values, chosen, but=name)]
        counts[name].update(chain.from_iterable([values[name] for values in of]))
    return counts


def counted_alike(
    alike: Iterable[tuple[Values, int]], chosen: Chosen
) -> dict[str, Counter[str]]:
    """Return counts of FEW as `counted` does, of objects that are alike and how many.

    The choices of other facets hold of these already.
    """
    mine = {name: wanted for name, wanted in chosen.items() if name in FEW}
    counts = {name: Counter[str]() for name in FEW}
    for values, many in alike:
        for name in FEW:
            if has(values, mine, but=name):
                counts[name].update(dict.fromkeys(values[name], many))
    return counts


def shared(many: Iterable[Values]) -> dict[str, frozenset[str]]:
    """Return each facet's values that any of these objects has."""
    many = list(many)
    return {
        name: frozenset(chain.from_iterable([values[name] for values in many]))
        for name in NAMES
    }


def together(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    """Return the sums of two counts."""
    if not one or not other:
        return one or other
    return Counter(one) + Counter(other)


def most(counts: Mapping[str, int], many: int) -> list[Count]:
    """Return so many values, those with the most hits first."""
    highest = nlargest(many, counts.values())
    least = highest[-1] if highest else 0
    some = [item for item in counts.items() if item[1] >= least]
    some.sort(key=lambda item: (-item[1], item[0]))
    return [Count(value, count) for value, count in some[:many]]
