"""Answers about what was found: hits with highlights, facets with their names."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from press.blocks import shapes
from press.delivery import addresses, surrogate
from search import (
    analysis,
    asking,
    documents,
    facet_answers,
    highlighting,
    parsing,
    reading,
    spelling,
    topics,
)
from search import query as searching

# Of these the second text is a role and an organisation.
WITH_ROLE = ("quote", "person")


class FoundIn(shapes.Shape):
    """The release that a quote stands in."""

    id: UUID
    """The same in every locale."""
    title: str
    """Its headline in this locale."""
    url: str
    """Its page."""
    api_url: str
    """Its answer."""


class SearchHit(shapes.Shape):
    """One thing that was found.

    `title` and `snippet` are plain; in `title_html` and `snippet_html`, which are
    safe to show, the words that were found are in `mark`. Of a quote the title is
    its speaker, `role` their role on the day and `release` where it was said; of a
    person `role` is what they do now.
    """

    type: documents.Type
    """What was found."""
    id: UUID
    """Its id, the same in every locale."""
    locale: str
    """The language of its text: not always that of the search."""
    found_in_locale: str
    """The language of the text that was found. Where it is not `locale`, the words
    stand in the text of that language, and nothing is marked."""
    title: str
    """Its title, plain; of a quote, who said it."""
    title_html: str
    """The same with what was searched for in `mark`."""
    role: str
    """What a speaker or a person does, or empty."""
    snippet: str
    """The piece of its text that fits best, plain."""
    snippet_html: str
    """The same with what was searched for in `mark`."""
    kind: str
    """The kind of the release; empty for what is none."""
    published_at: datetime | None
    """When it became public, or null for a person and the like."""
    release: FoundIn | None
    """Where a quote was said, or null."""
    url: str
    """Its page."""
    api_url: str
    """Its answer."""


class Repair(shapes.Shape):
    """A word that stands nowhere, and the one that was searched for instead."""

    typed: str
    """The word as it was typed, without accents."""
    used: str
    """The word that was searched for: as these hits spell it, else without accents."""


class SearchAnswer(shapes.Shape):
    """What was found: a part of the hits, and facets over all of them."""

    q: str
    """The words that were searched for."""
    locale: str
    """The language that was searched; what is only in another comes lower down."""
    searched: str
    """The words with those in them that were used for others; else the same."""
    repaired: list[Repair]
    """The words that were replaced; none with `exact`."""
    did_you_mean: str
    """A likelier question, which was not asked, or empty."""
    total: int
    """How many things were found."""
    page: int
    """The number of this page, from 1."""
    pages: int
    """How many pages there are."""
    hits: list[SearchHit]
    """What was found, the best first; none past the last page."""
    facets: list[facet_answers.Facet]
    """What the hits can be narrowed by."""
    degraded: bool
    """Whether the database answered for a search engine that could not."""


def answer(
    asked: asking.Asked, *, page: int, at: datetime, site: addresses.Site
) -> SearchAnswer:
    """Return the page `page` of what is found; as many queries whatever it is."""
    # An index is behind the ledger by a moment that no generation tells.
    surrogate.fleeting()
    others = tuple(sorted(code for code in site.indexes if code != asked.locale))
    known = topics.read(locales=(asked.locale, *others), at=at)
    chosen = dict(asked.chosen)
    chosen["topic"] = tuple(dict.fromkeys(map(known.key, chosen.get("topic", ()))))
    start = (page - 1) * asked.size
    asked = replace(asked, others=others, chosen=chosen, start=start)
    found = searching.find(asked, at=at)
    words = analysis.clean(asked.words)[: parsing.LONGEST_QUERY]
    repaired = _repaired(found, asked.locale)
    return SearchAnswer(
        q=words,
        locale=asked.locale,
        searched=asking.with_words(words, repaired),
        repaired=[Repair(typed=old, used=new) for old, new in repaired.items()],
        did_you_mean=found.meant,
        total=found.total,
        page=page,
        pages=-(-found.total // asked.size),
        hits=_hits(found, site),
        facets=facet_answers.told(found, asked, known, at=at),
        degraded=found.is_degraded,
    )


def _repaired(found: searching.Page, locale: str) -> dict[str, str]:
    """Return the words that were repaired, as the hits in the reader's locale write."""
    if not found.repaired:
        return {}
    own = [hit.shown for hit in found.hits if hit.shown.locale == locale]
    used = spelling.spelled(set(found.repaired.values()), own)
    return {old: used[new] for old, new in found.repaired.items()}


def _hits(found: searching.Page, site: addresses.Site) -> list[SearchHit]:
    marking = {query.locale: highlighting.Highlighter(query) for query in found.queries}
    return [_hit(hit, marking[hit.shown.locale], site) for hit in found.hits]


def _hit(
    hit: searching.Hit, marking: highlighting.Highlighter, site: addresses.Site
) -> SearchHit:
    shown = hit.shown
    kind, locale = shown.key.type, shown.locale
    title, snippet = marking.whole(shown.heading), marking.best(shown.line)
    is_marked = title.is_marked or snippet.is_marked
    return SearchHit(
        type=kind,
        id=UUID(shown.key.key),
        locale=locale,
        found_in_locale=locale if is_marked else hit.found_in,
        title=title.text,
        title_html=title.html,
        role=shown.lead.replace("\n", ", ") if kind in WITH_ROLE else "",
        snippet=snippet.text,
        snippet_html=snippet.html,
        kind=shown.kind,
        published_at=shown.published_at,
        release=_found_in(shown, site) if kind == "quote" else None,
        url=_url(shown, site),
        api_url=addresses.api_url(
            addresses.API_NAMES[kind], shown.key.key, locale=locale
        ),
    )


def _url(shown: reading.Shown, site: addresses.Site) -> str:
    if shown.key.type == "release":
        return site.release_url(shown.locale, shown.slug)
    return addresses.object_url(shown.key.type, shown.key.key, locale=shown.locale)


def _found_in(shown: reading.Shown, site: addresses.Site) -> FoundIn:
    release = UUID(shown.key.subject.key)
    return FoundIn(
        id=release,
        title=shown.release_title,
        url=site.release_url(shown.locale, shown.release_slug),
        api_url=addresses.api_url("releases", release, locale=shown.locale),
    )
