"""TREC's two forms of lines: a run, and judgements (qrels)."""

import math
from collections.abc import Sequence
from pathlib import Path

from search.evaluation import lines

FIELDS = 4
DIGITS = 6
STEP = 10**-DIGITS


def run(question: str, found: Sequence[tuple[str, float]], *, tag: str) -> list[str]:
    """Return the lines of a ranking: `qid Q0 docid rank score tag`.

    Readers of runs order by score and not by rank, so scores are made to fall
    where they are equal or where the order is not theirs alone.
    """
    written: list[str] = []
    last = math.inf
    for rank, (id, score) in enumerate(found, start=1):
        last = min(round(score, DIGITS), round(last - STEP, DIGITS))
        written.append(f"{question} Q0 {id} {rank} {last:.{DIGITS}f} {tag}")
    return written


def judgements(path: Path) -> dict[str, dict[str, int]]:
    """Return grades by question and text from lines `qid 0 docid grade`."""
    judged: dict[str, dict[str, int]] = {}
    for number, line in lines.read(path):
        question, id, grade = _judgement(line, path, number)
        mine = judged.setdefault(question, {})
        if id in mine:
            raise lines.Bad(path, number, f"{question!r} and {id!r} were judged before")
        mine[id] = grade
    return judged


def _judgement(line: str, path: Path, number: int) -> tuple[str, str, int]:
    fields = line.split()
    if len(fields) != FIELDS:
        raise lines.Bad(path, number, "a judgement is `qid 0 docid grade`")
    question, _iteration, id, grade = fields
    try:
        return question, id, int(grade)
    except ValueError:
        raise lines.Bad(path, number, f"grade {grade!r} is not a number") from None
