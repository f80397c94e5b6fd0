"""The words of the index and how rare they are: kept with each entry."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db import connection

from search import analysis, models, parsing, port, statements

ADD_WORD = """
    INSERT INTO search_word (locale, kind, word, letters, count)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (locale, kind, word)
    DO UPDATE SET count = search_word.count + excluded.count
"""
ADD_SCOPE = """
    INSERT INTO search_scope (locale, count, length) VALUES (%s, %s, %s)
    ON CONFLICT (locale) DO UPDATE SET
        count = search_scope.count + excluded.count,
        length = search_scope.length + excluded.length
"""
TOKEN, WRITTEN = models.Word.Kind.TOKEN, models.Word.Kind.WRITTEN
COUNTS = statements.Statement(
    lambda _at: models.Word.objects.filter(
        kind=TOKEN,
        locale__in=statements.texts("locales"),
        word__in=statements.texts("words"),
    ).values_list("locale", "word", "count")
)
SCOPES = statements.Statement(lambda _at: models.Scope.objects.all())


def follow(
    *, added: Iterable[models.Entry] = (), removed: Iterable[models.Entry] = ()
) -> None:
    """Count entries that came and went, in this transaction."""
    words: Counter[tuple[str, str, str]] = Counter()
    counts: Counter[str] = Counter()
    lengths: dict[str, float] = {}
    for rows, sign in ((added, 1), (removed, -1)):
        for row in rows:
            for key in _words(row):
                words[key] += sign
            counts[row.locale] += sign
            lengths[row.locale] = lengths.get(row.locale, 0.0) + sign * row.length
    with connection.cursor() as cursor:
        changed = [(*key, len(key[2]), n) for key, n in sorted(words.items()) if n]
        if changed:
            cursor.executemany(ADD_WORD, changed)
        if any(n < 0 for *_key, n in changed):
            cursor.execute("DELETE FROM search_word WHERE count <= 0")
        if lengths:
            scopes = [(code, counts[code], lengths[code]) for code in sorted(lengths)]
            cursor.executemany(ADD_SCOPE, scopes)


def forget() -> None:
    """Forget every word: the index is filled anew."""
    models.Word.objects.all().delete()
    models.Scope.objects.all().delete()


def statistics(queries: Collection[parsing.Query]) -> dict[str, port.Statistics]:
    """Return what ranking must know of each query's locale: two queries."""
    wanted = {query.locale: query.tokens for query in queries}
    every = {token for tokens in wanted.values() for token in tokens}
    counts: dict[str, dict[str, int]] = {code: {} for code in wanted}
    for code, word, count in COUNTS.rows(locales=wanted, words=every):
        counts[code][word] = count
    scopes = {row.locale: row for row in SCOPES.objects()}
    return {code: _statistics(scopes.get(code), counts[code]) for code in wanted}


def near(word: str, *, locale: str, begins: str = "") -> Mapping[str, int]:
    """Return words as written that are about as long, with their counts."""
    letters = len(word)
    rows = models.Word.objects.filter(
        locale=locale,
        kind=WRITTEN,
        letters__range=(letters - 2, letters + 2),
        word__startswith=begins,
    )
    return dict(rows.values_list("word", "count"))


def written(row: models.Entry) -> set[str]:
    """Return the words as written of an entry that can be repairs."""
    return {word for word in (*row.names.split(), *row.words.split()) if _is_word(word)}


def _statistics(scope: models.Scope | None, counts: dict[str, int]) -> port.Statistics:
    if scope is None or scope.count <= 0:
        return port.Statistics(frequencies=counts)
    return port.Statistics(scope.count, scope.length / scope.count, counts)


def _words(row: models.Entry) -> set[tuple[str, str, str]]:
    tokens = {*row.title.split(), *row.lead.split(), *row.body.split()}
    return {(row.locale, TOKEN.value, token) for token in tokens} | {
        (row.locale, WRITTEN.value, word) for word in written(row)
    }


def _is_word(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and len(word) <= analysis.LONGEST_TOKEN
