"""The best of an engine, checked, and put in order with what waits in the ledger."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from search import (
    documents,
    facets,
    kept,
    matching,
    models,
    port,
    reading,
    scoring,
    waiting,
)
from search.meaning import finding as meaning

logger = logging.getLogger(__name__)

# So many of the engine's best are weighed anew, alike for every engine.
SIZE = 100
# An index that holds what is not public is asked again without it, so often.
MOST_TRIES = 3
# What each text of an object is worth, by its locale.
Weighed = Mapping[port.Key, Mapping[str, float]]


@dataclass(frozen=True)
class Late:
    """An object that waits in the ledger and meets a search."""

    texts: tuple[scoring.Text, ...]
    shown: dict[str, reading.Shown]
    values: facets.Values
    is_chosen: bool


@dataclass(frozen=True)
class Item:
    """An object on its way to a hit: the id of its entry, or texts that wait.

    `weighed` has what each of its texts is worth by words, by locale.
    """

    key: port.Key
    score: float
    published_at: datetime | None
    entry: int = 0
    waits: reading.Shown | None = None
    weighed: Mapping[str, float] = field(default_factory=dict)

    def found_in(self, shown: str) -> str:
        """Return the locale of the text that was found: that shown, if it has words.

        Of what was not weighed, or is found without words, it is that shown too.
        """
        if self.weighed.get(shown) or not any(self.weighed.values()):
            return shown
        return min(self.weighed, key=lambda locale: (-self.weighed[locale], locale))


def read(
    engine: port.Index, search: port.Search, *, behind: int, at: datetime
) -> tuple[port.Found, list[reading.Held]]:
    """Ask an engine for the part that is shown, or for its best where that is in it.

    What it holds of another version than the public one is left out, whole: it
    is asked again. `behind` is how many objects wait in the ledger.
    """
    asked = search
    for _try in range(MOST_TRIES):
        found, held = unchecked(engine, asked, behind=behind)
        versions = [
            (row.text.key.subject, row.text.locale, row.version) for row in held
        ]
        stale = not_public(
            versions, {match.key.subject for match in found.matches}, at=at
        )
        if not stale:
            return found, held
        logger.warning("The index holds what is not public: %d subjects", len(stale))
        asked = replace(asked, without=asked.without | stale)
    return port.Found(level=found.level), []


def unchecked(
    engine: port.Index, search: port.Search, *, behind: int = 0
) -> tuple[port.Found, list[reading.Held]]:
    """Ask an engine for a part and read its entries, public or not."""
    start, size = _window(search, behind)
    asked = replace(search, start=start, size=size)
    found = engine.find(asked)
    if not found.total and any(search.telling) and not any(search.late):
        # What tells stands in no text as it was asked: then anything will do.
        found = engine.find(replace(asked, telling=()))
    locales = [query.locale for query in search.queries]
    held = reading.held([match.key for match in found.matches], locales=locales)
    return found, held


def late(
    objects: Iterable[Collection[models.Entry]],
    search: port.Search,
    *,
    level: tuple[int, ...],
) -> list[Late]:
    """Return the objects that wait, each its entries, and meet a search."""
    made = (_late(found, search, level) for found in objects)
    return [row for row in made if row]


def ranked(
    found: port.Found,
    held: Sequence[reading.Held],
    behind: Sequence[Late],
    search: port.Search,
    *,
    at: datetime,
) -> list[Item]:
    """Return what was found in the order of our own measure.

    What the engine has after its best stays in its order where both were read; a
    part that lies further back is in our order within itself.
    """
    chosen = [row for row in behind if row.is_chosen]
    place = {match.key: number for number, match in enumerate(found.matches)}
    texts = [row.text for row in held if place[row.text.key] < SIZE]
    texts += [text for row in chosen for text in row.texts]
    weighed = scoring.weighed(texts, search.queries, search.statistics, at=at)
    by_words = {key: max(by_locale.values()) for key, by_locale in weighed.items()}
    read = [(row.id, row.text.key, row.text.locale) for row in held]
    scores = meaning.weighed(by_words, read, search.meaning)
    items = [
        *_of_index(held, scores, weighed, search),
        *_of_late(chosen, scores, weighed, search),
    ]

    def order(item: Item) -> tuple[object, ...]:
        if search.newest_first:
            return scoring.newest(item.key, item.published_at)
        if item.key not in scores:
            return 1, place[item.key]
        return 0, *scoring.best(item.score, item.key, item.published_at)

    return sorted(items, key=order)


def part(items: Sequence[Item], search: port.Search, *, behind: int) -> Sequence[Item]:
    """Return the items that are shown, of those that were read for them."""
    start, _size = _window(search, behind)
    if start:
        # What waits was shown among the best.
        return [item for item in items if item.waits is None][: search.size]
    return items[search.start : search.start + search.size]


def _window(search: port.Search, behind: int) -> tuple[int, int]:
    """Return which of the engine's matches are read: start and size.

    All that waits is placed among the best, so that what follows is further back
    by as many.
    """
    if search.start < SIZE + behind:
        return 0, max(SIZE, search.start + search.size)
    return search.start - behind, search.size


def not_public(
    versions: Collection[tuple[documents.Subject, str, int]],
    subjects: Collection[documents.Subject],
    *,
    at: datetime,
) -> frozenset[documents.Subject]:
    """Return the subjects whose texts are not those that are public: two queries.

    Each text is told by its subject, its locale and its version.
    """
    public = waiting.public_versions(subjects, at=at)
    wrong = {
        one for one, locale, version in versions if public.get((one, locale)) != version
    }
    return frozenset(wrong | (set(subjects) - {one for one, *_rest in versions}))


def _late(
    found: Collection[models.Entry], search: port.Search, level: tuple[int, ...]
) -> Late | None:
    rows = {row.locale: row for row in found}
    mine = [query.locale for query in search.queries if query.locale in rows]
    texts = {locale: reading.weighed(rows[locale]) for locale in mine}
    if not any(
        matching.meets(
            texts[query.locale], query, enough=least, telling=search.tells(place)
        )
        for place, (query, least) in enumerate(zip(search.queries, level, strict=True))
        if query.locale in texts
    ):
        return None
    first = next(iter(rows.values()))
    values = kept.values(first.facets, first.type)
    return Late(
        texts=tuple(texts.values()),
        shown={locale: reading.of(rows[locale]) for locale in mine},
        values=values,
        is_chosen=facets.has(values, search.chosen),
    )


def _of_index(
    held: Sequence[reading.Held],
    scores: dict[port.Key, float],
    weighed: Weighed,
    search: port.Search,
) -> list[Item]:
    """Return each object once, in the first of the locales that it is held in."""
    locales = [query.locale for query in search.queries]
    first: dict[port.Key, reading.Held] = {}
    for row in sorted(held, key=lambda row: locales.index(row.text.locale)):
        first.setdefault(row.text.key, row)
    return [
        Item(
            key,
            scores.get(key, 0.0),
            row.text.published_at,
            entry=row.id,
            weighed=weighed.get(key, {}),
        )
        for key, row in first.items()
    ]


def _of_late(
    chosen: Sequence[Late],
    scores: dict[port.Key, float],
    weighed: Weighed,
    search: port.Search,
) -> list[Item]:
    made = []
    for row in chosen:
        locale = next(q.locale for q in search.queries if q.locale in row.shown)
        shown = row.shown[locale]
        made.append(
            Item(
                shown.key,
                scores[shown.key],
                shown.published_at,
                waits=shown,
                weighed=weighed[shown.key],
            )
        )
    return made
