"""What Elasticsearch answered, as the port knows it."""

from collections.abc import Mapping
from typing import Any

from search import documents, port
from search.backends.elastic import asking, mapping


def found(answer: Any, *, level: int) -> port.Found:
    """Return a search's answer."""
    counts = answer["aggregations"]
    narrowed = counts[asking.NARROWED]
    told = {name: counts.get(name, narrowed) for name in mapping.FACETS}
    values = {name: _values(name, told[name]) for name in mapping.FACETS}
    return port.Found(
        matches=tuple(
            port.Match(_key(hit), hit["_score"]) for hit in answer["hits"]["hits"]
        ),
        total=answer["hits"]["total"]["value"],
        facets=values,
        untold={
            name: _untold(name, told[name], values[name]) for name in mapping.FACETS
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


def _values(name: str, told: Any) -> dict[str, int]:
    rows = list(told[name]["buckets"])
    if sure := told.get(asking.sure(name)):
        rows += sure["buckets"]
    return {row["key"]: row["doc_count"] for row in rows}


def _untold(name: str, told: Any, values: Mapping[str, int]) -> int:
    """Return how many values were not counted: where many are not, about so many."""
    if name in asking.FEW or not told[name]["sum_other_doc_count"]:
        return 0
    return max(told[asking.distinct(name)]["value"] - len(values), 0)
