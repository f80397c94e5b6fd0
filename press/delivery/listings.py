"""A page of a list of releases, with the addresses of the pages beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, QueryDict

from press.delivery import addresses, answers, cursors, selection

SIZE = 20


@dataclass(frozen=True)
class Listing:
    """Releases as a page lists them; an empty address means there are no more."""

    path: str
    releases: Sequence[answers.ReleaseSummary]
    newer: str = ""
    older: str = ""


def listing(
    request: HttpRequest,
    rows: selection.Rows,
    *,
    at: datetime,
    site: addresses.Site,
) -> Listing:
    """Return the page of a list that a request asks for; 404 for a bad cursor."""
    found = selection.part(
        rows,
        size=SIZE,
        after_place=_place(request, "after"),
        before_place=_place(request, "before"),
    )
    return Listing(
        path=request.path,
        releases=answers.summaries(found.rows, at=at, site=site),
        newer=_address(request, "before", found.newer),
        older=_address(request, "after", found.older),
    )


def _place(request: HttpRequest, name: str) -> cursors.Place | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        return cursors.place(text)
    except cursors.BadCursor:
        raise Http404 from None


def _address(request: HttpRequest, name: str, cursor: str) -> str:
    if not cursor:
        return ""
    asked = QueryDict(mutable=True)
    for kept in ("kind", "topic", "year"):
        if request.GET.get(kept):
            asked[kept] = request.GET[kept]
    asked[name] = cursor
    return f"{request.path}?{asked.urlencode()}"
