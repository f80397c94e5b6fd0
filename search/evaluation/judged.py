"""A judged set: what is indexed, what is asked of it, and what answers how well."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from search import scratch
from search.evaluation import texts


@dataclass(frozen=True)
class JudgedSet:
    """Questions on one index, with how well each of its objects answers which.

    `corpus` names what `fill` puts in, so that sets on the same are asked of one
    index.
    """

    name: str
    corpus: str
    fill: Callable[[scratch.Scratch], None]
    questions: tuple[texts.Question, ...]
    judged: Mapping[str, texts.Judged]
