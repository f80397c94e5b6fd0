"""Wagtail's own search of the desk, without the signs that its engine trips over."""

from typing import Any

from modelsearch.backends import database
from modelsearch.query import MATCH_ALL, And, Phrase, PlainText, SearchQuery

# The engine nests an expression in another for each word.
MOST = 32


def SearchBackend(params: dict[str, Any]) -> Any:
    """Return the engine of this database, of a class that cleans each query.

    modelsearch 1.3.2 writes a quotation mark unescaped into the grammar of FTS5
    (`Lexeme.as_sql`), which ends a search of pages, images or snippets as a
    failure. A release that doubles it there removes this module.
    """
    engine = database.SearchBackend(params)
    engine.__class__ = type("CleanSearchBackend", (_Cleaning, type(engine)), {})
    return engine


class _Cleaning:
    """Searches with plain words only."""

    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().search(_clean(query), *args, **kwargs)  # type: ignore[misc]

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        clean = _clean(query)
        return super().autocomplete(clean, *args, **kwargs)  # type: ignore[misc]


def _clean(query: Any) -> Any:
    """Return a query of plain words, all to be met; a quoted part is its words."""
    if isinstance(query, str):
        texts = [query]
    elif isinstance(query, SearchQuery):
        texts = _texts(query)
    else:
        return query
    words = " ".join(texts).replace('"', " ").replace("\0", " ").split()
    return PlainText(" ".join(words[:MOST])) if words else MATCH_ALL


def _texts(query: SearchQuery) -> list[str]:
    if isinstance(query, PlainText | Phrase):
        return [query.query_string]
    if isinstance(query, And):
        return [text for part in query.subqueries for text in _texts(part)]
    return []
