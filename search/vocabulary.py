"""The words of the index and how rare they are: kept with each entry."""

from collections import Counter
from collections.abc import Collection, Iterable

from django.db import connection
from django.db.models.functions import Left

from press import statements
from search import analysis, dropping, models, parsing, port

ADD_WORD = """
    INSERT INTO search_word (locale, kind, word, letters, count)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (locale, kind, word)
    DO UPDATE SET count = search_word.count + excluded.count
"""
FORGET_WORD = """
    DELETE FROM search_word
    WHERE locale = %s AND kind = %s AND word = %s AND count <= 0
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
NEAR = statements.Statement(
    lambda _at: models.Word.objects.filter(
        kind=WRITTEN,
        locale__in=statements.texts("locales"),
        letters__in=statements.numbers("lengths"),
    ).values_list("word", "count")
)
BEGUN = statements.Statement(
    lambda _at: (
        NEAR.build(_at)
        .alias(begins=Left("word", 1))
        .filter(begins__in=statements.texts("letters"))
    )
)
SCOPES = statements.Statement(lambda _at: models.Scope.objects.all())


class Counts:
    """How many entries more or fewer have which words, until it is written."""

    def __init__(self) -> None:
        self.words: Counter[tuple[str, str, str]] = Counter()
        self.entries: Counter[str] = Counter()
        self.lengths: dict[str, float] = {}

    def add(self, rows: Iterable[models.Entry], *, sign: int = 1) -> None:
        """Count entries that came, or with the sign -1 that went."""
        for row in rows:
            for key in _words(row):
                self.words[key] += sign
            self.entries[row.locale] += sign
            known = self.lengths.get(row.locale, 0.0)
            self.lengths[row.locale] = known + sign * row.length

    def write(self) -> None:
        """Write what was counted, in this transaction."""
        changed = [(*key, len(key[2]), n) for key, n in sorted(self.words.items()) if n]
        fewer = [key for *key, _letters, n in changed if n < 0]
        scopes = [
            (code, self.entries[code], self.lengths[code])
            for code in sorted(self.lengths)
        ]
        with connection.cursor() as cursor:
            if changed:
                cursor.executemany(ADD_WORD, changed)
            if fewer:
                cursor.executemany(FORGET_WORD, fewer)
            if scopes:
                cursor.executemany(ADD_SCOPE, scopes)


def follow(
    *, added: Iterable[models.Entry] = (), removed: Iterable[models.Entry] = ()
) -> None:
    """Count entries that came and went, in this transaction."""
    counts = Counts()
    counts.add(added)
    counts.add(removed, sign=-1)
    counts.write()


def forget() -> None:
    """Forget every word: the index is filled anew."""
    dropping.drop(models.Word.objects.all())
    dropping.drop(models.Scope.objects.all())


def statistics(queries: Collection[parsing.Query]) -> dict[str, port.Statistics]:
    """Return what ranking must know of each query's locale: two queries."""
    wanted = {query.locale: query.tokens for query in queries}
    every = {token for tokens in wanted.values() for token in tokens}
    counts: dict[str, dict[str, int]] = {code: {} for code in wanted}
    for code, word, count in COUNTS.rows(locales=wanted, words=every):
        counts[code][word] = count
    scopes = {row.locale: row for row in SCOPES.objects()}
    return {code: _statistics(scopes.get(code), counts[code]) for code in wanted}


def near(word: str, *, locale: str, within: int, begins: str) -> dict[str, int]:
    """Return words as written with their counts, longer or shorter by `within`.

    They begin with the letter `begins`, or if it is empty with any.
    """
    lengths = range(len(word) - within, len(word) + within + 1)
    if not begins:
        return dict(NEAR.rows(locales=[locale], lengths=lengths))
    return dict(BEGUN.rows(locales=[locale], lengths=lengths, letters=[begins]))


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
