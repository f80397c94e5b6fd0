"""Reads texts and questions, one JSON object a line, and says what is wrong where."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from search.evaluation import texts


class Bad(Exception):
    """A line that cannot be read."""

    def __init__(self, path: Path, number: int, what: str) -> None:
        super().__init__(f"{path}:{number}: {what}")


def read(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that are not blank, numbered from 1."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            except UnicodeDecodeError:
                raise Bad(path, number, "not UTF-8") from None
            if text:
                yield number, text


def corpus(path: Path) -> Iterator[texts.Text]:
    """Yield the texts of a file; title and body may be missing or null."""
    seen: set[str] = set()
    for number, row in _rows(path):
        line = _Line(path, number, row)
        text = texts.Text(
            id=line.id(),
            locale=line.filled("locale"),
            title=line.text("title", lacking=""),
            body=line.text("body", lacking=""),
        )
        if text.id in seen:
            raise line.bad(f"id {text.id!r} was there before")
        seen.add(text.id)
        yield text


def questions(path: Path) -> Iterator[texts.Question]:
    """Yield the questions of a file."""
    seen: set[str] = set()
    for number, row in _rows(path):
        line = _Line(path, number, row)
        question = texts.Question(
            id=line.id(), locale=line.filled("locale"), text=line.text("text")
        )
        if question.id in seen:
            raise line.bad(f"id {question.id!r} was there before")
        seen.add(question.id)
        yield question


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    for number, text in read(path):
        try:
            yield number, json.loads(text)
        except (ValueError, RecursionError):
            raise Bad(path, number, "not JSON") from None


class _Line:
    """A line of JSON as it is taken apart."""

    def __init__(self, path: Path, number: int, row: Any) -> None:
        self.place = path, number
        if not isinstance(row, dict):
            raise self.bad("not a JSON object")
        self.row = row

    def bad(self, what: str) -> Bad:
        return Bad(*self.place, what)

    def id(self) -> str:
        """Return an id that can stand in a line of a run."""
        value = self.row.get("id")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        found = self.filled("id")
        if not found.isprintable() or any(sign.isspace() for sign in found):
            raise self.bad(f"id {found!r} has a space or a sign that is not printed")
        return found

    def filled(self, name: str) -> str:
        """Return a text that must not be empty."""
        found = self.text(name)
        if not found:
            raise self.bad(f"{name} is empty")
        return found

    def text(self, name: str, *, lacking: str | None = None) -> str:
        """Return a text, or `lacking` where there is none."""
        value = self.row.get(name)
        if value is None and lacking is not None:
            return lacking
        if value is None:
            raise self.bad(f"no {name}")
        if not isinstance(value, str):
            raise self.bad(f"{name} is not a text")
        return value
