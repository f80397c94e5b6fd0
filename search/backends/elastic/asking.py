"""A search as Elasticsearch is asked it: its body, from tokens alone."""

from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any

from search import documents, facets, parsing, port, scoring
from search.backends.elastic import mapping, shapes
from search.meaning import clauses as meaning

ALL, NARROWED = "all", "narrowed"
# Facets that have few values: they are all counted, and are not so many.
FEW, ALL_OF_FEW = ("type", "kind", "locale"), 1000
# Up to so many values it is counted nearly to the one how many there are.
PRECISE = 3000

Body = dict[str, Any]

# What is told of a hit: read from columns, not from the document that is stored.
KEYS: Body = {"stored_fields": "_none_", "docvalue_fields": ["subject", "type", "key"]}


def body(search: port.Search, *, level: tuple[int, ...]) -> Body:
    """Return the body of a search at a level.

    What is found by meaning alone is no reason to hold a level for enough.
    """
    start = min(search.start, mapping.DEEPEST)
    worded = _by_words(search, level) if search.meaning else {"match_all": {}}
    return {
        "query": _found(search, level),
        "post_filter": _chosen(search.chosen),
        "aggs": {ALL: {"filter": worded}, **_facets(search)},
        "sort": _order(newest_first=search.newest_first),
        "from": start,
        "size": min(search.size, mapping.DEEPEST - start),
        "track_total_hits": True,
        "track_scores": True,
        **KEYS,
    }


def begun(words: tuple[str, ...], *, locales: Collection[str], most: int) -> Body:
    """Return the body that asks for titles with these words, the last one begun."""
    *whole, last = words
    by_locale = [
        {
            "bool": {
                "filter": [
                    *({"term": {f"names.{code}": word}} for word in whole),
                    {"prefix": {f"names.{code}": last}},
                ]
            }
        }
        for code in locales
    ]
    return {
        "query": {
            "bool": {
                "filter": [
                    {"term": {"live": True}},
                    {"terms": {"type": [*documents.CALLED, *documents.TITLED]}},
                    {"bool": {"should": by_locale, "minimum_should_match": 1}},
                ]
            }
        },
        "sort": _order(newest_first=True),
        "size": most,
        **KEYS,
    }


def sure(name: str) -> str:
    """Return by what name those of a facet's values are asked that must be told."""
    return f"{name}.sure"


def distinct(name: str) -> str:
    """Return by what name it is asked how many values a facet has."""
    return f"{name}.distinct"


def _by_words(search: port.Search, level: tuple[int, ...]) -> Body:
    clauses = [
        _in_locale(
            query,
            enough,
            telling=search.tells(place),
            boost=1.0 if place == 0 else port.OTHER,
        )
        for place, (query, enough) in enumerate(zip(search.queries, level, strict=True))
        if not query.is_empty
    ]
    return {"dis_max": {"queries": clauses or [{"match_none": {}}]}}


def _found(search: port.Search, level: tuple[int, ...]) -> Body:
    without = sorted(map(shapes.subject, search.without))
    either = [_by_words(search, level), *meaning.knn(search.meaning, without=without)]
    return {
        "bool": {
            "must": {"dis_max": {"queries": either}},
            "filter": {"term": {"live": True}},
            "must_not": [{"terms": {"subject": without}}] if without else [],
        }
    }


def _in_locale(
    query: parsing.Query, enough: int, *, telling: tuple[int, ...], boost: float
) -> Body:
    code = query.locale
    clause: Body = {
        "filter": [_stands(atom, code) for atom in query.phrases],
        "must_not": [
            *(_holds(atom, code) for atom in query.without),
            *(_stands(atom, code) for atom in query.excluded),
        ],
        "boost": boost,
    }
    if query.terms:
        clause["should"] = [_term(term, code) for term in query.terms]
        clause["minimum_should_match"] = enough
    if telling:
        some = [_term(query.terms[place], code) for place in telling]
        one_of_them = {"bool": {"should": some, "minimum_should_match": 1}}
        clause["filter"] = [*clause["filter"], one_of_them]
    return {"bool": clause}


def _term(term: parsing.Term, code: str) -> Body:
    first, *others = (_holds(atom, code) for atom in term.alternatives)
    if not others:
        return first
    weaker = [
        _holds(atom, code, boost=scoring.ANOTHER) for atom in term.alternatives[1:]
    ]
    return {"dis_max": {"queries": [first, *weaker]}}


def _holds(atom: parsing.Atom, code: str, *, boost: float = 1.0) -> Body:
    """Ask for a token, or for tokens that follow each other in one text."""
    fields = [
        f"{name}.{code}^{weight}"
        for name, weight in (
            ("title", scoring.TITLE),
            ("lead", scoring.LEAD),
            ("body", scoring.BODY),
        )
    ]
    asked = {"query": " ".join(atom), "fields": fields, "boost": boost}
    if len(atom) == 1:
        return {"combined_fields": asked}
    return {"multi_match": asked | {"type": "phrase"}}


def _stands(atom: parsing.Atom, code: str) -> Body:
    """Ask for words as written that follow each other."""
    return {
        "multi_match": {
            "query": " ".join(atom),
            "fields": [f"names.{code}", f"words.{code}"],
            "type": "phrase",
        }
    }


def _chosen(chosen: Mapping[str, tuple[str, ...]], *, but: str = "") -> Body:
    return {
        "bool": {
            "filter": [
                {"terms": {name: list(values)}}
                for name, values in chosen.items()
                if values and name != but
            ]
        }
    }


def _facets(search: port.Search) -> Body:
    """Count each facet's values; one that is chosen leaves its own choice aside."""
    chosen = search.chosen
    narrowing = [name for name, values in chosen.items() if values]
    others = [name for name in mapping.FACETS if name not in narrowing]
    counts: Body = {
        name: {
            "filter": _chosen(chosen, but=name),
            "aggs": _counted(name, search),
        }
        for name in narrowing
    }
    return {
        NARROWED: {
            "filter": _chosen(chosen),
            "aggs": dict(chain(*(_counted(name, search).items() for name in others))),
        },
        **counts,
    }


def _counted(name: str, search: port.Search) -> Body:
    """Count the first values of a facet, those to be sure of, and how many it has.

    Every value would be thousands in an answer, which is most of what it costs.
    """
    must = {*search.chosen.get(name, ()), *search.shared.get(name, ())}
    if name in FEW:
        return {name: {"terms": {"field": name, "size": ALL_OF_FEW}}}
    counts: Body = {
        name: {"terms": {"field": name, "size": facets.MOST}},
        distinct(name): {
            "cardinality": {"field": name, "precision_threshold": PRECISE}
        },
    }
    if must:
        only = {"include": sorted(must), "size": len(must)}
        counts[sure(name)] = {"terms": {"field": name, **only}}
    return counts


def _order(*, newest_first: bool) -> list[Body]:
    newest: list[Body] = [
        {"published_at": {"order": "desc", "missing": "_last"}},
        {"type": "asc"},
        {"key": "asc"},
    ]
    return newest if newest_first else [{"_score": "desc"}, *newest]
