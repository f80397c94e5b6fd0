"""What a search finds at an instant: the index, checked against what is public."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from press import models, queries
from search import analysis, backends, documents, facets, port, scoring, waiting


@dataclass(frozen=True)
class Asked:
    """A search: words, the locale they are in, facets chosen, part of the list."""

    words: str
    locale: str
    chosen: Mapping[str, str]
    newest_first: bool = False
    start: int = 0
    size: int = 20


@dataclass(frozen=True)
class Hit:
    """A document that was found, with its texts, as public as it gets."""

    document: documents.SearchDocument
    release: models.Document | None
    score: float


@dataclass(frozen=True)
class Page:
    """One part of what was found, and the whole of it in numbers."""

    query: analysis.Query
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, list[facets.Count]]


def find(asked: Asked, *, at: datetime) -> Page:
    """Return what is public at `at` and meets a search.

    The ledger is read before the index: what is acknowledged in between is then
    found twice and never not at all. From the index comes what its own version
    says is public still; what waits in the ledger comes from the database. The
    number of queries depends neither on what is found nor on what is hidden.
    """
    query = analysis.parse(asked.words, locale=asked.locale)
    waits = waiting.read(at=at, locale=asked.locale)
    found = backends.index().find(query)
    subjects = {item.document.subject for item in found.candidates} | waits.subjects
    public = _Public(subjects, locale=asked.locale, at=at)
    held = [
        item
        for item in found.candidates
        if item.document.subject not in waits.subjects and public.has(item.document)
    ]
    behind = [
        scoring.candidate(row, query)
        for row in waits.public
        if scoring.meets(row, query)
    ]
    ranked = scoring.ranked(held + behind, query, statistics=found.statistics, at=at)
    rows = [item.candidate.document for item in ranked]
    kept = [
        item for item in ranked if facets.has(item.candidate.document, asked.chosen)
    ]
    if asked.newest_first:
        kept.sort(key=_newest)
    shown = kept[asked.start : asked.start + asked.size]
    return Page(
        query=query,
        total=len(kept),
        hits=_hits(shown, public),
        facets=facets.counted(rows, asked.chosen),
    )


def _newest(item: scoring.Scored) -> float:
    instant = item.candidate.document.published_at
    return -instant.timestamp() if instant else 0.0


class _Public:
    """What is public at an instant of the subjects that may be found: two queries."""

    def __init__(
        self, subjects: Collection[documents.Subject], *, locale: str, at: datetime
    ) -> None:
        self.rows = queries.documents(at=at, locale=locale)
        self.records = {
            documents.subject_of_record(row): row
            for row in waiting.records(subjects, at=at, locale=locale)
        }
        versions = self.rows.filter(release__in=waiting.releases(subjects))
        self.versions = {
            documents.Subject("release", str(release), locale): version
            for release, version in versions.values_list("release_id", "version")
        } | {subject: row.version for subject, row in self.records.items()}

    def has(self, row: documents.SearchDocument) -> bool:
        """Tell whether a document is public in the very version that it is of."""
        return self.versions.get(row.subject) == row.version

    def releases(
        self, subjects: Collection[documents.Subject]
    ) -> dict[documents.Subject, models.Document]:
        """Read the releases among these subjects whole: one query."""
        rows = self.rows.filter(release__in=waiting.releases(subjects))
        return {documents.subject_of_release(row): row for row in rows}


def _hits(shown: Collection[scoring.Scored], public: _Public) -> tuple[Hit, ...]:
    """Put the texts of the public side to what is shown."""
    keys = [port.key_of(item.candidate.document) for item in shown]
    releases = public.releases({key.subject for key in keys})
    texts: dict[port.Key, documents.SearchDocument] = {}
    for row in releases.values():
        texts |= {port.key_of(made): made for made in documents.of_release(row)}
    for key in keys:
        record = public.records.get(key.subject)
        made_of = documents.of_record(record) if record else []
        texts |= {port.key_of(made): made for made in made_of}
    return tuple(
        Hit(texts[key], releases.get(key.subject), item.score)
        for key, item in zip(keys, shown, strict=True)
        if key in texts
    )
