"""Vectors at Elasticsearch: their field, their values, and the clauses that ask."""

import struct
from collections.abc import Collection, Mapping
from typing import Any

from search.meaning import asking, fusing

Clause = dict[str, Any]

DIMENSIONS, MOST, CANDIDATES = 384, 20, 200
FIELD = "meaning"
# What is found by meaning alone is to be among the best that are weighed anew.
BOOST = 1000.0

# The default for so many dimensions keeps a bit of each, and finds less.
PROPERTY: Clause = {
    "type": "dense_vector",
    "dims": DIMENSIONS,
    "index": True,
    "similarity": "cosine",
    "index_options": {"type": "int8_hnsw"},
}
# One field a locale: a language that joins needs no other index.
OBJECT: Clause = {"type": "object", "dynamic": True}
TEMPLATE: Clause = {"path_match": f"{FIELD}.*", "mapping": PROPERTY}


def values(
    locales: Mapping[int, str], vectors: Mapping[int, bytes]
) -> dict[str, list[float]]:
    """Return the field of an object: `locales` are those of its entries."""
    return {
        locale: floats(vectors[entry])
        for entry, locale in locales.items()
        if entry in vectors
    }


def knn(asked: asking.Asked | None, *, without: Collection[str]) -> list[Clause]:
    """Return the clauses that find by meaning; `without` are subjects left out.

    Each says what narrows it: a clause of this kind takes its nearest first, and
    only then is the rest of a query heeded.
    """
    if asked is None:
        return []
    hidden: list[Clause] = [{"terms": {"subject": sorted(without)}}] if without else []
    found = [_knn(asked, asked.locale, hidden)] if asked.is_question else []
    lacking = [*hidden, {"term": {"locale": asked.locale}}]
    return found + [_knn(asked, locale, lacking) for locale in asked.others]


def floats(vector: bytes) -> list[float]:
    """Return the numbers of a vector."""
    return list(struct.unpack(f"<{DIMENSIONS}e", vector))


def _knn(asked: asking.Asked, locale: str, not_these: list[Clause]) -> Clause:
    live = {"term": {"live": True}}
    return {
        "knn": {
            "field": f"{FIELD}.{locale}",
            "query_vector": floats(asked.vector),
            "k": MOST,
            "num_candidates": CANDIDATES,
            "similarity": fusing.LOW,
            "filter": {"bool": {"filter": [live], "must_not": not_these}},
            "boost": BOOST,
        }
    }
