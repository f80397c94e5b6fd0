"""The port: what search asks of an index, whatever engine holds it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from search import analysis, documents


@dataclass(frozen=True)
class Counts:
    """How often a token stands in each text of a document."""

    title: int = 0
    lead: int = 0
    body: int = 0


@dataclass(frozen=True)
class Candidate:
    """A document that has some token of a query: what decides on it and ranks it.

    It comes from the index, or from the database where the index is behind.
    """

    document: documents.SearchDocument
    length: float
    counts: Mapping[str, Counts]


@dataclass(frozen=True)
class Statistics:
    """What an index knows of a locale as a whole: how rare a token is in it."""

    count: int = 0
    length: float = 0.0
    frequencies: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """The answer of an index, unranked: every document that a query can meet."""

    candidates: tuple[Candidate, ...] = ()
    statistics: Statistics = field(default_factory=Statistics)


@dataclass(frozen=True, order=True)
class Key:
    """A document's place in an index."""

    subject: documents.Subject
    type: str
    key: str


class Index(Protocol):
    """An index of search documents.

    The texts of documents that come out of an index are empty: what is shown is
    read from the public side.
    """

    def put(self, rows: Iterable[documents.SearchDocument]) -> None:
        """Hold these documents, in the place of those with the same key."""
        ...

    def remove(self, subject: documents.Subject, *, keep: Iterable[Key] = ()) -> None:
        """Forget the documents of a subject, but those in `keep`."""
        ...

    def find(self, query: analysis.Query) -> Found:
        """Return what has some token of a query, all its phrases, none left out."""
        ...

    def suggest(self, start: str, *, locale: str, most: int) -> list[str]:
        """Return tokens that begin like this one, the commonest first."""
        ...

    def rebuild(self, rows: Iterable[documents.SearchDocument]) -> None:
        """Hold these documents and no others."""
        ...

    def compare(
        self,
        rows: Iterable[documents.SearchDocument],
        *,
        subjects: Collection[documents.Subject] | None = None,
    ) -> Iterator[documents.Subject]:
        """Yield the subjects of which the index holds anything else than `rows`.

        `subjects` says which to look at; without it, all that are held.
        """
        ...


def key_of(row: documents.SearchDocument) -> Key:
    """Return a document's place."""
    return Key(row.subject, row.type, row.key)
