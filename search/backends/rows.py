"""What both databases share: objects as rows, and rows as matches."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import nlargest, nsmallest
from itertools import islice
from types import MappingProxyType

from django.db import transaction
from django.db.models import Q

from search import (
    columns,
    documents,
    dropping,
    facets,
    kept,
    models,
    port,
    scoring,
    synonyms,
    vocabulary,
)
from search.backends import entries, looking, renewals
from search.meaning import finding as meaning

MANY = 200
# Objects with their scores, each with its entry that is scored so.
Scored = Mapping[port.Key, tuple[float, kept.Known]]


class RowsIndex:
    """An index in the table of entries; an engine adds how words are found."""

    def having(
        self, sought: Collection[looking.Sought]
    ) -> Mapping[looking.Sought, list[int]]:
        """Return the newest MOST_HAVING entries in which each of these stands."""
        raise NotImplementedError

    def begun(
        self, words: tuple[str, ...], *, types: tuple[documents.Type, ...], most: int
    ) -> list[int]:
        """Return the newest entries whose title has the words, the last as begun.

        `types` are documents.CALLED or documents.TITLED.
        """
        raise NotImplementedError

    def written(self, rows: list[models.Entry]) -> None:
        """Follow rows that were just written."""

    def put(self, objects: Iterable[documents.SearchObject]) -> None:
        waiting = iter(objects)
        with transaction.atomic():
            while some := list(islice(waiting, MANY)):
                self._forget(_any(port.key_of(found) for found in some))
                self._add(some)

    def remove(
        self, subject: documents.Subject, *, keep: Iterable[port.Key] = ()
    ) -> None:
        kept_here = _any(keep)
        with transaction.atomic():
            self._forget(
                Q(subject_kind=subject.kind, subject_key=subject.key) & ~kept_here
            )

    def find(self, search: port.Search) -> port.Found:
        looks = [
            looking.Look(query, search.tells(place))
            for place, query in enumerate(search.queries)
        ]
        have = self.having({one: None for look in looks for one in look.sought()})
        near = meaning.near(search.meaning)
        known = kept.entries(set(near).union(*have.values()))
        parts = [
            looking.InLocale(look, statistics, have, known)
            for look, statistics in zip(looks, search.statistics, strict=True)
        ]
        for level, enough in enumerate(search.levels):
            found = _scores(parts, enough, without=search.without)
            if search.is_enough(len(found), level=level):
                meant = {
                    known[pk].key: (near[pk], known[pk]) for pk in near if pk in known
                }
                return _found(search, _with(found, meant, search), level)
        return port.Found()

    def suggest(
        self, words: tuple[str, ...], *, locales: Collection[str], most: int
    ) -> list[port.Key]:
        found = kept.known(
            [
                pk
                for types in (documents.CALLED, documents.TITLED)
                for pk in self.begun(words, types=types, most=port.MOST_BEGUN)
            ]
        )
        mine = (row.key for row in found.values() if row.locale in locales)
        return list(dict.fromkeys(mine))[:most]

    def rebuild(self, objects: Iterable[documents.SearchObject]) -> None:
        with transaction.atomic():
            dropping.drop(models.Entry.objects.all())
            vocabulary.forget()
            synonyms.unfollow(Q())
            waiting = iter(objects)
            counts = vocabulary.Counts()
            while some := list(islice(waiting, MANY)):
                counts.add(self._written(some))
            counts.write()

    def renew(
        self,
        subjects: Collection[documents.Subject],
        objects: Iterable[documents.SearchObject],
        *,
        analysed: Mapping[str, list[models.Entry]],
    ) -> set[documents.Subject]:
        """Hold these objects of the subjects and no others, each row anew.

        `analysed` are rows that were made before, by the hash of their object.
        Return the subjects of which anything changed but the ids of rows.
        """
        there = models.Entry.objects.filter(columns.of(subjects))
        with transaction.atomic():
            before = list(there.all())
            dropping.drop(there)
            synonyms.unfollow(columns.of(subjects))
            self._written(list(objects), analysed)
            renewed = renewals.Renewed(before, list(there.all()))
            vocabulary.follow(added=renewed.came, removed=renewed.went)
            meaning.carry(renewed.same)
        return renewed.subjects

    def compare(
        self,
        objects: Iterable[documents.SearchObject],
        *,
        subjects: Collection[documents.Subject] | None = None,
    ) -> Iterator[documents.Subject]:
        wanted = {
            port.key_of(found): {(found.hash, code) for code in found.facets.locales}
            for found in objects
        }
        there = models.Entry.objects.all()
        if subjects is not None:
            there = there.filter(columns.of(subjects))
        held: dict[port.Key, set[tuple[str, str]]] = {}
        rows = there.values_list(*columns.OBJECT, "hash", "locale")
        for *place, digest, code in rows:
            held.setdefault(columns.key(*place), set()).add((digest, code))
        differing = (
            key.subject
            for key in sorted(wanted.keys() | held.keys())
            if wanted.get(key) != held.get(key)
        )
        yield from dict.fromkeys(differing)

    def _forget(self, where: Q) -> None:
        rows = list(models.Entry.objects.filter(where))
        dropping.drop(models.Entry.objects.filter(pk__in=[row.pk for row in rows]))
        vocabulary.follow(removed=rows)
        synonyms.unfollow(columns.of({columns.key_of(row).subject for row in rows}))

    def _add(self, some: list[documents.SearchObject]) -> None:
        vocabulary.follow(added=self._written(some))

    def _written(
        self,
        some: list[documents.SearchObject],
        analysed: Mapping[str, list[models.Entry]] = MappingProxyType({}),
    ) -> list[models.Entry]:
        """Write objects, but not how often their words are there.

        `analysed` are rows that were made before, by the hash of their object.
        """
        made = [
            row for one in some for row in analysed.get(one.hash) or entries.of(one)
        ]
        rows = models.Entry.objects.bulk_create(made)
        self.written(rows)
        synonyms.follow(some)
        return rows


def _scores(
    parts: list[looking.InLocale],
    enough: tuple[int, ...],
    *,
    without: Collection[object],
) -> Scored:
    """Return the objects that meet a level, each with the score of its best text."""
    scores: dict[port.Key, tuple[float, kept.Known]] = {}
    for place, (part, least) in enumerate(zip(parts, enough, strict=True)):
        weight = 1.0 if place == 0 else port.OTHER
        for found, score in part.scores(least).items():
            row = part.known[found]
            held = scores.get(row.key)
            if held is None or held[0] < score * weight:
                scores[row.key] = score * weight, row
    if not without:
        return scores
    return {key: held for key, held in scores.items() if key.subject not in without}


def _with(scores: Scored, meant: Scored, search: port.Search) -> Scored:
    """Add what is found by meaning, among the best: it is weighed anew with them."""
    highest = max((score for score, _row in scores.values()), default=0.0)
    found = {
        key: (highest + cosine, row)
        for key, (cosine, row) in meant.items()
        if key.subject not in search.without
    }
    return {**scores, **found} if found else scores


def _found(search: port.Search, scores: Scored, level: int) -> port.Found:
    chosen = any(search.chosen.values())
    shown = [
        (score, key, row)
        for key, (score, row) in scores.items()
        if not chosen or facets.has(row.values, search.chosen)
    ]
    part = _in_order(shown, search)[search.start :]
    values = [row.values for _score, row in scores.values()]
    return port.Found(
        matches=tuple(port.Match(key, score) for score, key, _row in part),
        total=len(shown),
        facets=facets.counted(values, search.chosen),
        level=level,
    )


def _in_order(
    shown: list[tuple[float, port.Key, kept.Known]], search: port.Search
) -> list[tuple[float, port.Key, kept.Known]]:
    """Return the first of what is shown, as far as the part that is wanted."""
    most = search.start + search.size
    if search.newest_first:
        return nsmallest(
            most, shown, key=lambda one: scoring.newest(one[1], one[2].published_at)
        )
    highest = nlargest(most, [score for score, _key, _row in shown])
    # Scores that are told apart by less than this are equal.
    least = highest[-1] - 1e-5 if highest else 0.0
    return sorted(
        (one for one in shown if one[0] >= least),
        key=lambda one: scoring.best(one[0], one[1], one[2].published_at),
    )[:most]


def _any(keys: Iterable[port.Key]) -> Q:
    where = Q(pk=None)
    for key in keys:
        where |= Q(
            subject_kind=key.subject.kind,
            subject_key=key.subject.key,
            type=key.type,
            key=key.key,
        )
    return where
