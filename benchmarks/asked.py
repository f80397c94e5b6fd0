"""What is asked of our API, and whether each answer is the right one."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks import patterns, processes

SIZE = 20
API = "/api/v1/releases"


@dataclass(frozen=True)
class Row:
    """A public edition, as the database holds it."""

    key: str
    reference: str
    locale: str
    lifted: str
    body: dict[str, Any]

    @property
    def year(self) -> int:
        """The year of its release date."""
        return int(self.body["release_date"][:4])

    @property
    def topics(self) -> list[str]:
        """The ids of its topics."""
        return [topic["id"] for topic in self.body["topics"]]


@dataclass(frozen=True)
class Filter:
    """A locale, a topic and a year."""

    locale: str
    topic: str
    year: int


def lists(rows: Iterable[Row]) -> list[str]:
    """Return the list of each locale."""
    return [f"{API}?locale={code}" for code in sorted({row.locale for row in rows})]


def details(rows: list[Row]) -> list[str]:
    """Return each edition, half of every locale by reference and half by id."""
    named = (
        (row, (row.key, row.reference)[(n + n // 2) % 2]) for n, row in enumerate(rows)
    )
    return [f"{API}/{name}?locale={row.locale}" for row, name in named]


def filters(rows: Iterable[Row]) -> list[Filter]:
    """Return every filter that finds something."""
    found = {
        Filter(row.locale, topic, row.year) for row in rows for topic in row.topics
    }
    return sorted(found, key=lambda one: (one.year, one.topic, one.locale))


def filtered(one: Filter) -> str:
    """Return the address of a filter."""
    return f"{API}?locale={one.locale}&topic={one.topic}&year={one.year}"


def check_list(content: bytes, rows: Iterable[Row], *, locale: str) -> None:
    """Raise unless an answer is the newest 20 of a locale, newest first."""
    _check([row for row in rows if row.locale == locale], content, what="list")


def check_filter(content: bytes, rows: Iterable[Row], one: Filter) -> None:
    """Raise unless an answer is the newest 20 that a filter finds."""
    found = [
        row
        for row in rows
        if (row.locale, row.year) == (one.locale, one.year) and one.topic in row.topics
    ]
    _check(found, content, what=str(one))


def check_detail(content: bytes, row: Row) -> None:
    """Raise unless an answer has the shape, and every text of the edition."""
    answer = json.loads(content)
    faults = patterns.faults(answer)
    faults += [
        f"lacks {text!r}" for text in sorted(missing(row.body, answer, name="html"))
    ]
    if faults:
        raise processes.Failed(f"{row.key}: {'; '.join(faults)}")


def missing(body: dict[str, Any], answer: Any, *, name: str = "text") -> set[str]:
    """Return the texts of a release that an answer does not hold."""
    return set(texts(body, name=name)) - set(strings(answer))


def texts(body: dict[str, Any], *, name: str) -> Iterator[str]:
    """Yield the texts of a release; rich text as `html` or as `text`."""
    yield from (body["title"], body["subtitle"], body["lead"][name])
    yield from (topic["name"] for topic in body["topics"])
    yield from (contact["email"] for contact in body["contacts"])
    for block in body["body"]:
        if block["type"] in ("paragraph", "about"):
            yield block["content"][name]
        if block["type"] == "quote":
            yield from (block["text"], block["role"], block["speaker"]["name"])


def strings(value: Any) -> Iterator[str]:
    """Yield every string in parsed JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def _check(rows: list[Row], content: bytes, *, what: str) -> None:
    """Compare instants: two of the same one may come in either order."""
    wanted = sorted((row.lifted for row in rows), reverse=True)[:SIZE]
    by_key = {row.key: row.lifted for row in rows}
    answered = [by_key.get(item["id"]) for item in json.loads(content)["items"]]
    if answered != wanted:
        raise processes.Failed(f"{what}: answers {answered}, not {wanted}")
