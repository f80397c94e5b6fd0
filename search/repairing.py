"""Words that stand nowhere, and the ones that were likely meant."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search import analysis, models, parsing, port, vocabulary, waiting
from search.backends import entries

# A word of so many letters may differ by one sign, a longer one by two.
SHORTEST, LONG = 4, 8
# Of more words that stand nowhere, the first: each costs a look at many words.
MOST = 8


@dataclass(frozen=True)
class Repaired:
    """Queries whose unknown words are others now, and which became which.

    `meant` are likely words for names that stand nowhere: these are not replaced.
    """

    queries: tuple[parsing.Query, ...]
    words: Mapping[str, str]
    meant: Mapping[str, str]


def repaired(
    queries: Sequence[parsing.Query],
    statistics: Sequence[port.Statistics],
    *,
    waits: waiting.Waiting,
) -> Repaired:
    """Return queries in which a word that stands nowhere is the nearest that does.

    A word that one locale has is left as it is in all. What waits to be indexed
    counts as if it were. One or two queries are asked for each unknown word and
    locale, and one for all.
    """
    found: dict[str, str] = {}
    meant: dict[str, str] = {}
    unknown = _unknown(queries, [known.frequencies for known in statistics])
    if not unknown:
        return Repaired(tuple(queries), found, meant)
    behind = _behind(waits)
    late: list[Container[str]] = [
        behind.tokens.get(query.locale, ()) for query in queries
    ]
    unknown = [word for word in _unknown(queries, late) if word in unknown][:MOST]
    made = []
    for query in queries:
        terms = list(query.terms)
        for place, term in enumerate(terms):
            if term.word not in unknown:
                continue
            near = _nearest(term.word, query.locale, behind.words)
            if near and term.fixed:
                meant.setdefault(term.word, near)
            elif near:
                terms[place] = _instead(near, query.locale)
                found.setdefault(term.word, near)
        made.append(replace(query, terms=tuple(terms)))
    return Repaired(tuple(made), found, meant)


@dataclass(frozen=True)
class _Behind:
    """What the index lacks of what waits: tokens by locale, words as written.

    `words` are how many entries more or fewer have a word than the index says.
    """

    tokens: Mapping[str, set[str]]
    words: Mapping[tuple[str, str], int]


def _behind(waits: waiting.Waiting) -> _Behind:
    tokens: dict[str, set[str]] = {}
    words: Counter[tuple[str, str]] = Counter()
    for row in (row for found in waits.public for row in entries.of(found)):
        mine = tokens.setdefault(row.locale, set())
        mine.update(row.title.split(), row.lead.split(), row.body.split())
        words.update((row.locale, word) for word in vocabulary.written(row))
    held = models.Entry.objects.filter(
        subject_key__in=["", *(s.key for s in waits.subjects)]
    )
    for row in held:
        words.subtract((row.locale, word) for word in vocabulary.written(row))
    return _Behind(tokens, words)


def _nearest(word: str, locale: str, behind: Mapping[tuple[str, str], int]) -> str:
    """Return the likeliest word of a locale that was meant, or an empty one.

    Fewer differences come first, then the same first letter, then what more
    texts have.
    """
    most = 2 if len(word) >= LONG else 1
    mine = {other: count for (code, other), count in behind.items() if code == locale}
    for begins in (word[0], ""):
        held = Counter(vocabulary.near(word, locale=locale, within=most, begins=begins))
        held.update(mine)
        known = [
            other for other in held if held[other] > 0 and other.startswith(begins)
        ]
        close = process.extract(
            word, known, scorer=OSA.distance, score_cutoff=most, limit=None
        )
        able = [
            (distance, -held[other], other)
            for other, distance, _place in close
            if other != word and analysis.tokens(other, locale=locale)
        ]
        if able:
            return min(able)[2]
    return ""


def _unknown(
    queries: Iterable[parsing.Query], tokens: Iterable[Container[str]]
) -> list[str]:
    """Return the single words, long enough, that no locale has, as asked."""
    asked: dict[str, None] = {}
    known: set[str] = set()
    for query, there in zip(queries, tokens, strict=True):
        for term in query.terms:
            asked[term.word] = None
            if any(all(token in there for token in atom) for atom in term.alternatives):
                known.add(term.word)
    return [
        word
        for word in asked
        if word not in known and word.isalpha() and len(word) >= SHORTEST
    ]


def _instead(word: str, locale: str) -> parsing.Term:
    tokens = tuple(analysis.tokens(word, locale=locale))
    return parsing.Term((tokens,), word=word, row=tokens)
