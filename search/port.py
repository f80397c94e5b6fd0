"""The port: what search asks of an index, whatever engine holds it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from search import documents, parsing
from search.meaning import asking

# How much a text in another locale than the reader's counts.
OTHER = 0.5
# A token that more documents have than this is followed no further back, and only
# beside rarer ones where there are any.
MOST_HAVING = 10_000
# Of names that begin alike, and of titles, so many of the newest are looked at.
MOST_BEGUN = 2000


class Unanswered(Exception):
    """An engine did not answer, not in time, or not what was asked."""


class Key(NamedTuple):
    """An object's place in an index."""

    subject: documents.Subject
    type: str
    key: str


@dataclass(frozen=True)
class Statistics:
    """What a locale is like as a whole: its documents, and how rare a token is."""

    count: int = 0
    length: float = 0.0
    frequencies: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Search:
    """A search as an engine is asked it.

    `queries` are the same words in each locale, the reader's first. An object is
    found if in any of them it meets enough terms, has all phrases and nothing
    left out. Where some terms stand nearly everywhere, `telling` are the places
    of the rarer ones, one of which it must meet. `levels` say what is enough, one
    figure a query: the first level at which at least `filled` objects are found,
    or the last; as many as `late` says of each level wait elsewhere. `chosen`
    holds facets, each with its values, of which any will do. Nothing of the
    subjects `without` is found or counted. Those values of facets that are `shared`
    with what waits elsewhere are counted however few hits have them. `statistics`
    are those of each query's locale. Of what is found, in order, `size` objects are
    wanted from `start` on.
    """

    queries: tuple[parsing.Query, ...]
    levels: tuple[tuple[int, ...], ...]
    filled: int
    statistics: tuple[Statistics, ...]
    telling: tuple[tuple[int, ...], ...] = ()
    late: tuple[int, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: frozenset[documents.Subject] = frozenset()
    shared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    meaning: asking.Asked | None = None
    newest_first: bool = False
    start: int = 0
    size: int = 100

    def tells(self, place: int) -> tuple[int, ...]:
        """Return the telling terms of the query at a place."""
        return self.telling[place] if self.telling else ()

    def is_enough(self, count: int, *, level: int) -> bool:
        """Tell whether nothing weaker need be looked for than this level."""
        late = self.late[level] if self.late else 0
        return level == len(self.levels) - 1 or count + late >= self.filled


@dataclass(frozen=True)
class Match:
    """An object that was found; its score is comparable within one answer."""

    key: Key
    score: float


@dataclass(frozen=True)
class Found:
    """The answer of an index: some matches, and all of them in numbers.

    A facet's counts hold the other facets' choices and leave its own aside. They
    are of as many values with the most hits as facets.MOST and MOST_OTHERS together,
    of what is chosen and shared, and it may be of others. `level` is the place of the
    level that was enough.
    """

    matches: tuple[Match, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    level: int = 0


class Index(Protocol):
    """An index of search objects."""

    def put(self, objects: Iterable[documents.SearchObject]) -> None:
        """Hold these objects, in the place of those with the same key."""
        ...

    def remove(self, subject: documents.Subject, *, keep: Iterable[Key] = ()) -> None:
        """Forget the objects of a subject, but those in `keep`."""
        ...

    def find(self, search: Search) -> Found:
        """Return what meets a search, the best first by the engine's own measure."""
        ...

    def suggest(
        self, words: tuple[str, ...], *, locales: Collection[str], most: int
    ) -> list[Key]:
        """Return what is called so: the last word only begun, no quote among them."""
        ...

    def rebuild(self, objects: Iterable[documents.SearchObject]) -> None:
        """Hold these objects and no others."""
        ...

    def compare(
        self,
        objects: Iterable[documents.SearchObject],
        *,
        subjects: Collection[documents.Subject] | None = None,
    ) -> Iterator[documents.Subject]:
        """Yield the subjects of which the index holds anything else than `objects`.

        `subjects` says which to look at; without it, all that are held.
        """
        ...


def key_of(found: documents.SearchObject) -> Key:
    """Return an object's place."""
    return Key(found.subject, found.type, found.key)
