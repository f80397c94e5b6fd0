"""An object as a document of Elasticsearch, made of its entries."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from search import columns, documents, facets, kept, models, port
from search.backends.elastic import mapping
from search.meaning import clauses as meaning

START = datetime(1970, 1, 1, tzinfo=UTC)
TEXTS = ("title", "lead", "body", "names", "words")


@dataclass(frozen=True)
class Write:
    """A document to be held from now on, unless a later one already is."""

    id: str
    number: int
    source: str

    @property
    def size(self) -> int:
        return len(self.source)


def write(
    key: port.Key,
    rows: Collection[models.Entry],
    *,
    number: int,
    vectors: Mapping[int, bytes],
) -> Write:
    """Return what to hold of an object: its entries, or that there are none.

    What is gone leaves a mark, so that nothing that comes late brings it back.
    """
    made = _document(rows, vectors) if rows else {"live": False}
    source = made | {"subject": subject(key.subject), "type": key.type, "key": key.key}
    return Write(id_of(key), number, json.dumps(source))


def id_of(key: port.Key) -> str:
    """Return an object's id."""
    return f"{key.subject.kind}:{key.subject.key}:{key.type}:{key.key}"


def key_of(id: str) -> port.Key:
    """Return what has an id."""
    kind, subject_key, of, key = id.split(":", 3)
    return port.Key(documents.Subject(kind, subject_key), of, key)


def subject(found: documents.Subject) -> str:
    """Return a subject as one word."""
    return f"{found.kind}:{found.key}"


def alike(values: facets.Values) -> str:
    """Return what an object has of facets.FEW as one word."""
    return json.dumps([values[name] for name in facets.FEW])


@lru_cache(maxsize=4096)
def values_of(alike: str) -> facets.Values:
    """Return what one word says."""
    every = (tuple(values) for values in json.loads(alike))
    return dict(zip(facets.FEW, every, strict=True))


def keys(rows: Iterable[models.Entry]) -> dict[port.Key, list[models.Entry]]:
    """Return the objects that entries make up."""
    found: dict[port.Key, list[models.Entry]] = {}
    for row in rows:
        found.setdefault(columns.key_of(row), []).append(row)
    return found


def _document(
    rows: Collection[models.Entry], vectors: Mapping[int, bytes]
) -> dict[str, Any]:
    first = next(iter(rows))
    texts = {name: {row.locale: getattr(row, name) for row in rows} for name in TEXTS}
    values = kept.values(first.facets, first.type)
    instants = [row.published_at for row in rows if row.published_at]
    return {
        **texts,
        meaning.FIELD: meaning.values({row.pk: row.locale for row in rows}, vectors),
        **{name: list(found) for name, found in values.items() if found},
        mapping.ALIKE: alike(values),
        "live": True,
        "hash": first.hash,
        "published_at": _micros(max(instants)) if instants else None,
    }


def _micros(instant: datetime) -> int:
    return (instant - START) // timedelta(microseconds=1)
