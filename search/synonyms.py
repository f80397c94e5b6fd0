"""Expressions that mean the same: where they come from, and those of a query."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from press import statements
from search import analysis, documents, dropping, models, parsing, waiting

# Other expressions that a term is met by, however many mean the same.
MOST = 30
LONGEST = 500

# Expressions of one sense.
Sense = Sequence[parsing.Atom]
# All expressions of a sense of which one begins so.
BEGUN = statements.Statement(
    lambda _at: models.Expression.objects.filter(
        sense__in=models.Expression.objects.filter(
            locale__in=statements.texts("locales"),
            first__in=statements.texts("firsts"),
        ).values("sense")
    ).order_by("sense", "tokens")
)


def codes_of(row: models.Synonym) -> list[str]:
    """Return the locales that a synonym is of."""
    return [row.locale] if row.locale else [code for code, _ in settings.LANGUAGES]


def write(row: models.Synonym) -> None:
    """Hold the expressions of a synonym, in each locale that it is of."""
    forget(row.pk)
    texts = row.expressions.splitlines()
    for code in codes_of(row):
        made = _made(f"synonym:{row.pk}", code, texts)
        models.Expression.objects.bulk_create(made)


def forget(row_id: int) -> None:
    """Forget the expressions of a synonym."""
    dropping.drop(models.Expression.objects.filter(sense=f"synonym:{row_id}"))


def remake() -> None:
    """Hold the expressions of all synonyms anew, in a transaction."""
    dropping.drop(models.Expression.objects.filter(subject_kind=""))
    for row in models.Synonym.objects.select_for_update().order_by("pk"):
        write(row)


def follow(objects: Iterable[documents.SearchObject]) -> None:
    """Hold the names and acronyms of organisations that were written."""
    for found in objects:
        if found.type == "organisation":
            unfollow(Q(subject_kind=found.subject.kind, subject_key=found.subject.key))
            models.Expression.objects.bulk_create(_named(found))


def unfollow(where: Q) -> None:
    """Forget the names of organisations that are gone."""
    dropping.drop(models.Expression.objects.filter(where).exclude(subject_kind=""))


def tokens(text: str, *, locale: str) -> parsing.Atom:
    """Return an expression as the terms of a query would be: a joined word whole."""
    return _as_asked(analysis.words(analysis.clean(text), locale=locale))


def expanded(
    queries: Collection[parsing.Query],
    *,
    waits: waiting.Waiting,
    at: datetime | None = None,
) -> tuple[parsing.Query, ...]:
    """Return queries whose terms are met by what means the same: two queries.

    Names of organisations are those that are public at `at`, indexed or not;
    without an instant, those that the index holds.
    """
    rows = _held(queries, waits, at=at)
    for found in waits.public:
        rows += _named(found) if found.type == "organisation" else []
    senses: dict[tuple[str, str], list[parsing.Atom]] = {}
    for row in rows:
        same = senses.setdefault((row.locale, row.sense), [])
        same.append(tuple(row.tokens.split()))
    return tuple(
        _expanded(query, [same for key, same in senses.items() if key[0] == code])
        for query in queries
        for code in [query.locale]
    )


def _held(
    queries: Collection[parsing.Query], waits: waiting.Waiting, *, at: datetime | None
) -> list[models.Expression]:
    """Return all expressions of a sense that one of the queries may have."""
    firsts = {
        atom[0]
        for query in queries
        for term in query.terms
        for atom in term.alternatives
    }
    rows = BEGUN.objects(locales=[query.locale for query in queries], firsts=firsts)
    hidden = set(waits.subjects)
    if at is not None:
        named = {_subject(row) for row in rows if row.subject_kind}
        public = waiting.records(named, at=at)
        hidden |= named - {documents.subject_of_record(row) for row in public}
    return [row for row in rows if _subject(row) not in hidden]


def _subject(row: models.Expression) -> documents.Subject:
    return documents.Subject(row.subject_kind, row.subject_key)


def _expanded(query: parsing.Query, senses: Iterable[Sense]) -> parsing.Query:
    """Give each term of an expression the others of its sense as alternatives."""
    others: list[list[parsing.Atom]] = [[] for _term in query.terms]
    for same in senses:
        for mine in same:
            for start in range(len(query.terms) - len(mine) + 1):
                end = start + len(mine)
                pairs = zip(mine, query.terms[start:end], strict=True)
                if all((token,) in term.alternatives for token, term in pairs):
                    for place in range(start, end):
                        others[place] += [one for one in same if one != mine]
    return replace(query, terms=tuple(map(_with, query.terms, others)))


def _with(term: parsing.Term, others: Iterable[parsing.Atom]) -> parsing.Term:
    more = [one for one in dict.fromkeys(others) if one not in term.alternatives]
    return replace(term, alternatives=(*term.alternatives, *more[:MOST]))


def _named(found: documents.SearchObject) -> list[models.Expression]:
    """Return the names of an organisation in all its locales, for each of them."""
    names = [name for row in found.documents for name in row.other_names]
    sense = f"organisation:{found.key}"
    return [
        made
        for row in found.documents
        for made in _made(sense, row.locale, names, found.subject)
    ]


def _as_asked(words: Iterable[analysis.Word]) -> parsing.Atom:
    return tuple(token for word in words for token in word.whole[:1] or word.parts)


def _as_written(words: Iterable[analysis.Word]) -> parsing.Atom:
    return tuple(token for word in words for token in word.parts or word.whole[:1])


def _made(
    sense: str,
    locale: str,
    texts: Iterable[str],
    subject: documents.Subject | None = None,
) -> list[models.Expression]:
    """Return expressions, none where they are not at least two.

    One with a joined word is two: a query has it whole, a text part by part.
    """
    made: dict[parsing.Atom, None] = {}
    different = set()
    for text in texts:
        words = list(analysis.words(analysis.clean(text), locale=locale))
        both = (_as_asked(words), _as_written(words))
        if words and max(len(" ".join(atom)) for atom in both) <= LONGEST:
            different.add(both[0])
            made |= dict.fromkeys(both)
    if len(different) < 2:
        return []
    return [
        models.Expression(
            sense=sense,
            locale=locale,
            first=atom[0],
            tokens=" ".join(atom),
            subject_kind=subject.kind if subject else "",
            subject_key=subject.key if subject else "",
        )
        for atom in made
    ]
