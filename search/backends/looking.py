"""What is looked for in the tables of entries, and what of a locale is found there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from search import kept, parsing, port, scoring

ANYWHERE, TITLE, WRITTEN = "anywhere", "title", "written"


class Sought(NamedTuple):
    """A place to look in, what must stand there, and what of must stand anywhere."""

    place: str
    atom: parsing.Atom
    beside: tuple[parsing.Atom, ...] = ()


class Look:
    """What is looked for of a query; what stands everywhere beside what tells."""

    def __init__(self, query: parsing.Query, telling: tuple[int, ...]) -> None:
        self.query = query
        self.telling = _atoms(query.terms[place] for place in telling)
        self.any_term = self.telling or _atoms(query.terms)

    def term(self, place: str, atom: parsing.Atom) -> Sought:
        return Sought(place, atom, () if atom in self.telling else self.telling)

    def other(self, place: str, atom: parsing.Atom) -> Sought:
        """Return what decides on texts that are found by their terms, if any."""
        return Sought(place, atom, self.any_term)

    def sought(self) -> Iterator[Sought]:
        """Yield all that is looked for."""
        for atom in _atoms(self.query.terms):
            yield self.term(ANYWHERE, atom)
            yield self.term(TITLE, atom)
        for atom in self.query.without:
            yield self.other(ANYWHERE, atom)
        for atom in (*self.query.phrases, *self.query.excluded):
            yield self.other(WRITTEN, atom)


def _atoms(terms: Iterable[parsing.Term]) -> tuple[parsing.Atom, ...]:
    return tuple(dict.fromkeys(atom for term in terms for atom in term.alternatives))


class InLocale:
    """What is found of one query, in the entries of its locale."""

    def __init__(
        self,
        look: Look,
        statistics: port.Statistics,
        have: Mapping[Sought, list[int]],
        known: kept.Entries,
    ) -> None:
        self.look, self.query, self.statistics = look, look.query, statistics
        self.have, self.known = have, known
        mine = known.locales[self.query.locale]
        self.terms = [self._having(ANYWHERE, term) & mine for term in self.query.terms]
        phrases = [have[look.other(WRITTEN, phrase)] for phrase in self.query.phrases]
        self.found = mine.intersection(*phrases) if phrases else set()

    def scores(self, enough: int) -> dict[int, float]:
        """Return the entries that meet enough of the query, roughly scored."""
        if self.terms:
            met = Counter(chain.from_iterable(self.terms))
            found = {row for row, count in met.items() if count >= enough}
        else:
            found = self.found.copy()
        for phrase in self.query.phrases:
            found.intersection_update(self.have[self.look.other(WRITTEN, phrase)])
        for atom in self.query.without:
            found.difference_update(self.have[self.look.other(ANYWHERE, atom)])
        for atom in self.query.excluded:
            found.difference_update(self.have[self.look.other(WRITTEN, atom)])
        return self._scored(found)

    def _having(self, place: str, term: parsing.Term) -> set[int]:
        either = (self.have[self.look.term(place, atom)] for atom in term.alternatives)
        return set().union(*either)

    def _scored(self, found: set[int]) -> dict[int, float]:
        """Score by which words stand in the title, and which anywhere else."""
        scores = dict.fromkeys(found, 0.0)
        average = self.statistics.length or 1.0
        for term, having in zip(self.query.terms, self.terms, strict=True):
            weight = scoring.rarity(term, self.statistics)
            titled = self._having(TITLE, term)
            for row in found.intersection(having):
                often = 1.0 + scoring.TITLE if row in titled else 1.0
                damping = scoring.damping(self.known[row].length / average)
                scores[row] += weight * often / (often + damping)
        return scores
