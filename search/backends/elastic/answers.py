"""What Elasticsearch answered, as the port knows it."""

from typing import Any

from search import documents, facets, port
from search.backends.elastic import asking, mapping, shapes


def found(answer: Any, search: port.Search, *, level: int) -> port.Found:
    """Return a search's answer."""
    counts = answer["aggregations"]
    alike = counts[mapping.ALIKE][mapping.ALIKE]["buckets"]
    few = [(shapes.values_of(row["key"]), row["doc_count"]) for row in alike]
    narrowed = counts[asking.NARROWED]
    many = {name: _values(name, counts.get(name, narrowed)) for name in asking.MANY}
    return port.Found(
        matches=tuple(
            port.Match(_key(hit), hit["_score"]) for hit in answer["hits"]["hits"]
        ),
        total=_total(answer),
        facets={**facets.counted_alike(few, search.chosen), **many},
        level=level,
    )


def count(answer: Any) -> int:
    """Return how many objects were found by words, chosen or not."""
    every = answer["aggregations"].get(asking.ALL)
    return int(every["doc_count"]) if every else _total(answer)


def keys(answer: Any) -> list[port.Key]:
    """Return what was found, in its order."""
    return list(map(_key, answer["hits"]["hits"]))


def _key(hit: Any) -> port.Key:
    """Return the key that asking.KEYS asks for."""
    told = hit["fields"]
    kind, _colon, key = told["subject"][0].partition(":")
    return port.Key(documents.Subject(kind, key), told["type"][0], told["key"][0])


def _total(answer: Any) -> int:
    return int(answer["hits"]["total"]["value"])


def _values(name: str, told: Any) -> dict[str, int]:
    rows = list(told[name]["buckets"])
    if sure := told.get(asking.sure(name)):
        rows += sure["buckets"]
    return {row["key"]: row["doc_count"] for row in rows}
