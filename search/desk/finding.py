"""The desk's search: words to releases in any state, the best first; never raises."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from search import analysis, highlighting, parsing
from search.desk import addressed, full_text, names, repairing, texts
from search.desk import models as tables

# So many releases at most, and so many entries read at once to get them.
MOST, AT_ONCE = 1000, 500
SHORTEST_BEGINNING = 2
# A word in a text, one more for a name, and for one in the headline.
ANYWHERE, NAMED, TITLED = "", texts.KEY, texts.TITLE
WEIGHTS = {ANYWHERE: 1, NAMED: 1, TITLED: 3}
# All of it in one headline; the reference, or a part of it.
HEADED, ADDRESSED = 2, 5
# How much of what was typed is met, in whole parts of this.
WHOLE = 1000


@dataclass(frozen=True)
class Seen:
    """The entries of editions that whoever asks may read; None means all.

    What stands in others finds nothing, and changes nothing of what is found.
    """

    entries: frozenset[int] | None = None

    def of(self, found: set[int]) -> set[int]:
        return found if self.entries is None else found & self.entries


@dataclass
class Sought:
    """A word of what was typed, in one locale: what meets it and where it is met."""

    atoms: tuple[parsing.Atom, ...]
    word: str
    beginning: str = ""
    met: dict[str, set[int]] = field(default_factory=dict)
    addressed: set[int] = field(default_factory=set)

    @property
    def anywhere(self) -> set[int]:
        return self.met.get("", set()) | self.addressed

    def look(self, *, locale: str, seen: Seen) -> None:
        """Find it: in a name, in a headline, anywhere."""
        keys = names.keys(self.atoms, beginning=self.beginning)
        self.met = {
            NAMED: full_text.ids([(key,) for key in keys], locale=locale, where=NAMED),
            TITLED: self._ids(locale, TITLED),
        }
        self.met[ANYWHERE] = self._ids(locale, ANYWHERE) | self.met[NAMED]
        self.met = {where: seen.of(found) for where, found in self.met.items()}

    def _ids(self, locale: str, where: str) -> set[int]:
        return full_text.ids(
            self.atoms, locale=locale, beginning=self.beginning, where=where
        )


@dataclass
class Findings:
    """Releases that were found, the best first, each by its best edition."""

    entries: dict[UUID, int] = field(default_factory=dict)
    sought: Mapping[str, Sequence[Sought]] = field(default_factory=dict)

    @property
    def keys(self) -> list[UUID]:
        return list(self.entries)

    def pieces(self, keys: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
        """Return the piece of text that was met, as HTML, after its locale.

        A release that was met by its headline or its reference alone has none.
        """
        wanted = [self.entries[key] for key in keys if key in self.entries]
        rows = list(tables.Entry.objects.filter(pk__in=wanted))
        every = {key for row in rows for key in texts.keys(row)}
        called = names.called(every)
        found = {}
        for row in rows:
            keys_of = texts.keys(row)
            named = "\n".join(called.get((key, row.locale), "") for key in keys_of)
            piece = self._piece(row, named)
            if piece:
                found[row.release] = (row.locale, piece)
        return found

    def _piece(self, row: tables.Entry, named: str) -> str:
        have = {*row.tokens.split(), *texts.tokens_of(named, locale=row.locale)}
        sought = self.sought.get(row.locale, ())
        tokens = sorted(_tokens_in(have, row.locale, sought))
        query = parsing.Query(
            locale=row.locale, terms=tuple(parsing.Term(((one,),)) for one in tokens)
        )
        text = f"{named}\n{row.text}"
        line = highlighting.one_line(text)
        html = highlighting.Highlighter(query).best(line).html if tokens else ""
        return html if "<mark>" in html else ""


def releases(
    words: str, *, pages: QuerySet | None, among: Collection[UUID] | None
) -> Findings:
    """Return the releases that words find.

    `pages` are the editions that whoever asks may read, or None for all.
    `among` are the releases that are asked for, by their keys, or None for all.
    """
    words = analysis.clean(words)[: parsing.LONGEST_QUERY].strip()
    seen = _seen(pages)
    named = addressed.Addressed(words)
    locales = tables.Entry.objects.order_by().values_list("locale", flat=True)
    queries = [parsing.parse(words, locale=code) for code in sorted(locales.distinct())]
    sought = {query.locale: _sought(query, named, seen=seen) for query in queries}
    _repair(sought, seen=seen)
    met: dict[int, int] = {}
    scores: Counter[int] = Counter()
    for query in queries:
        found = _met(query, sought[query.locale], seen=seen)
        of_all = max(1, len(sought[query.locale]))
        for entry, (count, score) in found.items():
            met[entry], scores[entry] = WHOLE * count // of_all, score
    for entry in seen.of(named.whole() | _titled(words, queries)):
        met[entry] = WHOLE
        scores[entry] += ADDRESSED
    most = max(met.values(), default=0)
    best = [entry for entry, count in met.items() if count == most]
    best.sort(key=lambda entry: (-scores[entry], -entry))
    return Findings(_first(best, among=among), sought)


def _seen(pages: QuerySet | None) -> Seen:
    if pages is None:
        return Seen()
    rows = tables.Entry.objects.filter(page__in=pages.values("pk"))
    return Seen(frozenset(rows.values_list("pk", flat=True)))


def _titled(words: str, queries: Sequence[parsing.Query]) -> set[int]:
    """Return the entries with these signs in their headline, where none is a word."""
    if not words or any(not query.is_empty for query in queries):
        return set()
    rows = tables.Entry.objects.filter(page__draft_title__icontains=words)
    return set(rows.values_list("pk", flat=True))


def _sought(
    query: parsing.Query, named: addressed.Addressed, *, seen: Seen
) -> list[Sought]:
    """Return the terms of a query, looked for; the last may not be typed out yet."""
    last = "".join(analysis.surface(named.words, locale=query.locale)[-1:])
    found = []
    for term in query.terms:
        is_last = len(last) >= SHORTEST_BEGINNING and term.word.endswith(last)
        one = Sought(
            term.alternatives,
            term.word,
            beginning=last if is_last else "",
            addressed=seen.of(named.ids(term.word)),
        )
        one.look(locale=query.locale, seen=seen)
        found.append(one)
    return found


def _repair(sought: Mapping[str, Sequence[Sought]], *, seen: Seen) -> None:
    """Look for what a word may have meant that no edition in any locale has."""
    known = {
        atom
        for every in sought.values()
        for one in every
        if one.anywhere
        for atom in one.atoms
    }
    for locale, every in sought.items():
        for one in every:
            if one.anywhere or not known.isdisjoint(one.atoms):
                continue
            near = repairing.near(one.word, locale=locale)
            if near:
                one.atoms, one.beginning = tuple((word,) for word in near), ""
                one.look(locale=locale, seen=seen)


def _met(
    query: parsing.Query, sought: Sequence[Sought], *, seen: Seen
) -> dict[int, tuple[int, int]]:
    """Return how many words each entry meets, and how well."""
    counts: Counter[int] = Counter()
    scores: Counter[int] = Counter()
    for one in sought:
        counts.update(one.anywhere)
        for where, weight in WEIGHTS.items():
            scores.update(dict.fromkeys(one.met.get(where, ()), weight))
        scores.update(dict.fromkeys(one.addressed, ADDRESSED))
    phrases = [_adjacent(phrase, query.locale) for phrase in query.phrases]
    kept = seen.of(set.intersection(*phrases)) if phrases else set(counts)
    if not sought:
        counts.update(kept)
    kept -= full_text.ids(query.without, locale=query.locale)
    for phrase in query.excluded:
        kept -= _adjacent(phrase, query.locale)
    if len(sought) > 1:
        atom = tuple(token for one in sought for token in one.atoms[0])
        headed = full_text.ids([atom], locale=query.locale, where=texts.TITLE)
        scores.update(dict.fromkeys(headed & kept, HEADED))
    return {entry: (counts[entry], scores[entry]) for entry in kept if counts[entry]}


def _adjacent(phrase: parsing.Atom, locale: str) -> set[int]:
    """Return the entries in which these words as written follow each other."""
    have = full_text.ids([phrase], locale=locale)
    rows = tables.Entry.objects.filter(
        locale=locale, written__contains=f" {' '.join(phrase)} "
    )
    return set(rows.values_list("pk", flat=True)) & have if have else have


def _first(best: list[int], *, among: Collection[UUID] | None) -> dict[UUID, int]:
    """Return the first releases of these entries, each with its best entry."""
    found: dict[UUID, int] = {}
    for start in range(0, len(best), AT_ONCE):
        part = best[start : start + AT_ONCE]
        rows = tables.Entry.objects.filter(pk__in=part)
        keys: dict[int, UUID] = dict(rows.values_list("pk", "release"))
        for entry in part:
            if entry in keys and (among is None or keys[entry] in among):
                found.setdefault(keys[entry], entry)
        if len(found) >= MOST:
            break
    return dict(list(found.items())[:MOST])


def _tokens_in(have: set[str], locale: str, sought: Sequence[Sought]) -> set[str]:
    """Return the tokens that meet what was sought, of a text that has these."""
    found = {token for one in sought for atom in one.atoms for token in atom}
    beginnings = tuple(one.beginning for one in sought if one.beginning)
    for token in have:
        if beginnings and token.startswith(beginnings):
            found.update([token, *analysis.tokens(token, locale=locale)])
    return found
