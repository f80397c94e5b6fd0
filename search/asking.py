"""A search as it was asked, made ready for engines: parsed, widened, repaired."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from search import (
    analysis,
    languages,
    parsing,
    port,
    repairing,
    scoring,
    synonyms,
    vocabulary,
    waiting,
)
from search.meaning import asking as meaning

TYPED = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Asked:
    """A search: words, the locale they are in, facets chosen, part of the list.

    `others` are the locales in which things are found too, lower down. With
    `exactly` no word is repaired.
    """

    words: str
    locale: str
    others: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newest_first: bool = False
    exactly: bool = False
    start: int = 0
    size: int = 20


@dataclass(frozen=True)
class Prepared:
    """What engines are asked, and which words are others than those typed.

    `meant` is a likelier question, or empty.
    """

    search: port.Search
    repaired: Mapping[str, str]
    meant: str


def prepared(
    asked: Asked, waits: waiting.Waiting, *, at: datetime | None = None
) -> Prepared:
    """Return a search as engines are asked it.

    Words that stand nowhere are repaired first, so that what means the same as
    the right word is looked for too. What an index holds is checked against what
    is public at `at`; without an instant it is a throw-away index.
    """
    queries = synonyms.expanded(_queries(asked), waits=waits, at=at)
    known = vocabulary.statistics(queries)
    held = tuple(known[query.locale] for query in queries)
    fixed = repairing.repaired(queries, held, waits=waits)
    words = {} if asked.exactly else fixed.words
    if words:
        queries = synonyms.expanded(fixed.queries, waits=waits, at=at)
        known = vocabulary.statistics(queries)
        held = tuple(known[query.locale] for query in queries)
    return Prepared(
        search=port.Search(
            queries=queries,
            levels=scoring.levels(queries),
            filled=scoring.filled(queries),
            statistics=held,
            telling=tuple(map(scoring.telling, queries, held)),
            chosen=asked.chosen,
            meaning=meaning.asked(asked.words, queries),
            without=waits.subjects,
            newest_first=asked.newest_first,
            start=asked.start,
            size=asked.size,
        ),
        repaired=words,
        meant=with_words(asked.words, fixed.meant) if fixed.meant else "",
    )


def with_words(words: str, others: Mapping[str, str]) -> str:
    """Return a question with other words in it, by the folded ones in their place."""
    return TYPED.sub(
        lambda found: others.get(analysis.fold(found[0]), found[0]),
        analysis.clean(words),
    )


def _queries(asked: Asked) -> tuple[parsing.Query, ...]:
    """Return the words in each locale; what says nothing to the reader is no term."""
    first, *others = (
        parsing.parse(asked.words, locale=locale)
        for locale in dict.fromkeys((asked.locale, *asked.others))
    )
    row = languages.language(asked.locale)
    quiet = (row.stop | row.asking) - {term.word for term in first.terms}
    return first, *(_without(query, quiet) for query in others)


def _without(query: parsing.Query, quiet: Collection[str]) -> parsing.Query:
    telling = tuple(term for term in query.terms if term.word not in quiet)
    return replace(query, terms=telling or query.terms)
