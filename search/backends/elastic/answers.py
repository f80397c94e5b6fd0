"""What Elasticsearch answered, as the port knows it."""

from typing import Any

from search import port
from search.backends.elastic import asking, mapping, shapes


def found(answer: Any, *, level: int) -> port.Found:
    """Return a search's answer."""
    counts = answer["aggregations"]
    narrowed = counts[asking.NARROWED]
    return port.Found(
        matches=tuple(
            port.Match(shapes.key_of(hit["_id"]), hit["_score"])
            for hit in answer["hits"]["hits"]
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
    return [shapes.key_of(hit["_id"]) for hit in answer["hits"]["hits"]]


def _values(counted: Any) -> dict[str, int]:
    return {row["key"]: row["doc_count"] for row in counted["buckets"]}
