"""The judged set on the demo newsroom: our own questions on what it says in public."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from press import queries
from search import documents, scratch
from search.evaluation import judged, lines, texts

FILE = Path(__file__).parent / "questions.jsonl"
# All that the demo dates has happened by then, and nothing that it keeps for later.
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
# Names in the questions are in this locale.
NAMED_IN = "en"
CORPUS = "demo newsroom"


class Unresolved(Exception):
    """A name in the questions that is not that of one object."""


@dataclass(frozen=True)
class Asked:
    """A question as it is written down: grades by `type: opening words`."""

    question: texts.Question
    grades: dict[str, int]


def read(path: Path = FILE) -> list[Asked]:
    """Return the questions as they are written down."""
    rows = [json.loads(text) for _number, text in lines.read(path)]
    return [
        Asked(
            texts.Question(row["id"], row["locale"], row["text"]),
            row["judged"],
        )
        for row in rows
    ]


def objects(*, at: datetime = AT) -> list[documents.SearchObject]:
    """Return what search holds of a newsroom at an instant."""
    return documents.gathered(
        [
            found
            for row in queries.documents(at=at).iterator()
            for found in documents.of_release(row)
        ]
        + [
            found
            for record in queries.records(at=at).iterator()
            for found in documents.of_record(record)
        ]
    )


def sets(held: Sequence[documents.SearchObject]) -> Iterator[judged.JudgedSet]:
    """Yield a set of questions for each locale that is asked in.

    Fails if a name is not that of one object: of a newsroom that is not the demo.
    """
    asked = read()
    names = _Names(held)

    def fill(index: scratch.Scratch) -> None:
        index.hold(held)

    for locale in sorted({one.question.locale for one in asked}):
        mine = [one for one in asked if one.question.locale == locale]
        yield judged.JudgedSet(
            name=f"{locale} questions → {CORPUS}",
            corpus=CORPUS,
            fill=fill,
            questions=tuple(one.question for one in mine),
            judged={
                one.question.id: {
                    names.key(name): grade for name, grade in one.grades.items()
                }
                for one in mine
            },
        )


class _Names:
    """The objects of a newsroom by type and opening words.

    A quote opens with what was said, everything else with its title.
    """

    def __init__(self, held: Iterable[documents.SearchObject]) -> None:
        self.openings = [
            (f"{row.type}: {row.body if row.type == 'quote' else row.title}", row.key)
            for one in held
            for row in one.documents
            if row.locale == NAMED_IN
        ]

    def key(self, name: str) -> str:
        whole = {key for text, key in self.openings if text == name}
        found = whole or {key for text, key in self.openings if text.startswith(name)}
        if len(found) != 1:
            raise Unresolved(
                f"{len(found)} objects of this newsroom are called {name!r}: the "
                "questions are about the demo newsroom as `make demo` makes it."
            )
        return found.pop()
