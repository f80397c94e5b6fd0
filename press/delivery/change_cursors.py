"""Cursors of the feed of changes: what was told for good, and what was read since."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from press import changes
from press.delivery import cursors

LONGEST = 600
COVERAGE = re.compile("[0-9a-f]{12}")
BETWEEN, WITHIN = "|", "~"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Cursor:
    """Two places (see changes.Part), and the locales that they were told for."""

    coverage: str
    settled: changes.Place | None = None
    read: changes.Place | None = None


def coverage(locales: Iterable[str]) -> str:
    """Return a short word for a set of locales: another set is another feed."""
    return sha256(" ".join(sorted(locales)).encode()).hexdigest()[:12]


def written(cursor: Cursor) -> str:
    """Return the text of a cursor."""
    places = [cursor.settled, cursor.read if cursor.read != cursor.settled else None]
    return cursors.written(BETWEEN.join([cursor.coverage, *map(_text, places)]))


def read(text: str) -> Cursor:
    """Return the cursor that a text tells; raises cursors.BadCursor."""
    try:
        known_for, settled, seen = cursors.plain(text, longest=LONGEST).split(BETWEEN)
        found = Cursor(known_for, _place(settled), _place(seen) or _place(settled))
    except (ValueError, OverflowError):
        raise cursors.BadCursor from None
    if written(found) != text or not COVERAGE.fullmatch(found.coverage):
        raise cursors.BadCursor
    return found


def _text(place: changes.Place | None) -> str:
    if place is None:
        return ""
    since = (place.at - EPOCH) // MICROSECOND
    parts = (since, place.subject, place.locale, place.version, place.rank)
    return WITHIN.join(map(str, parts))


def _place(text: str) -> changes.Place | None:
    if not text:
        return None
    since, subject, locale, version, rank = text.split(WITHIN)
    if not (subject.isprintable() and locale.isprintable()):
        raise cursors.BadCursor
    if not (0 <= int(version) < 2**31 and 0 <= int(rank) < 2**15):
        raise cursors.BadCursor
    at = EPOCH + int(since) * MICROSECOND
    return changes.Place(at, subject, locale, int(version), int(rank))
