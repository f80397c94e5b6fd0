"""Stable ids: what the demo makes has the same id on every machine."""

import uuid

from press.models import releases

NAMESPACE = uuid.UUID("6b1f7a52-6c1d-5f0e-9d5c-9a0f3c0d7e11")
LETTERS = 8


def of(*parts: object) -> uuid.UUID:
    """Return the id of a thing that these parts name."""
    return uuid.uuid5(NAMESPACE, "/".join(str(part) for part in parts))


def reference(release: uuid.UUID) -> str:
    """Return the reference of a release; it tells no order, like any other."""
    letters = releases.REFERENCE_ALPHABET
    number, chosen = release.int, ""
    for _letter in range(LETTERS):
        number, place = divmod(number, len(letters))
        chosen += letters[place]
    return f"PR-{chosen}"
