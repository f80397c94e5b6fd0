"""The index on SQLite: FTS5 over tokens that were made by our own analysis.

Nothing a reader typed reaches the grammar of FTS5: an expression is made of
tokens, each in quotation marks.
"""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search import analysis, models, port
from search.backends import rows

MATCHING = "SELECT rowid FROM search_index WHERE search_index MATCH %s"
POSTINGS = """
    SELECT v.term, v.doc,
           sum(v.col = 'title'), sum(v.col = 'lead'), sum(v.col = 'body')
    FROM search_vocabulary v JOIN search_entry e ON e.id = v.doc
    WHERE v.term IN ({marks}) AND e.locale = %s
    GROUP BY v.term, v.doc
"""
LIKE = """
    SELECT v.term FROM search_vocabulary v JOIN search_entry e ON e.id = v.doc
    WHERE v.term >= %s AND v.term < %s AND e.locale = %s
    GROUP BY v.term ORDER BY count(DISTINCT v.doc) DESC, v.term LIMIT %s
"""
LAST = "\U0010ffff"


class SQLiteIndex(rows.RowsIndex):
    """An index on SQLite."""

    def matching(self, query: analysis.Query) -> QuerySet[models.Entry]:
        found = RawSQL(MATCHING, [expression(query)])  # noqa: S611 - own text
        return models.Entry.objects.filter(locale=query.locale, pk__in=found)

    def postings(self, query: analysis.Query) -> list[rows.Posting]:
        tokens = sorted(query.tokens)
        marks = ", ".join(["%s"] * len(tokens))
        with connection.cursor() as cursor:
            cursor.execute(POSTINGS.format(marks=marks), [*tokens, query.locale])
            return [
                rows.Posting(token, row, port.Counts(title, lead, body))
                for token, row, title, lead, body in cursor.fetchall()
            ]

    def tokens_like(self, start: str, *, locale: str, most: int) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(LIKE, [start, start + LAST, locale, most])
            return [token for (token,) in cursor.fetchall()]


def expression(query: analysis.Query) -> str:
    """Return a query in the grammar of FTS5."""
    text = "(" + " OR ".join(_phrase([token]) for token in sorted(query.tokens)) + ")"
    for sequence in query.phrases:
        text += f" AND {_phrase(sequence)}"
    if query.excluded:
        left_out = " OR ".join(_phrase(sequence) for sequence in query.excluded)
        text = f"({text}) NOT ({left_out})"
    return text


def _phrase(tokens: tuple[str, ...] | list[str]) -> str:
    """Return tokens that follow each other, as one quoted string."""
    return '"' + " ".join(token.replace('"', '""') for token in tokens) + '"'
