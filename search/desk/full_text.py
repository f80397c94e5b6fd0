"""The full-text structures of both engines over the desk's entries.

No text of a user reaches the grammar of an engine: each token is quoted, and
was made by our own analysis.
"""

from collections.abc import Iterable

from django.db import connection

from search import parsing

# A way to meet a word: all of these tokens; the last may be a beginning.
SQLITE = """
    SELECT entry.id FROM desk_search_index
    JOIN desk_search_entry entry ON entry.id = desk_search_index.rowid
    WHERE desk_search_index MATCH %s AND entry.locale = %s
"""
POSTGRESQL = """
    SELECT id FROM desk_search_entry WHERE vector @@ %s::tsquery AND locale = %s
"""


def ids(
    atoms: Iterable[parsing.Atom],
    *,
    locale: str,
    beginning: str = "",
    where: str = "",
) -> set[int]:
    """Return the entries of a locale that have all tokens of one of these atoms.

    Or a token that begins with `beginning`. `where` is the sign of a place, see
    `texts`, or empty for all of them.
    """
    ways = [[_quoted(where + token) for token in atom] for atom in atoms if atom]
    met = [f"({_AND[connection.vendor].join(way)})" for way in ways]
    if beginning:
        met.append(_quoted(where + beginning) + _BEGINS[connection.vendor])
    if not met:
        return set()
    query = _OR[connection.vendor].join(met)
    with connection.cursor() as cursor:
        cursor.execute(_SELECT[connection.vendor], [query, locale])
        return {found for (found,) in cursor.fetchall()}


def is_held(token: str, *, locale: str) -> bool:
    """Tell whether an entry of a locale has a token."""
    select = f"{_SELECT[connection.vendor]} LIMIT 1"
    with connection.cursor() as cursor:
        cursor.execute(select, [_quoted(token), locale])
        return cursor.fetchone() is not None


def _quoted(token: str) -> str:
    if connection.vendor == "sqlite":
        return '"' + token.replace('"', '""') + '"'
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


_SELECT = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
_AND = {"sqlite": " AND ", "postgresql": " & "}
_OR = {"sqlite": " OR ", "postgresql": " | "}
_BEGINS = {"sqlite": "*", "postgresql": ":*"}
