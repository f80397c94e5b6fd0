"""The index on PostgreSQL: a tsvector of tokens that our own analysis made.

Neither a text search configuration nor a parser of PostgreSQL's sees the text:
vectors and queries are written as literals, each token quoted.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search import analysis, models, port
from search.backends import rows

MATCHING = "SELECT id FROM search_entry WHERE vector @@ %s::tsquery"
POSTINGS = """
    SELECT v.lexeme, e.id, v.weights
    FROM search_entry e, unnest(e.vector) v
    WHERE e.vector @@ %s::tsquery AND e.locale = %s AND v.lexeme = ANY(%s)
"""
LIKE = """
    SELECT v.lexeme FROM search_entry e, unnest(e.vector) v
    WHERE e.vector @@ %s::tsquery AND e.locale = %s AND starts_with(v.lexeme, %s)
    GROUP BY v.lexeme ORDER BY count(*) DESC, v.lexeme LIMIT %s
"""
WRITE = "UPDATE search_entry SET vector = %s::tsvector WHERE id = %s"
# The limits of a tsvector: a later place, or a token's later ones, are not kept.
LAST_PLACE, MOST_PLACES = 16383, 255
TEXTS = {"title": "A", "lead": "B", "body": "C"}


class PostgresIndex(rows.RowsIndex):
    """An index on PostgreSQL."""

    def matching(self, query: analysis.Query) -> QuerySet[models.Entry]:
        found = RawSQL(MATCHING, [expression(query)])  # noqa: S611 - own text
        return models.Entry.objects.filter(locale=query.locale, pk__in=found)

    def postings(self, query: analysis.Query) -> list[rows.Posting]:
        tokens = sorted(query.tokens)
        with connection.cursor() as cursor:
            cursor.execute(POSTINGS, [_any(tokens), query.locale, tokens])
            return [
                rows.Posting(token, row, _counts(weights))
                for token, row, weights in cursor.fetchall()
            ]

    def written(self, written: list[models.Entry]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, [(vector(row), row.pk) for row in written])

    def tokens_like(self, start: str, *, locale: str, most: int) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(LIKE, [f"{_quoted(start)}:*", locale, start, most])
            return [token for (token,) in cursor.fetchall()]


def vector(row: models.Entry) -> str:
    """Return a row's tokens as a literal; a gap keeps its texts apart."""
    places: dict[str, list[str]] = {}
    place = 0
    for name, weight in TEXTS.items():
        for token in getattr(row, name).split():
            place = min(place + 1, LAST_PLACE)
            places.setdefault(token, []).append(f"{place}{weight}")
        place += 1
    return " ".join(
        f"{_quoted(token)}:{','.join(found[:MOST_PLACES])}"
        for token, found in places.items()
    )


def expression(query: analysis.Query) -> str:
    """Return a query in the grammar of tsquery."""
    text = _any(sorted(query.tokens))
    for sequence in query.phrases:
        text += f" & ({_sequence(sequence)})"
    for sequence in query.excluded:
        text += f" & !({_sequence(sequence)})"
    return text


def _any(tokens: Iterable[str]) -> str:
    return "(" + " | ".join(map(_quoted, tokens)) + ")"


def _sequence(tokens: tuple[str, ...]) -> str:
    return " <-> ".join(map(_quoted, tokens))


def _quoted(token: str) -> str:
    doubled = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def _counts(weights: list[str]) -> port.Counts:
    return port.Counts(weights.count("A"), weights.count("B"), weights.count("C"))
