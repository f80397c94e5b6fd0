"""What is measured: three quotes, two Abouts, two contacts, four topics each."""

from itertools import chain
from typing import Any

from home.demo import content

QUOTES, ABOUTS, CONTACTS, TOPICS = 3, 2, 2, 4
# Enough to vary; every kind of block, files left out.
PATTERNS = 8


def of(text: content.Content, *, waiting: int) -> content.Content:
    """Return the demo's text with some public releases, each in the shape measured.

    So many more wait under an embargo.
    """
    public = [row for row in text.releases if row.state == "public" and not row.image]
    shaped = [_shaped(row, text) for row in public[:PATTERNS]]
    later = [_waiting(shaped[0], number) for number in range(waiting)]
    return text.model_copy(update={"releases": [*shaped, *later]})


def waiting_key(number: int) -> str:
    """Return the key of a release that waits."""
    return f"99-waiting-{number}"


def _waiting(release: content.Release, number: int) -> content.Release:
    """Return a release like another, under an embargo."""
    headline = {code: f"{number} {words}" for code, words in release.headline.items()}
    return release.model_copy(
        update={
            "key": waiting_key(number),
            "kind": "release",
            "state": "embargoed",
            "date": None,
            "days_ahead": 3 + number,
            "headline": headline,
        }
    )


def faults(detail: dict[str, Any]) -> list[str]:
    """Return in what a release, as the API answers it, differs from the shape."""
    types = [block["type"] for block in detail["body"]]
    found = {
        "quotes": (types.count("quote"), QUOTES),
        "Abouts": (types.count("about"), ABOUTS),
        "contacts": (len(detail["contacts"]), CONTACTS),
        "topics": (len(detail["topics"]), TOPICS),
    }
    return [
        f"{name}: {there}, not {wanted}"
        for name, (there, wanted) in found.items()
        if there != wanted
    ]


def _shaped(release: content.Release, text: content.Content) -> content.Release:
    """Return a release with quotes and Abouts of others beside its own."""
    others = [row for row in text.releases if row.key > release.key]
    quotes = _first(QUOTES, *_blocks("quote", release, *others))
    abouts = _first(ABOUTS, *_blocks("about", release, *others))
    rest = [block for block in release.body if block.type not in ("quote", "about")]
    return release.model_copy(
        update={
            "body": [*rest, *quotes, *abouts],
            "contacts": _first(
                CONTACTS, *release.contacts, *(row.key for row in text.contacts)
            ),
            "topics": _first(
                TOPICS, *release.topics, *(row.key for row in text.topics)
            ),
        }
    )


def _blocks(kind: str, *releases: content.Release) -> list[Any]:
    found = chain.from_iterable(row.body for row in releases)
    return [block for block in found if block.type == kind]


def _first(count: int, *values: Any) -> list[Any]:
    """Return so many values, each once, in their order."""
    kept: list[Any] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return kept[:count]
