"""The index on SQLite: FTS5 over tokens that were made by our own analysis.

Nothing a reader typed reaches the grammar of FTS5: an expression is made of
tokens, each in quotation marks.
"""

from collections.abc import Collection, Mapping

from django.db import connection

from search import documents, parsing, port
from search.backends import looking, rows

COLUMNS = {
    looking.ANYWHERE: "{title lead body}",
    looking.TITLE: "{title}",
    looking.WRITTEN: "{names words}",
}
HAVING = """
    SELECT %s, group_concat(rowid) FROM (
        SELECT rowid FROM search_index WHERE search_index MATCH %s
        ORDER BY rowid DESC LIMIT %s
    )
"""
BEGUN = """
    SELECT rowid FROM {table} WHERE {table} MATCH %s ORDER BY rowid DESC LIMIT %s
"""
BEGUN_OF = {
    documents.CALLED: BEGUN.format(table="search_called"),
    documents.TITLED: BEGUN.format(table="search_titled"),
}
# SQLite joins so many selections in one statement.
MANY = 250


class SQLiteIndex(rows.RowsIndex):
    """An index on SQLite."""

    def having(
        self, sought: Collection[looking.Sought]
    ) -> Mapping[looking.Sought, list[int]]:
        ordered = list(sought)
        found: dict[looking.Sought, list[int]] = {one: [] for one in ordered}
        with connection.cursor() as cursor:
            for start in range(0, len(ordered), MANY):
                some = ordered[start : start + MANY]
                values = [
                    value
                    for place, one in enumerate(some)
                    for value in (place, expression(one), port.MOST_HAVING)
                ]
                cursor.execute(" UNION ALL ".join([HAVING] * len(some)), values)
                for place, ids in cursor.fetchall():
                    if ids:
                        found[some[place]] = list(map(int, ids.split(",")))
        return found

    def begun(
        self, words: tuple[str, ...], *, types: tuple[documents.Type, ...], most: int
    ) -> list[int]:
        text = " AND ".join(_phrase((word,)) for word in words) + " *"
        with connection.cursor() as cursor:
            cursor.execute(BEGUN_OF[types], [text, most])
            return [found for (found,) in cursor.fetchall()]


def expression(sought: looking.Sought) -> str:
    """Return what is looked for in the grammar of FTS5."""
    one = f"{COLUMNS[sought.place]} : {_phrase(sought.atom)}"
    if not sought.beside:
        return one
    beside = " OR ".join(map(_phrase, sought.beside))
    return f"{COLUMNS[looking.ANYWHERE]} : ({beside}) AND {one}"


def _phrase(tokens: parsing.Atom) -> str:
    """Return tokens that follow each other, as one quoted string."""
    return '"' + " ".join(token.replace('"', '""') for token in tokens) + '"'
