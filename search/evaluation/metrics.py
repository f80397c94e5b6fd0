"""How good rankings are, and how long they took: figures from lists, no more."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from search.evaluation import texts

DEPTH = 10
DIGITS = 4
Ranking = Sequence[str]


@dataclass(frozen=True)
class Quality:
    """How well a set of questions was answered; means over its judged questions."""

    ndcg: float
    recall: float
    mrr: float
    zero: float

    def rounded(self) -> dict[str, float]:
        """Return the figures as they are written down."""
        return {name: round(value, DIGITS) for name, value in asdict(self).items()}


def ndcg(ranking: Ranking, judged: texts.Judged, *, depth: int = DEPTH) -> float:
    """Return the gain of the first answers as a share of the best possible gain.

    The gain of an answer is its grade, divided by log2 of its rank + 1: as
    `ndcg_cut` of trec_eval.
    """
    best = _gain(sorted(judged.values(), reverse=True)[:depth])
    found = _gain([judged.get(id, 0) for id in ranking[:depth]])
    return found / best if best else 0.0


def recall(ranking: Ranking, judged: texts.Judged, *, depth: int = DEPTH) -> float:
    """Return which share of the right answers is among the first."""
    right = {id for id, grade in judged.items() if grade > 0}
    return len(right.intersection(ranking[:depth])) / len(right) if right else 0.0


def reciprocal_rank(ranking: Ranking, judged: texts.Judged) -> float:
    """Return 1 / the rank of the first right answer, 0 without any."""
    for rank, id in enumerate(ranking, start=1):
        if judged.get(id, 0) > 0:
            return 1 / rank
    return 0.0


def quality(
    rankings: Mapping[str, Ranking], judged: Mapping[str, texts.Judged]
) -> Quality:
    """Return the means over the questions that have a right answer.

    A question without a ranking was answered by nothing.
    """
    asked = [
        (rankings.get(id, ()), mine)
        for id, mine in judged.items()
        if any(grade > 0 for grade in mine.values())
    ]
    return Quality(
        ndcg=_mean([ndcg(ranking, mine) for ranking, mine in asked]),
        recall=_mean([recall(ranking, mine) for ranking, mine in asked]),
        mrr=_mean([reciprocal_rank(ranking, mine) for ranking, mine in asked]),
        zero=_mean([float(not ranking) for ranking, _mine in asked]),
    )


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that so many per cent of all do not exceed."""
    if not values:
        return 0.0
    rank = max(1, math.ceil(len(values) * percent / 100))
    return sorted(values)[rank - 1]


def _gain(grades: Sequence[int]) -> float:
    # A grade below 0 means "not at all" in some judgements, and no gain.
    return sum(
        max(grade, 0) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1)
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
