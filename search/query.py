"""What a search finds at an instant: the index, checked against what is public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from search import asking, facets, gathering, parsing, pool, port, reading, waiting


@dataclass(frozen=True)
class Hit:
    """An object that was found, in the locale it is shown in.

    `found_in` is the locale of the text that has the words.
    """

    shown: reading.Shown
    score: float
    found_in: str


@dataclass(frozen=True)
class Page:
    """One part of what was found, and the whole of it in numbers.

    `repaired` has the words that stand nowhere, each with the one that was looked
    for instead; `meant` is a likelier question, or empty. It is degraded where
    the database answered for an engine that could not.
    """

    queries: tuple[parsing.Query, ...]
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    repaired: Mapping[str, str] = field(default_factory=dict)
    meant: str = ""
    is_degraded: bool = False

    def query(self, locale: str) -> parsing.Query:
        """Return what was asked in a locale."""
        mine = (query for query in self.queries if query.locale == locale)
        return next(mine, self.queries[0])


def find(asked: asking.Asked, *, at: datetime) -> Page:
    """Return what is public at `at` and meets a search.

    The ledger is read before the index: what is acknowledged in between is then
    found twice and never not at all. From the index comes what its own version
    says is public still; what waits in the ledger comes from the database. The
    number of queries does not depend on what is hidden.
    """
    waits = waiting.read(at=at)
    made = asking.prepared(asked, waits, at=at)
    search = made.search
    got = gathering.gathered(search, waits, at=at)
    ranked = pool.ranked(got.found, got.held, got.late, search, at=at)
    return Page(
        queries=search.queries,
        total=got.found.total + sum(row.is_chosen for row in got.late),
        hits=_hits(pool.part(ranked, search, behind=got.behind)),
        facets=_facets(got.found, got.late, asked.chosen),
        repaired=made.repaired,
        meant=made.meant,
        is_degraded=got.is_degraded,
    )


def _hits(items: Sequence[pool.Item]) -> tuple[Hit, ...]:
    """Put the texts to show to what is shown: one query."""
    texts = reading.shown([item.entry for item in items])
    both = ((item, item.waits or texts.get(item.entry)) for item in items)
    return tuple(
        Hit(shown, item.score, item.found_in(shown.locale))
        for item, shown in both
        if shown
    )


def _facets(
    found: port.Found, late: Sequence[pool.Late], chosen: facets.Chosen
) -> dict[str, Mapping[str, int]]:
    behind = facets.counted([row.values for row in late], chosen)
    return {
        name: facets.together(found.facets.get(name, {}), behind[name])
        for name in facets.NAMES
    }
