"""Asks the questions of a judged set of one engine, and times each."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from search import scratch
from search.evaluation import judged, metrics, texts

MOST = 100
MILLISECONDS = 1000
BACKENDS = {
    "sqlite": "sqlite",
    "postgres": "postgresql",
    "postgresql": "postgresql",
    "elastic": "elasticsearch",
    "elasticsearch": "elasticsearch",
}
NAMES = tuple(dict.fromkeys(BACKENDS.values()))


@dataclass(frozen=True)
class Answer:
    """What a question was answered, the best first, and in how long."""

    question: texts.Question
    found: list[tuple[str, float]]
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """How one engine did on one set."""

    set: str
    backend: str
    quality: metrics.Quality
    p50: float
    p95: float


def answers(
    index: scratch.Scratch, questions: Iterable[texts.Question], *, most: int = MOST
) -> Iterator[Answer]:
    """Yield the answer to each question."""
    for question in questions:
        begun = time.perf_counter()
        found = index.find(question.text, locale=question.locale, most=most)
        yield Answer(question, found, time.perf_counter() - begun)


def outcomes(
    sets: Iterable[judged.JudgedSet], *, backend: str, index: scratch.Scratch
) -> Iterator[Outcome]:
    """Yield how an engine does on each set; sets on one corpus follow each other."""
    held = ""
    for one in sets:
        if one.corpus != held:
            one.fill(index)
            held = one.corpus
        given = list(answers(index, one.questions))
        yield Outcome(
            set=one.name,
            backend=backend,
            quality=quality(given, one.judged),
            p50=milliseconds(given, 50),
            p95=milliseconds(given, 95),
        )


def quality(
    given: Iterable[Answer], grades: Mapping[str, texts.Judged]
) -> metrics.Quality:
    """Return how good answers are."""
    rankings = {one.question.id: [id for id, _score in one.found] for one in given}
    return metrics.quality(rankings, grades)


def milliseconds(given: Iterable[Answer], percent: float) -> float:
    """Return within how long so many per cent of the questions were answered."""
    took = [one.seconds * MILLISECONDS for one in given]
    return round(metrics.percentile(took, percent), 2)
