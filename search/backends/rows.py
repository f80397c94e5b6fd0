"""What both databases share: documents as rows, and rows as candidates."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Avg, Count, Q, QuerySet

from search import analysis, documents, models, port, scoring

MANY = 200
KEYS = ["subject_kind", "subject_key", "locale", "type", "key"]
CHANGED = ["version", "hash", "published_at", "facets", "title", "lead", "body"]


@dataclass(frozen=True)
class Posting:
    """A token in a row, counted by text."""

    token: str
    row: int
    counts: port.Counts


class RowsIndex:
    """An index in the table of entries; an engine adds how tokens are found."""

    def matching(self, query: analysis.Query) -> QuerySet[models.Entry]:
        """Return the rows that have a token, all phrases, and none left out."""
        raise NotImplementedError

    def postings(self, query: analysis.Query) -> list[Posting]:
        """Return where the tokens of a query stand, in all rows of its locale."""
        raise NotImplementedError

    def written(self, rows: list[models.Entry]) -> None:
        """Follow rows that were just written."""

    def tokens_like(self, start: str, *, locale: str, most: int) -> list[str]:
        """Return the tokens that begin like this one, the commonest first."""
        raise NotImplementedError

    def put(self, rows: Iterable[documents.SearchDocument]) -> None:
        waiting = iter(rows)
        with transaction.atomic():
            while some := list(islice(waiting, MANY)):
                self._put(some)

    def remove(
        self, subject: documents.Subject, *, keep: Iterable[port.Key] = ()
    ) -> None:
        rows = models.Entry.objects.filter(**_of(subject))
        for key in keep:
            rows = rows.exclude(type=key.type, key=key.key)
        rows.delete()

    def find(self, query: analysis.Query) -> port.Found:
        if query.is_empty:
            return port.Found()
        whole = models.Entry.objects.filter(locale=query.locale).aggregate(
            count=Count("pk"), length=Avg("length")
        )
        frequencies: dict[str, int] = {}
        counts: dict[int, dict[str, port.Counts]] = {}
        for posting in self.postings(query):
            frequencies[posting.token] = frequencies.get(posting.token, 0) + 1
            counts.setdefault(posting.row, {})[posting.token] = posting.counts
        rows = self.matching(query).defer("title", "lead", "body")
        return port.Found(
            candidates=tuple(
                port.Candidate(_document(row), row.length, counts.get(row.pk, {}))
                for row in rows
            ),
            statistics=port.Statistics(
                count=whole["count"],
                length=whole["length"] or 0.0,
                frequencies=frequencies,
            ),
        )

    def suggest(self, start: str, *, locale: str, most: int) -> list[str]:
        folded = analysis.fold(analysis.clean(start).strip())
        return self.tokens_like(folded, locale=locale, most=most) if folded else []

    def rebuild(self, rows: Iterable[documents.SearchDocument]) -> None:
        with transaction.atomic():
            models.Entry.objects.all().delete()
            self.put(rows)

    def compare(
        self,
        rows: Iterable[documents.SearchDocument],
        *,
        subjects: Collection[documents.Subject] | None = None,
    ) -> Iterator[documents.Subject]:
        wanted = {port.key_of(row): row.hash for row in rows}
        there = models.Entry.objects.only(*KEYS, "hash")
        if subjects is not None:
            there = there.filter(_any(subjects))
        held = {_key(row): row.hash for row in there}
        differing = (
            key.subject
            for key in sorted(wanted.keys() | held.keys())
            if wanted.get(key) != held.get(key)
        )
        yield from dict.fromkeys(differing)

    def _put(self, some: list[documents.SearchDocument]) -> None:
        """Write some rows; what is there already keeps its own row."""
        entries = [_entry(row) for row in some]
        models.Entry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=KEYS,
            update_fields=[*CHANGED, "length"],
        )
        written = models.Entry.objects.filter(_any({row.subject for row in some}))
        self.written(list(written))


def _any(subjects: Iterable[documents.Subject]) -> Q:
    where = Q(pk=None)
    for subject in subjects:
        where |= Q(**_of(subject))
    return where


def _of(subject: documents.Subject) -> dict[str, str]:
    return {
        "subject_kind": subject.kind,
        "subject_key": subject.key,
        "locale": subject.locale,
    }


def _key(row: models.Entry) -> port.Key:
    return port.Key(_subject(row), row.type, row.key)


def _subject(row: models.Entry) -> documents.Subject:
    return documents.Subject(row.subject_kind, row.subject_key, row.locale)


def _entry(row: documents.SearchDocument) -> models.Entry:
    title, lead, body = (
        analysis.tokens(text, locale=row.locale)
        for text in (row.title, row.lead, row.body)
    )
    return models.Entry(
        **_of(row.subject),
        type=row.type,
        key=row.key,
        version=row.version,
        hash=row.hash,
        published_at=row.published_at,
        facets=asdict(row.facets),
        title=" ".join(title),
        lead=" ".join(lead),
        body=" ".join(body),
        length=scoring.length_of(title, lead, body),
    )


def _document(row: models.Entry) -> documents.SearchDocument:
    facets: dict[str, Any] = row.facets
    return documents.SearchDocument(
        type=row.type,  # type: ignore[arg-type]
        key=row.key,
        subject=_subject(row),
        version=row.version,
        title="",
        facets=documents.Facets(
            kind=facets["kind"],
            year=facets["year"],
            topics=tuple(facets["topics"]),
            organisations=tuple(facets["organisations"]),
            people=tuple(facets["people"]),
        ),
        published_at=row.published_at,
    )
