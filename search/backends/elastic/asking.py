"""A search as Elasticsearch is asked it: its body, from tokens alone."""

from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any

from search import documents, facets, parsing, port, scoring
from search.backends.elastic import mapping, shapes
from search.meaning import clauses as meaning

ALL, NARROWED = "all", "narrowed"
MANY = tuple(name for name in facets.NAMES if name not in facets.FEW)
# More than there are of objects that differ in facets.FEW.
MOST_ALIKE = 10_000

Body = dict[str, Any]

# What is told of a hit: read from columns, not from the document that is stored.
KEYS: Body = {"stored_fields": "_none_", "docvalue_fields": ["subject", "type", "key"]}


def body(search: port.Search, *, level: tuple[int, ...]) -> Body:
    """Return the body of a search at a level.

    What is found by meaning alone is no reason to hold a level for enough.
    """
    start = min(search.start, mapping.DEEPEST)
    all_found: Body = {}
    if search.meaning or any(search.chosen.values()):
        worded = _by_words(search, level) if search.meaning else {"match_all": {}}
        all_found = {ALL: {"filter": worded}}
    return {
        "query": _found(search, level),
        "post_filter": _chosen(search.chosen),
        "aggs": _facets(search) | all_found,
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
    """Count each facet's values; one that is chosen leaves its own choice aside.

    Which choices of facets.FEW hold for which of them is told by their values.
    """
    chosen = {name: values for name, values in search.chosen.items() if values}
    narrowing = {n: values for n, values in chosen.items() if n not in facets.FEW}
    others = [name for name in MANY if name not in narrowing]
    alike = {"terms": {"field": mapping.ALIKE, "size": MOST_ALIKE}}
    return {
        mapping.ALIKE: {"filter": _chosen(narrowing), "aggs": {mapping.ALIKE: alike}},
        NARROWED: {
            "filter": _chosen(chosen),
            "aggs": dict(chain(*(_counted(name, search).items() for name in others))),
        },
        **{
            name: {
                "filter": _chosen(chosen, but=name),
                "aggs": _counted(name, search),
            }
            for name in narrowing
        },
    }


def _counted(name: str, search: port.Search) -> Body:
    """Count the first values of a facet, and those to be sure of.

    Of every value an answer would have thousands, which is most of what it costs.
    """
    first = facets.MOST + facets.MOST_OTHERS
    counts: Body = {name: {"terms": {"field": name, "size": first}}}
    if must := {*search.chosen.get(name, ()), *search.shared.get(name, ())}:
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
