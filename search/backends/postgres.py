"""The index on PostgreSQL: a tsvector of tokens that our own analysis made.

Neither a text search configuration nor a parser of PostgreSQL's sees the text:
vectors and queries are written as literals, each token quoted. A sign before a
token tells where it stands.
"""

from collections.abc import Collection, Mapping

from django.db import connection

from search import documents, models, parsing, port
from search.backends import looking, rows

# The sum keeps the planner from walking all ids backwards.
HAVING = """
    SELECT place, (
        SELECT array_agg(id) FROM (
            SELECT id FROM search_entry WHERE vector @@ asked::tsquery
            ORDER BY id + 0 DESC LIMIT %s
        ) newest
    )
    FROM unnest(%s::text[]) WITH ORDINALITY AS listed(asked, place)
"""
BEGUN = """
    SELECT id FROM search_entry WHERE vector @@ %s::tsquery AND type IN {types}
    ORDER BY id + 0 DESC LIMIT %s
"""
# The types are written as the index of people and organisations has them.
BEGUN_OF = {
    types: BEGUN.format(types=types) for types in (documents.CALLED, documents.TITLED)
}
WRITE = "UPDATE search_entry SET vector = %s::tsvector WHERE id = %s"
# The limits of a tsvector: a later place, or a token's later ones, are not kept.
LAST_PLACE, MOST_PLACES = 16383, 255
SIGNS = {looking.ANYWHERE: "", looking.TITLE: "^", looking.WRITTEN: "="}
BEGINNING = "~"
BEGUN_TYPES = (*documents.CALLED, *documents.TITLED)


class PostgresIndex(rows.RowsIndex):
    """An index on PostgreSQL."""

    def having(
        self, sought: Collection[looking.Sought]
    ) -> Mapping[looking.Sought, list[int]]:
        ordered = list(sought)
        found: dict[looking.Sought, list[int]] = {one: [] for one in ordered}
        with connection.cursor() as cursor:
            cursor.execute(HAVING, [port.MOST_HAVING, list(map(expression, ordered))])
            for place, ids in cursor.fetchall():
                found[ordered[place - 1]] = ids or []
        return found

    def begun(
        self, words: tuple[str, ...], *, types: tuple[documents.Type, ...], most: int
    ) -> list[int]:
        text = " & ".join(_quoted(BEGINNING + word) for word in words) + ":*"
        with connection.cursor() as cursor:
            cursor.execute(BEGUN_OF[types], [text, most])
            return [found for (found,) in cursor.fetchall()]

    def written(self, written: list[models.Entry]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, [(vector(row), row.pk) for row in written])


def vector(row: models.Entry) -> str:
    """Return a row's tokens as a literal; a gap keeps its texts apart."""
    places: dict[str, list[int]] = {}
    for sign, texts in (
        (SIGNS[looking.ANYWHERE], (row.title, row.lead, row.body)),
        (SIGNS[looking.TITLE], (row.title,)),
        (SIGNS[looking.WRITTEN], (row.names, row.words)),
        (BEGINNING, (row.names,) if row.type in BEGUN_TYPES else ()),
    ):
        place = 0
        for text in texts:
            for token in text.split():
                place = min(place + 1, LAST_PLACE)
                places.setdefault(sign + token, []).append(place)
            place += 1
    return " ".join(
        f"{_quoted(token)}:{','.join(map(str, found[:MOST_PLACES]))}"
        for token, found in places.items()
    )


def expression(sought: looking.Sought) -> str:
    """Return what is looked for in the grammar of tsquery."""
    one = _followed(sought.place, sought.atom)
    if not sought.beside:
        return one
    beside = [_followed(looking.ANYWHERE, atom) for atom in sought.beside]
    return f"({' | '.join(beside)}) & {one}"


def _followed(place: str, atom: parsing.Atom) -> str:
    return "(" + " <-> ".join(_quoted(SIGNS[place] + token) for token in atom) + ")"


def _quoted(token: str) -> str:
    doubled = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
