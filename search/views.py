"""The public search page of a locale."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from press.delivery import addresses, feed_atom, feed_links, heads, instants
from search import (
    answers,
    facet_answers,
    facets,
    naming,
    quoting,
    saved,
    saved_feed,
)

SIZE = 20
# So many values of a facet are shown at once; a chosen one always is.
MOST_VALUES = 8


@dataclass(frozen=True)
class Choice:
    """A value of a facet as a link: it narrows, or takes the narrowing back."""

    label: str
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True)
class Choices:
    """One facet on the page: values that are shown at once, and the rest."""

    name: str
    label: str
    first: Sequence[Choice]
    rest: Sequence[Choice]

    @property
    def values(self) -> list[Choice]:
        """All of its values."""
        return [*self.first, *self.rest]

    @property
    def is_chosen(self) -> bool:
        """Whether any of its values is chosen."""
        return any(value.is_chosen for value in self.values)

    @property
    def is_open(self) -> bool:
        """Types are shown at once, and whatever something is chosen of."""
        return self.name == "type" or self.is_chosen


@dataclass(frozen=True)
class Hit:
    """A hit on the page: what it is called, and its language if not the reader's.

    `elsewhere` is the language of the text that was found, if not that shown.
    """

    found: answers.SearchHit
    type: str
    foreign: str
    elsewhere: str


@csrf_exempt
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer /<locale>/search/?q=…; without words, the form and how to use it."""
    locale = translation.get_language()
    at, site = instants.of(request), addresses.public_site(locale)
    asked = saved.read(request.GET)
    context = {"asked": asked, "path": request.path, "types": naming.TYPE}
    context |= {"chosen": asked.chosen_values, "index": site.indexes[locale]}
    feeds: list[feed_links.FeedLink] = []
    if asked.words:
        found = answers.answer(
            asked.asked(locale, size=SIZE), page=asked.page, at=at, site=site
        )
        context |= _results(found, asked, path=request.path)
        followed = replace(asked, words=found.searched)
        feeds = [saved_feed.link(followed, page_path=request.path)]
    context |= _head(locale, asked, site, feeds)
    return TemplateResponse(request, "search/search.html", context)


@csrf_exempt
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Answer /<locale>/search/feed.atom?q=…; without words there is none."""
    site = addresses.public_site(translation.get_language())
    asked = saved.read(request.GET)
    if not asked.words:
        raise Http404
    found = saved_feed.read(
        asked, page_path=reverse("search"), at=instants.of(request), site=site
    )
    return HttpResponse(saved_feed.written(found), content_type=feed_atom.CONTENT_TYPE)


def _head(
    locale: str,
    asked: saved.Saved,
    site: addresses.Site,
    feeds: Sequence[feed_links.FeedLink],
) -> dict[str, Any]:
    """Return the head; the other languages are asked for the same words."""
    words = saved.Saved(words=asked.words)
    return heads.head(
        canonical=_in_locale(locale, saved.Saved()),
        title=_("Search"),
        alternates=[
            heads.Language(code, _in_locale(code, words)) for code in site.indexes
        ],
        robots="noindex, follow",
        feeds=feeds,
    )


def _in_locale(locale: str, asked: saved.Saved) -> str:
    with translation.override(locale):
        path = reverse("search")
    return addresses.absolute(asked.address(path))


def _results(
    found: answers.SearchAnswer, asked: saved.Saved, *, path: str
) -> dict[str, Any]:
    """Return what the page shows of an answer."""
    first = replace(asked, chosen=_chosen(found), page=1)
    choices = [_choices(facet, first, path) for facet in found.facets]

    def at(**changes: Any) -> str:
        return replace(first, **changes).address(path)

    return {
        "found": found,
        "words": quoting.short(found.searched),
        "typed": quoting.short(asked.words),
        "first": (found.page - 1) * SIZE + 1,
        "hits": [_hit(hit, found.locale) for hit in found.hits],
        "facets": [one for one in choices if len(one.values) > 1 or one.is_chosen],
        "chips": [
            (one.label, value)
            for one in choices
            for value in one.values
            if value.is_chosen
        ],
        "exactly": at(exactly=True),
        "meant": at(words=found.did_you_mean),
        "searched": at(words=found.searched),
        "relevance": at(newest_first=False),
        "newest": at(newest_first=True),
        "unfiltered": at(chosen={}),
        "before": _turned(first, found, -1, path),
        "after": _turned(first, found, +1, path),
    }


def _chosen(found: answers.SearchAnswer) -> dict[str, tuple[str, ...]]:
    """Return what is chosen, each value as its facet calls it."""
    return {
        _name(facet): tuple(value.value for value in facet.values if value.is_chosen)
        for facet in found.facets
    }


def _name(facet: facet_answers.Facet) -> str:
    return next(name for name in facets.NAMES if naming.PARAMETERS[name] == facet.name)


def _hit(hit: answers.SearchHit, locale: str) -> Hit:
    return Hit(
        found=hit,
        type=str(naming.TYPE[hit.type]),
        foreign=hit.locale if hit.locale != locale else "",
        elsewhere=hit.found_in_locale if hit.found_in_locale != hit.locale else "",
    )


def _choices(facet: facet_answers.Facet, asked: saved.Saved, path: str) -> Choices:
    """Return a facet's values as links; years from the newest on."""
    name = _name(facet)
    values = [
        Choice(
            label=value.label,
            count=value.count,
            is_chosen=value.is_chosen,
            address=asked.toggled(name, value.value).address(path),
        )
        for value in facet.values
    ]
    shown = [one for n, one in enumerate(values) if n < MOST_VALUES or one.is_chosen]
    rest = [one for one in values if one not in shown]
    if name == "year":
        shown.sort(key=lambda one: one.label, reverse=True)
    return Choices(facet.name, facet.label, shown, rest)


def _turned(asked: saved.Saved, found: answers.SearchAnswer, by: int, path: str) -> str:
    """Return the address of another page of the hits, or none."""
    page = found.page + by
    return replace(asked, page=page).address(path) if 1 <= page <= found.pages else ""
