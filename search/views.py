"""The public search page of a locale."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from press import models
from press.delivery import addresses, heads, instants
from search import analysis, answers, facets
from search import query as searching

SIZE = 20
# So many values of a facet are shown; a chosen one always is.
MOST_VALUES = 10
LONGEST = 100
NEWEST = "newest"

TYPES: Mapping[str, str | Promise] = {
    "release": _("Releases"),
    "quote": _("Quotes"),
    "about": _("About texts"),
    "person": _("People"),
    "organisation": _("Organisations"),
}
TYPE: Mapping[str, str | Promise] = {
    "release": _("Release"),
    "quote": _("Quote"),
    "about": _("About"),
    "person": _("Person"),
    "organisation": _("Organisation"),
}
FACETS: Mapping[str, str | Promise] = {
    "type": _("Type"),
    "kind": _("Kind of release"),
    "topic": _("Topic"),
    "organisation": _("Organisation"),
    "person": _("Person"),
    "year": _("Year"),
}


@dataclass(frozen=True)
class Choice:
    """A value of a facet as a link: it narrows, or takes the narrowing back."""

    label: str
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True)
class Choices:
    """One facet on the page."""

    name: str
    label: str
    values: list[Choice]

    @property
    def is_open(self) -> bool:
        """Types are shown at once, and whatever something is chosen of."""
        return self.name == "type" or any(value.is_chosen for value in self.values)


@csrf_exempt
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer /<locale>/search/?q=…; without words, the form and how to use it."""
    locale = translation.get_language()
    at, site = instants.of(request), addresses.public_site(locale)
    words = analysis.clean(request.GET.get("q", "")).strip()
    words = words[: analysis.LONGEST_QUERY]
    chosen = _chosen(request.GET)
    sort = NEWEST if request.GET.get("sort") == NEWEST else ""
    context = _head(locale, words, site) | {
        "words": words,
        "path": request.path,
        "sort": sort,
        "chosen": chosen,
    }
    if words:
        asked = searching.Asked(
            words=words,
            locale=locale,
            chosen=chosen,
            newest_first=bool(sort),
            size=SIZE,
        )
        page = _page(request.GET.get("page", ""))
        found = answers.answer(asked, page=page, at=at, site=site)
        kept = {"q": words, "sort": sort} | chosen
        context |= _results(found, path=request.path, kept=kept)
    return TemplateResponse(request, "search/search.html", context)


def _head(locale: str, words: str, site: addresses.Site) -> dict[str, Any]:
    """Return the head; the other languages are asked for the same words."""
    return heads.head(
        canonical=_in_locale(locale, ""),
        title=str(_("Search")),
        alternates=[
            heads.Language(code, _in_locale(code, words)) for code in site.indexes
        ],
        robots="noindex, follow",
    )


def _in_locale(locale: str, words: str) -> str:
    with translation.override(locale):
        path = reverse("search")
    return addresses.absolute(_address(path, {"q": words}))


def _chosen(asked: QueryDict) -> dict[str, str]:
    """Return the facets that are chosen; a value that cannot be is none."""
    return {
        name: value
        for name in facets.NAMES
        if (value := asked.get(name, "").strip())
        and value.isprintable()
        and len(value) <= LONGEST
    }


def _page(asked: str) -> int:
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= 5
    return max(int(asked), 1) if is_number else 1


def _results(
    found: answers.SearchAnswer, *, path: str, kept: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "found": found,
        "first": (found.page - 1) * SIZE + 1,
        "hits": [(hit, TYPE[hit.type]) for hit in found.hits],
        "facets": _facets(found, path=path, kept=kept),
        "relevance": _address(path, {**kept, "sort": ""}),
        "newest": _address(path, {**kept, "sort": NEWEST}),
        "unfiltered": _address(path, {"q": kept["q"], "sort": kept["sort"]}),
        "before": _turned(path, kept, found.page - 1, found.pages),
        "after": _turned(path, kept, found.page + 1, found.pages),
    }


def _facets(
    found: answers.SearchAnswer, *, path: str, kept: Mapping[str, str]
) -> list[Choices]:
    made = []
    for facet in found.facets:
        values = [
            Choice(
                label=_label(facet.name, value),
                count=value.count,
                is_chosen=value.is_chosen,
                address=_address(
                    path,
                    {**kept, facet.name: "" if value.is_chosen else value.value},
                ),
            )
            for place, value in enumerate(facet.values)
            if place < MOST_VALUES or value.is_chosen
        ]
        if len(values) > 1 or any(value.is_chosen for value in values):
            made.append(Choices(facet.name, str(FACETS[facet.name]), values))
    return made


def _label(name: str, value: answers.FacetValue) -> str:
    if name == "type":
        return str(TYPES[value.value])
    if name == "kind":
        return str(models.Release.Kind(value.value).label)
    return value.label


def _turned(path: str, kept: Mapping[str, str], page: int, pages: int) -> str:
    """Return the address of another page of the hits, or none."""
    if not 1 <= page <= pages:
        return ""
    return _address(path, {**kept, "page": str(page) if page > 1 else ""})


def _address(path: str, asked: Mapping[str, str]) -> str:
    query = QueryDict(mutable=True)
    for name, value in asked.items():
        if value:
            query[name] = value
    return f"{path}?{query.urlencode()}" if query else path
