"""Facets as answers tell them: each value with its name and what it leaves."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models.fields.json import KT
from django.utils import translation

from press import queries, statements
from press.blocks import shapes
from search import asking, facets, naming, topics
from search import query as searching

# Of these values are records named by another facet than topics.
NAMED = ("organisation", "person")
RECORDS = statements.Statement(
    lambda at: (
        queries.records(at=at)
        .filter(
            kind__in=NAMED,
            key__in=statements.texts("keys"),
            locale__in=statements.texts("locales"),
        )
        .values_list("locale", "key", KT("body__name"))
    )
)


class FacetValue(shapes.Shape):
    """A value of a facet: how many hits it leaves, the other facets' choices kept."""

    value: str
    """What to send as the parameter."""
    label: str
    """What to show."""
    count: int
    """How many hits it leaves."""
    is_chosen: bool
    """Whether it is chosen now."""


class Facet(shapes.Shape):
    """What hits can be narrowed by; its name is that of the parameter.

    Send the parameter once for each value that is chosen: hits have any of them.
    """

    name: str
    """The parameter that it narrows by."""
    label: str
    """What to show."""
    values: list[FacetValue]
    """Its values, those with most hits first; each that is chosen is among them."""
    others: int
    """How many values there are beside these; 100 are a hundred or more."""


def told(
    found: searching.Page, asked: asking.Asked, known: topics.Topics, *, at: datetime
) -> list[Facet]:
    """Return the facets with the names that records have now: one query."""
    counts = {name: _most(found, asked, name) for name in facets.NAMES}
    keys = {count.value for name in NAMED for count in counts[name]}
    labels = dict(known.labels) | _labels(keys, asked, at=at)
    with translation.override(asked.locale):
        return [
            Facet(
                name=naming.PARAMETERS[name],
                label=str(naming.FACETS[name]),
                values=_values(name, counts[name], asked, known, labels),
                others=_others(found.facets[name], counts[name]),
            )
            for name in facets.NAMES
        ]


def _most(
    found: searching.Page, asked: asking.Asked, name: str
) -> Sequence[facets.Count]:
    """Return the first values of a facet, then what else of it is chosen."""
    counts = found.facets[name]
    first = facets.most(counts, facets.MOST)
    known = {count.value for count in first}
    rest = {
        value: counts.get(value, 0)
        for value in asked.chosen.get(name, ())
        if value not in known
    }
    return [*first, *facets.most(rest, len(rest))]


def _others(counts: Mapping[str, int], told: Sequence[facets.Count]) -> int:
    others = len(counts) - sum(one.value in counts for one in told)
    return min(others, facets.MOST_OTHERS)


def _values(
    name: str,
    counts: Sequence[facets.Count],
    asked: asking.Asked,
    known: topics.Topics,
    labels: Mapping[str, str],
) -> list[FacetValue]:
    chosen = asked.chosen.get(name, ())
    return [
        FacetValue(
            value=known.slugs.get(one.value, one.value),
            label=labels.get(one.value) or naming.value(name, one.value),
            count=one.count,
            is_chosen=one.value in chosen,
        )
        for one in counts
        if name not in facets.RECORDS or one.value in labels or one.value in chosen
    ]


def _labels(keys: set[str], asked: asking.Asked, *, at: datetime) -> dict[str, str]:
    """Return what organisations and people are called, best in the reader's locale."""
    locales = [asked.locale, *asked.others]
    names = RECORDS.rows(at=at, keys=keys, locales=locales)
    names.sort(key=lambda row: locales.index(row[0]), reverse=True)
    return {key: name for _code, key, name in names}
