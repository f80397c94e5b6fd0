"""How well an object meets a query: BM25 over its texts as one, and what favours it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from search import parsing, port

TITLE, LEAD, BODY = 3.0, 2.0, 1.0
SATURATION, LENGTHS = 1.5, 0.5
# A synonym counts a little less than what was typed.
ANOTHER = 0.8
# Words of the query that follow each other in a text, by what they are worth.
FOLLOWING = 0.4
# Words that stand as they were typed, and not only by their stem.
AS_TYPED = 0.15
# A release of today counts this much more than one of long ago.
FRESH, FRESH_DAYS = 0.25, 365.0
# What a quote says, its release says too: of two alike the release comes first.
OF_TYPE = {"quote": 0.75}
# A query of more words than `few` may miss some of them.
FEW, MISSING_OF_FEW, SHARE, OTHERS = 2, 4, 0.5, 0.34
FILLED = 20


@dataclass(frozen=True)
class Text:
    """An object's texts in one locale: tokens and words as written, in one string."""

    key: port.Key
    locale: str
    title: str
    lead: str
    body: str
    names: str
    words: str
    length: float
    published_at: datetime | None


def length_of(title: list[str], lead: list[str], body: list[str]) -> float:
    """Return a document's length as the score reckons it."""
    return TITLE * len(title) + LEAD * len(lead) + BODY * len(body)


def levels(queries: Sequence[parsing.Query]) -> tuple[tuple[int, ...], ...]:
    """Return what is enough of each query, from what is asked to any word of it.

    All of two words must be met, and most of more; fewer in another language,
    which shares names and figures with the reader's and little else.
    """
    terms = [len(query.terms) for query in queries]
    asked = [
        _enough(count, OTHERS if place else SHARE) for place, count in enumerate(terms)
    ]
    half = [math.ceil(least / 2) for least in asked]
    any_one = [min(least, 1) for least in asked]
    return tuple(dict.fromkeys((tuple(asked), tuple(half), tuple(any_one))))


def filled(queries: Sequence[parsing.Query]) -> int:
    """Return for how many finds nothing weaker is looked for.

    Who asks two words means both: fewer are only for a search without any find.
    """
    return FILLED if len(queries[0].terms) > FEW else 1


def _enough(terms: int, share: float) -> int:
    if terms <= FEW:
        return terms
    return terms - 1 if terms <= MISSING_OF_FEW else math.ceil(terms * share)


def rarity(term: parsing.Term, statistics: port.Statistics) -> float:
    """Return how much a term tells: the rarer the more.

    What follows each other is as rare as the rarest of its words.
    """
    having = _having(term, statistics)
    count = max(statistics.count, having)
    return math.log(1 + (count - having + 0.5) / (having + 0.5))


def telling(query: parsing.Query, statistics: port.Statistics) -> tuple[int, ...]:
    """Return the places of the terms that tell, where others stand nearly everywhere.

    Empty where all are rare enough to be followed to the end, or none is.
    """
    having = [_having(term, statistics) for term in query.terms]
    if max(having, default=0) <= port.MOST_HAVING:
        return ()
    return tuple(
        place for place, count in enumerate(having) if 0 < count <= port.MOST_HAVING
    )


def _having(term: parsing.Term, statistics: port.Statistics) -> int:
    """Return how many texts have a term, or more: those of its rarest words."""
    return sum(
        min(statistics.frequencies.get(token, 0) for token in atom)
        for atom in term.alternatives
    )


def damping(relative: float) -> float:
    """Return what a count is divided by beside itself, for a text's length."""
    return SATURATION * (1 - LENGTHS + LENGTHS * relative)


def weighed(
    texts: Iterable[Text],
    queries: Sequence[parsing.Query],
    statistics: Sequence[port.Statistics],
    *,
    at: datetime,
) -> dict[port.Key, dict[str, float]]:
    """Return the score of each text: those of an object by their locales.

    The best of them is the object's. A text in another locale than the first
    query's counts less.
    """
    measures = {
        query.locale: _Measure(query, known, 1.0 if place == 0 else port.OTHER)
        for place, (query, known) in enumerate(zip(queries, statistics, strict=True))
    }
    scores: dict[port.Key, dict[str, float]] = {}
    for text in texts:
        score = measures[text.locale].of(text) * _favour(text, at)
        scores.setdefault(text.key, {})[text.locale] = score
    return scores


def best(
    score: float, key: port.Key, published_at: datetime | None
) -> tuple[object, ...]:
    """Return what orders by score; only public data decides between equals."""
    return -round(score, 6), *newest(key, published_at)


def newest(key: port.Key, published_at: datetime | None) -> tuple[object, ...]:
    """Return what orders by instant; what has none comes last."""
    day = -published_at.timestamp() if published_at else 0.0
    return day, key.type, key.key


class _Measure:
    """How the texts of a locale are weighed against a query."""

    def __init__(
        self, query: parsing.Query, statistics: port.Statistics, weight: float
    ) -> None:
        self.weight = weight
        self.average = statistics.length or 0.0
        rarities = [rarity(term, statistics) for term in query.terms]
        # What of each term is looked for, how it was typed, what it tells.
        self.sought = [
            (_strings(term), f" {term.word} " if term.word else "", told)
            for term, told in zip(query.terms, rarities, strict=True)
        ]
        self.following = [
            (string, FOLLOWING * min(rarities[first], rarities[second]))
            for (first, second), string in _pairs(query.terms).items()
        ]

    def of(self, text: Text) -> float:
        usual = self.average or text.length or 1.0
        damped = damping(text.length / usual)
        title, lead, body = f" {text.title} ", f" {text.lead} ", f" {text.body} "
        score = 0.0
        as_typed: list[tuple[str, float]] = []
        for sought, written, weight in self.sought:
            often = 0.0
            for share, string in sought:
                count = (
                    TITLE * title.count(string)
                    + LEAD * lead.count(string)
                    + BODY * body.count(string)
                )
                often = max(often, share * count)
            if often:
                score += weight * often / (often + damped)
                as_typed.append((written, weight))
        for string, weight in self.following:
            if string in title or string in lead or string in body:
                score += weight
        if as_typed:
            words = f" {text.names} {text.words} "
            for written, weight in as_typed:
                if written and written in words:
                    score += AS_TYPED * weight
        return score * self.weight


def _pairs(terms: Sequence[parsing.Term]) -> Mapping[tuple[int, int], str]:
    """Return each two terms that follow each other, as a text would have them."""
    return {
        (place, place + 1): f" {' '.join((*first.row, *second.row))} "
        for place, (first, second) in enumerate(pairwise(terms))
        if first.row and second.row
    }


def _strings(term: parsing.Term) -> list[tuple[float, str]]:
    return [
        (1.0 if place == 0 else ANOTHER, f" {' '.join(atom)} ")
        for place, atom in enumerate(term.alternatives)
    ]


def _favour(text: Text, at: datetime) -> float:
    favour = OF_TYPE.get(text.key.type, 1.0)
    if text.key.type != "release" or text.published_at is None:
        return favour
    days = max((at - text.published_at).total_seconds() / 86400, 0.0)
    return favour * (1.0 + FRESH * 0.5 ** (days / FRESH_DAYS))
