"""What Elasticsearch answered, as the port knows it."""

from typing import Any

from search import documents, port
from search.backends.elastic import asking, mapping


def found(answer: Any, *, level: int) -> port.Found:
    """Return a search's answer."""
    counts = answer["aggregations"]
    narrowed = counts[asking.NARROWED]
    return port.Found(
        matches=tuple(
            port.Match(_key(hit), hit["_score"]) for hit in answer["hits"]["hits"]
        ),
        total=answer["hits"]["total"]["value"],
        facets={
            name: _values(narrowed[name] if name in narrowed else counts[name][name])
            for name in mapping.FACETS
        },
        level=level,
    )


def count(answer: Any) -> int:
    """Return how many objects were found, chosen or not."""
    return int(answer["aggregations"][asking.ALL]["doc_count"])


def keys(answer: Any) -> list[port.Key]:
    """Return what was found, in its order."""
    return list(map(_key, answer["hits"]["hits"]))


def _key(hit: Any) -> port.Key:
    """Return the key that asking.KEYS asks for."""
    told = hit["fields"]
    kind, _colon, key = told["subject"][0].partition(":")
    return port.Key(documents.Subject(kind, key), told["type"][0], told["key"][0])


def _values(counted: Any) -> dict[str, int]:
    return {row["key"]: row["doc_count"] for row in counted["buckets"]}
