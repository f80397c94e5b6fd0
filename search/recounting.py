"""Counts the words of all entries again, while entries come and go."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from press import ledger
from search import models, vocabulary

# Rows that are read at a time, and words that are written in one transaction.
MANY, MOST_WORDS = 500, 2000
# Somebody else may put the same right at the same moment: then it is looked at again.
MOST_TRIES = 3
# Lengths that are summed in another order differ by less.
SAME = 1e-3
# One statement reads what there is and what is counted of it as of one instant.
ENTRIES, WORDS, SCOPES = "entries", "words", "scopes"
TEXTS = ("title", "lead", "body", "names", "words")
ALL = f"""
    SELECT '{ENTRIES}', locale, {", ".join(TEXTS)}, length, 1
    FROM search_entry
    UNION ALL
    SELECT '{WORDS}', locale, kind, word, '', '', '', 0, count FROM search_word
    UNION ALL
    SELECT '{SCOPES}', locale, '', '', '', '', '', length, count FROM search_scope
"""  # noqa: S608 - only the constants above are put in


def recount() -> None:
    """Let the counts of words, entries and lengths be those of the entries.

    Each change counts its own entries, so what is wrong stays as wrong while others
    write: it is found without a lock and added later, some words at a time.
    """
    for _try in range(MOST_TRIES):
        parts = _parts(_wrong())
        if not parts:
            return
        for part in parts:
            with ledger.locked():
                part.write()


def _wrong() -> vocabulary.Counts:
    """Return what is to be added to what is counted."""
    found = vocabulary.Counts()
    for table, locale, *texts, length, count in _rows():
        if table == ENTRIES:
            named = dict(zip(TEXTS, texts, strict=True))
            entry = models.Entry(locale=locale, length=length, **named)
            found.add([entry])
        elif table == WORDS:
            kind, word, *_none = texts
            found.words[locale, kind, word] -= count
        else:
            found.entries[locale] -= count
            found.lengths[locale] = found.lengths.get(locale, 0.0) - length
    return found


def _parts(wrong: vocabulary.Counts) -> list[vocabulary.Counts]:
    """Return what is to be added in parts that are written fast; none if nothing is."""
    words = [(word, count) for word, count in sorted(wrong.words.items()) if count]
    parts = []
    for start in range(0, len(words), MOST_WORDS):
        part = vocabulary.Counts()
        part.words.update(dict(words[start : start + MOST_WORDS]))
        parts.append(part)
    lengths = [length for length in wrong.lengths.values() if abs(length) > SAME]
    if lengths or any(wrong.entries.values()):
        wrong.words.clear()
        parts.append(wrong)
    return parts


def _rows() -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(ALL)
        while rows := cursor.fetchmany(MANY):
            yield from rows
