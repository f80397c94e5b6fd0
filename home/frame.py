"""What stands around every public page: names and links of header and footer."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from home import queries
from press.delivery import addresses, caching, feed_links

# Public, and no pages: they have neither header nor footer.
BARE = ("/api/", "/files/")


@dataclass(frozen=True)
class Link:
    """An entry of the main navigation."""

    title: str
    path: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """The header and footer of a locale; an empty path is left out."""

    name: str
    home: str
    index: str
    search: str
    atom: str
    feeds: list[feed_links.FeedLink]
    links: list[Link]


def frame(*, locale: str, here: str) -> Frame:
    """Return the frame of a locale around the page at the path `here`."""
    pages = queries.navigation(locale=locale)
    home = next((page.path for page in pages if page.is_home), "")
    index = next((page.path for page in pages if page.is_index), "")
    return Frame(
        name=settings.NEWSROOM_NAME,
        home=home or "/",
        index=index,
        search=_search(),
        atom=addresses.feed(index, "atom") if index else "",
        feeds=feed_links.below(index),
        links=[
            Link(page.title, page.path, is_current=_is_current(page, here))
            for page in pages
            if not page.is_home and (page.in_menus or page.is_index)
        ],
    )


def context(request: HttpRequest) -> dict[str, Any]:
    """Give every template of a public page its frame (a context processor)."""
    if not caching.is_public(request.path) or request.path.startswith(BARE):
        return {}
    locale = translation.get_language() or settings.LANGUAGE_CODE
    return {"frame": frame(locale=locale, here=request.path)}


def _is_current(page: queries.PlainPage, here: str) -> bool:
    return here == page.path or (page.is_index and here.startswith(page.path))


def _search() -> str:
    try:
        return reverse("search")
    except NoReverseMatch:
        return ""
