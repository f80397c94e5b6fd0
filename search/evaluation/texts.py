"""What an evaluation indexes and asks: texts, questions, and sets of both."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A text to index."""

    id: str
    locale: str
    title: str
    body: str


@dataclass(frozen=True)
class Question:
    """What is asked, in the locale of who asks."""

    id: str
    locale: str
    text: str


# How well an answer answers, by its id: 0 not at all, 3 exactly.
Judged = Mapping[str, int]
