"""How well a document meets a query: BM25 over its three texts as one."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from search import analysis, documents, port

TITLE, LEAD, BODY = 3.0, 2.0, 1.0
SATURATION, LENGTHS = 1.2, 0.75
# A release of today counts this much more than one of long ago.
FRESH, FRESH_DAYS = 0.25, 365.0
# What a quote says, its release says too: of two alike the release comes first.
OF_TYPE = {"quote": 0.75}
# A query of more words than `few` may miss some of them.
FEW, MISSING_OF_FEW, SHARE = 2, 4, 0.5


@dataclass(frozen=True)
class Scored:
    """A candidate with its score, and how many words of the query it meets."""

    candidate: port.Candidate
    score: float
    met: int


def length_of(title: list[str], lead: list[str], body: list[str]) -> float:
    """Return a document's length as the score reckons it."""
    return TITLE * len(title) + LEAD * len(lead) + BODY * len(body)


def candidate(row: documents.SearchDocument, query: analysis.Query) -> port.Candidate:
    """Return a document that is in no index as a candidate."""
    texts = [
        analysis.tokens(text, locale=query.locale)
        for text in (row.title, row.lead, row.body)
    ]
    title, lead, body = (Counter(tokens) for tokens in texts)
    return port.Candidate(
        document=row,
        length=length_of(*texts),
        counts={
            token: port.Counts(title[token], lead[token], body[token])
            for token in query.tokens
            if title[token] + lead[token] + body[token]
        },
    )


def meets(row: documents.SearchDocument, query: analysis.Query) -> bool:
    """Tell whether a document has all phrases of a query and nothing left out."""
    texts = [
        analysis.tokens(text, locale=query.locale)
        for text in (row.title, row.lead, row.body)
    ]

    def holds(sequence: tuple[str, ...]) -> bool:
        return any(_follows(sequence, tokens) for tokens in texts)

    return all(map(holds, query.phrases)) and not any(map(holds, query.excluded))


def ranked(
    candidates: Iterable[port.Candidate],
    query: analysis.Query,
    *,
    statistics: port.Statistics,
    at: datetime,
) -> list[Scored]:
    """Return the candidates that meet enough of a query, the best first.

    Enough is all of two words and most of more; where no document has enough,
    those that have the most. Nothing but public data decides between equals.
    """
    weigh = _weights(query, statistics)
    scored = [_score(item, query, weigh, statistics, at) for item in candidates]
    best = max((item.met for item in scored), default=0)
    enough = min(_enough(len(query.terms)), best)
    kept = [item for item in scored if enough and item.met >= enough]
    return sorted(kept, key=_place)


def _place(item: Scored) -> tuple[float, float, str, str]:
    row = item.candidate.document
    day = -row.published_at.timestamp() if row.published_at else 0.0
    return -round(item.score, 6), day, row.type, row.key


def _enough(terms: int) -> int:
    if terms <= FEW:
        return terms
    return terms - 1 if terms <= MISSING_OF_FEW else math.ceil(terms * SHARE)


def _weights(query: analysis.Query, statistics: port.Statistics) -> dict[str, float]:
    """Return how much a token tells: the rarer the more."""
    weigh = {}
    for token in query.tokens:
        having = statistics.frequencies.get(token, 0)
        count = max(statistics.count, having)
        weigh[token] = math.log(1 + (count - having + 0.5) / (having + 0.5))
    return weigh


def _score(
    item: port.Candidate,
    query: analysis.Query,
    weigh: dict[str, float],
    statistics: port.Statistics,
    at: datetime,
) -> Scored:
    usual = statistics.length or item.length or 1.0
    damping = SATURATION * (1 - LENGTHS + LENGTHS * item.length / usual)
    score = 0.0
    for token, count in item.counts.items():
        often = TITLE * count.title + LEAD * count.lead + BODY * count.body
        score += weigh.get(token, 0.0) * often / (often + damping)
    met = sum(_is_met(term, item) for term in query.terms)
    score *= OF_TYPE.get(item.document.type, 1.0) * _freshness(item.document, at)
    return Scored(item, score, met)


def _is_met(term: analysis.Term, item: port.Candidate) -> bool:
    if any(token in item.counts for token in term.whole):
        return True
    return bool(term.parts) and all(token in item.counts for token in term.parts)


def _freshness(row: documents.SearchDocument, at: datetime) -> float:
    if row.type != "release" or row.published_at is None:
        return 1.0
    days = max((at - row.published_at).total_seconds() / 86400, 0.0)
    return 1.0 + FRESH * 0.5 ** (days / FRESH_DAYS)


def _follows(sequence: tuple[str, ...], tokens: list[str]) -> bool:
    size = len(sequence)
    return any(
        tuple(tokens[start : start + size]) == sequence
        for start in range(len(tokens) - size + 1)
    )
