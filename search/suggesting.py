"""Autocomplete: what is called as a reader begins to type, checked as hits are."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest

from django.db.models.fields.json import KT

from search import (
    analysis,
    backends,
    documents,
    kept,
    languages,
    pool,
    port,
    topics,
    waiting,
)

logger = logging.getLogger(__name__)

LONGEST = 200
MOST_WORDS = 8
# So many people and organisations that begin alike are read, to place their names.
MOST_CALLED = 500
# Characters of names and titles that a process keeps.
MOST_KEPT = 8_000_000
# What the index holds of an earlier version is left out: so many stand in for it.
SPARE = 10


@dataclass(frozen=True)
class Suggestion:
    """Something public whose name or title has what was typed."""

    type: str
    key: str
    locale: str
    title: str
    slug: str = ""


@dataclass(frozen=True)
class Called:
    """What an entry is called: the words of its title as written, and the title."""

    names: Sequence[str]
    title: str
    slug: str


@dataclass(frozen=True)
class Candidate:
    """A suggestion to be, and what it is placed by; `held` if the index has it."""

    made: Suggestion
    names: Sequence[str]
    published_at: datetime | None = None
    held: kept.Known | None = None


def words(typed: str, *, locale: str) -> tuple[str, ...]:
    """Return the words of what was typed, as titles hold them; the last is begun.

    An article that an apostrophe joins to a word is not looked for.
    """
    elided = languages.language(locale).elided
    found = analysis.surface(analysis.clean(typed)[:LONGEST], locale=locale)
    told = [word for word in found[:-1] if word not in elided] + found[-1:]
    return tuple(told[:MOST_WORDS])


def suggest(
    typed: str, *, locales: Sequence[str], most: int, at: datetime
) -> list[Suggestion]:
    """Return what may be meant: names before titles, the newest title first.

    The reader's locale comes before the others. The ledger is read before the
    index, as a search does, and the number of queries does not depend on what is
    hidden. The index in the database answers for every engine: it is always fed.
    """
    sought = words(typed, locale=locales[0])
    if not sought:
        return []
    waits = waiting.read(at=at)
    found = [
        *_of_index(sought, locales, waits, most=most + SPARE),
        *_waiting(sought, locales, waits),
        *_topics(sought, locales, at=at),
    ]
    found.sort(key=lambda one: _place(one, sought, locales))
    once: dict[tuple[str, str], Candidate] = {}
    for one in found:
        once.setdefault((one.made.type, one.made.key), one)
    return [one.made for one in _public([*once.values()][: most + SPARE], at=at)][:most]


def _of_index(
    sought: tuple[str, ...],
    locales: Sequence[str],
    waits: waiting.Waiting,
    *,
    most: int,
) -> list[Candidate]:
    """Return what the index has: four queries."""
    engine = backends.database()
    called, titled = (
        engine.begun(sought, types=types, most=port.MOST_BEGUN)
        for types in (documents.CALLED, documents.TITLED)
    )
    known = kept.known([*called, *titled])

    def first(ids: Sequence[int], most: int) -> list[kept.Known]:
        rows = (
            known[pk]
            for pk in ids
            if pk in known
            and known[pk].locale in locales
            and known[pk].key.subject not in waits.subjects
        )
        return nsmallest(most, rows, key=lambda row: _newest(row, locales))

    # A title may be there in each locale, and is suggested once.
    rows = [*first(called, MOST_CALLED), *first(titled, most * len(locales))]
    texts = _called.of([row.id for row in rows])
    return [
        Candidate(
            Suggestion(row.key.type, row.key.key, row.locale, text.title, text.slug),
            names=text.names,
            published_at=row.published_at,
            held=row,
        )
        for row in rows
        if (text := texts.get(row.id))
    ]


def _newest(row: kept.Known, locales: Sequence[str]) -> tuple[object, ...]:
    day = -row.published_at.timestamp() if row.published_at else 0.0
    return locales.index(row.locale), day, row.key


def _waiting(
    sought: tuple[str, ...], locales: Sequence[str], waits: waiting.Waiting
) -> list[Candidate]:
    """Return what the index has not heard of."""
    rows = [
        row
        for found in waits.public
        if found.type in (*documents.CALLED, *documents.TITLED)
        for row in found.documents
        if row.locale in locales
    ]
    made = (
        Candidate(
            Suggestion(row.type, row.key, row.locale, row.title, row.slug),
            names=analysis.surface(row.title, locale=row.locale),
            published_at=row.published_at,
        )
        for row in rows
    )
    return [one for one in made if _has(one.names, sought)]


def _topics(
    sought: tuple[str, ...], locales: Sequence[str], *, at: datetime
) -> list[Candidate]:
    """Return the public topics that are called so: one query."""
    made = (
        Candidate(
            Suggestion("topic", row.key, row.locale, row.name, row.slug),
            names=analysis.surface(row.name, locale=row.locale),
        )
        for row in topics.rows(locales=locales, at=at)
    )
    return [one for one in made if _has(one.names, sought)]


def _has(names: Sequence[str], sought: tuple[str, ...]) -> bool:
    """Tell whether a name has the words, the last one as begun."""
    *whole, last = sought
    return set(whole).issubset(names) and any(name.startswith(last) for name in names)


def _place(
    one: Candidate, sought: tuple[str, ...], locales: Sequence[str]
) -> tuple[object, ...]:
    """Return what orders: only what is public decides, between equals too."""
    is_title = one.made.type in documents.TITLED
    name = "" if is_title else " ".join(one.names)
    begins = name.startswith(" ".join(sought))
    day = -one.published_at.timestamp() if one.published_at else 0.0
    locale = locales.index(one.made.locale)
    return locale, is_title, not begins, day, name, one.made.type, one.made.key


def _public(found: Iterable[Candidate], *, at: datetime) -> list[Candidate]:
    """Return those that are public as they stand here: two queries."""
    found = list(found)
    held = [one.held for one in found if one.held]
    versions = [(row.key.subject, row.locale, row.version) for row in held]
    subjects: set[documents.Subject] = {row.key.subject for row in held}
    stale = pool.not_public(versions, subjects, at=at)
    if stale:
        logger.warning("The index holds what is not public: %d subjects", len(stale))
    return [one for one in found if not one.held or one.held.key.subject not in stale]


_called = kept.Keeper(
    ("names", KT("shown__title"), KT("shown__slug")),
    lambda _pk, names, title, slug: Called(names.split(), title, slug),
    most=MOST_KEPT,
    store=kept.Rows[Called],
    weight=lambda row: 2 * len(row.title),
)
