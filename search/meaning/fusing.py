"""How what the words say and what is meant make one order."""

from collections.abc import Mapping
from typing import TypeVar

# Cosines of this model: what has nothing in common is at 0.78 and below, a text
# and its translation at 0.85 to 0.92. Between these two lies what tells.
LOW, HIGH = 0.80, 0.92
# In the reader's language words tell more than meaning; in another, meaning does.
MEANT = 0.75
WORDS_ELSEWHERE, ELSEWHERE = 0.3, 0.5

Thing = TypeVar("Thing")


def fused(
    words: Mapping[Thing, float],
    own: Mapping[Thing, float],
    elsewhere: Mapping[Thing, float],
    *,
    is_question: bool,
) -> dict[Thing, float]:
    """Return the scores of what was found.

    `words` are scores by words, of all; `own` and `elsewhere` cosines: of texts
    in the reader's language, and of things that have none in it. What has no
    vector yet is ordered by its words.
    """
    highest = max(words.values(), default=0.0) or 1.0
    scores: dict[Thing, float] = {}
    for thing, score in words.items():
        share = score / highest
        if thing in elsewhere:
            both = WORDS_ELSEWHERE * share + nearness(elsewhere[thing])
            scores[thing] = ELSEWHERE * both
        elif is_question and thing in own:
            scores[thing] = share + MEANT * nearness(own[thing])
        else:
            scores[thing] = share
    return scores


def nearness(cosine: float) -> float:
    """Return how near a text is: 0 for one that has nothing in common."""
    return max(0.0, (cosine - LOW) / (HIGH - LOW))
