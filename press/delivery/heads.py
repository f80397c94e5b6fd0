"""The head of a public page: its one address, its languages, what robots may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol


class Edition(Protocol):
    """The same thing in one locale."""

    @property
    def locale(self) -> str: ...

    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class Language:
    """A page in one locale, by its whole address."""

    locale: str
    url: str


def head(
    *,
    canonical: str,
    alternates: Iterable[Edition] = (),
    description: str = "",
    robots: str = "",
    x_default: str = "",
) -> dict[str, Any]:
    """Return the context that the base template reads."""
    return {
        "canonical": canonical,
        "alternates": list(alternates),
        "description": " ".join(description.split())[:300],
        "robots": robots,
        "x_default": x_default,
    }
