"""Cursors: a place in a list, told by what the reader has seen of it."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

SEPARATOR = "|"
LONGEST = 200


class BadCursor(ValueError):
    """The text is no cursor of ours."""

    def __init__(self) -> None:
        super().__init__("no cursor of this list")


@dataclass(frozen=True)
class Place:
    """After a release in a list by instant; `seen` counts its quotes before it."""

    at: datetime
    release: UUID
    seen: int = 0


def of_place(place: Place) -> str:
    """Return the cursor of a place in a list of releases or quotes."""
    parts = [place.at.astimezone(UTC).isoformat(), str(place.release), str(place.seen)]
    return written(SEPARATOR.join(parts))


def place(text: str) -> Place:
    """Return the place that a cursor tells; raises BadCursor."""
    parts = plain(text).split(SEPARATOR)
    try:
        instant, release, seen = parts
        found = Place(datetime.fromisoformat(instant), UUID(release), int(seen))
    except ValueError:
        raise BadCursor from None
    if of_place(found) != text:
        raise BadCursor
    return found


def of_key(key: str) -> str:
    """Return the cursor of a record in a list by key."""
    return written(key)


def key(text: str) -> str:
    """Return the key that a cursor tells; raises BadCursor."""
    try:
        found = str(UUID(plain(text)))
    except ValueError:
        raise BadCursor from None
    if of_key(found) != text:
        raise BadCursor
    return found


def written(text: str) -> str:
    """Return a text as a cursor: opaque to readers, safe in an address."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def plain(text: str, *, longest: int = LONGEST) -> str:
    """Return the text that a cursor holds; raises BadCursor."""
    if not text.isascii() or len(text) > longest:
        raise BadCursor
    try:
        padded = text + "=" * (-len(text) % 4)
        return base64.urlsafe_b64decode(padded.encode()).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise BadCursor from None
