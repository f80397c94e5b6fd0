"""Answers about what was found: hits with highlights, facets with their names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from press import models, queries
from press.blocks import shapes
from press.delivery import addresses, surrogate
from search import analysis, documents, facets, highlighting
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
    """The language of its text."""
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


class FacetValue(shapes.Shape):
    """A value of a facet: how many hits it leaves, the other choices kept."""

    value: str
    """What to send as the parameter."""
    label: str
    """What to show."""
    count: int
    """How many hits it leaves."""
    is_chosen: bool
    """Whether it is chosen now."""


class Facet(shapes.Shape):
    """What hits can be narrowed by; its name is that of the parameter."""

    name: str
    """The parameter that it narrows by."""
    values: list[FacetValue]
    """Its values, those with most hits first."""


class SearchAnswer(shapes.Shape):
    """What was found: a part of the hits, and facets over all of them."""

    q: str
    """The words that were searched for."""
    locale: str
    """The language that was searched."""
    total: int
    """How many things were found."""
    page: int
    """The number of this page, from 1."""
    pages: int
    """How many pages there are."""
    hits: list[SearchHit]
    """What was found, the best first."""
    facets: list[Facet]
    """What the hits can be narrowed by."""


@dataclass(frozen=True)
class Names:
    """The public topics of a locale: the slug of each, and the other way round."""

    slugs: Mapping[str, str]
    labels: Mapping[str, str]

    def topic(self, asked: str) -> str:
        """Return the key of a topic by slug or key; what is unknown is itself."""
        keys = {slug: key for key, slug in self.slugs.items()}
        return keys.get(asked, asked)


def answer(
    asked: searching.Asked, *, page: int, at: datetime, site: addresses.Site
) -> SearchAnswer:
    """Return the page `page` of what is found; as many queries whatever it is."""
    # An index is behind the ledger by a moment that no generation tells.
    surrogate.fleeting()
    topics = _topics(locale=asked.locale, at=at)
    chosen = dict(asked.chosen)
    chosen["topic"] = topics.topic(chosen.get("topic", ""))
    asked = replace(asked, chosen=chosen, start=(page - 1) * asked.size)
    found = searching.find(asked, at=at)
    return SearchAnswer(
        q=analysis.clean(asked.words)[: analysis.LONGEST_QUERY],
        locale=asked.locale,
        total=found.total,
        page=page,
        pages=-(-found.total // asked.size),
        hits=[_hit(hit, found.query, site) for hit in found.hits],
        facets=_facets(found, asked, topics, at=at),
    )


def _hit(hit: searching.Hit, query: analysis.Query, site: addresses.Site) -> SearchHit:
    row, locale = hit.document, hit.document.locale
    title = highlighting.whole(row.title, query)
    snippet = highlighting.best(_text(row), query)
    return SearchHit(
        type=row.type,
        id=UUID(row.key),
        locale=locale,
        title=title.text,
        title_html=title.html,
        role=row.lead.replace("\n", ", ") if row.type in WITH_ROLE else "",
        snippet=snippet.text,
        snippet_html=snippet.html,
        kind=row.facets.kind,
        published_at=row.published_at,
        release=_found_in(hit, site) if row.type == "quote" else None,
        url=_url(row, site),
        api_url=addresses.api_url(
            addresses.API_NAMES[row.type], row.key, locale=locale
        ),
    )


def _url(row: documents.SearchDocument, site: addresses.Site) -> str:
    if row.type == "release":
        return site.release_url(row.locale, row.slug)
    return addresses.object_url(row.type, row.key, locale=row.locale)


def _text(row: documents.SearchDocument) -> str:
    """Return the text that a snippet is cut from."""
    return f"{row.lead}\n{row.body}" if row.type == "release" else row.body


def _found_in(hit: searching.Hit, site: addresses.Site) -> FoundIn | None:
    release = hit.release
    if release is None:
        return None
    return FoundIn(
        id=release.release_id,
        title=release.body["title"],
        url=site.release_url(release.locale, release.slug),
        api_url=addresses.api_url(
            "releases", release.release_id, locale=release.locale
        ),
    )


def _topics(*, locale: str, at: datetime) -> Names:
    rows = queries.records(at=at, locale=locale, kind="topic")
    bodies = {row.key: row.body for row in rows if row.body}
    return Names(
        slugs={key: body["slug"] for key, body in bodies.items()},
        labels={key: body["name"] for key, body in bodies.items()},
    )


def _facets(
    found: searching.Page, asked: searching.Asked, topics: Names, *, at: datetime
) -> list[Facet]:
    """Return the facets with the names that records have now: one query."""
    keys = [
        count.value
        for name in ("organisation", "person")
        for count in found.facets[name]
    ]
    rows = queries.records(at=at, locale=asked.locale).filter(
        kind__in=["organisation", "person"], key__in=["", *keys]
    )
    labels = dict(topics.labels) | {row.key: _name(row) for row in rows}
    return [
        Facet(
            name=name,
            values=[
                FacetValue(
                    value=topics.slugs.get(count.value, count.value),
                    label=labels.get(count.value, count.value),
                    count=count.count,
                    is_chosen=asked.chosen.get(name) == count.value,
                )
                for count in found.facets[name]
                if name not in facets.RECORDS or count.value in labels
            ],
        )
        for name in facets.NAMES
    ]


def _name(row: models.Record) -> str:
    return str(row.body["name"]) if row.body else ""
