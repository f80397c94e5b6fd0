"""Every public address: paths below the newsroom's own, and absolute ones."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote as quoted
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.utils.module_loading import import_string

from press.delivery import surrogate

API = "/api/v1"


class PlainPage(Protocol):
    """A live plain page as a link, whatever app holds it."""

    key: UUID
    locale: str
    title: str
    path: str
    is_home: bool
    is_index: bool


@dataclass(frozen=True)
class Site:
    """The live plain pages of all locales: where indexes and pages are.

    A locale is public once its home and its index are live; a release of another
    locale has no page, and its address is empty.
    """

    pages: tuple[PlainPage, ...] = ()
    indexes: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)

    def index_url(self, locale: str) -> str:
        """Return the address of the archive of a locale, or an empty text."""
        return self._absolute(self.indexes.get(locale, ""))

    def home_url(self, locale: str) -> str:
        """Return the address of the home page of a locale, or an empty text."""
        return self._absolute(self.homes.get(locale, ""))

    def release_path(self, locale: str, slug: str, version: int | None = None) -> str:
        """Return the path of a release, or of one of its versions."""
        index = self.indexes.get(locale, "")
        if not index:
            return ""
        path = f"{index}{quoted(slug)}/"
        return path if version is None else f"{path}v/{version}/"

    def release_url(self, locale: str, slug: str, version: int | None = None) -> str:
        """Return the address of a release, or of one of its versions."""
        return self._absolute(self.release_path(locale, slug, version))

    def feed_url(self, locale: str, form: str = "atom") -> str:
        """Return the address of the feed of a locale: atom, rss or json."""
        index = self.indexes.get(locale, "")
        return self._absolute(index and feed(index, form))

    def page_url(self, key: UUID, *, locale: str) -> str:
        """Return the address of a plain page in a locale, or an empty text."""
        paths = (page.path for page in self.editions(key) if page.locale == locale)
        return self._absolute(next(paths, ""))

    def editions(self, key: UUID) -> list[PlainPage]:
        """Return a plain page in every public locale, by locale."""
        found = (
            page
            for page in self.pages
            if page.key == key and page.locale in self.indexes
        )
        return sorted(found, key=lambda page: page.locale)

    def _absolute(self, path: str) -> str:
        return absolute(path) if path else ""


def site() -> Site:
    """Read the live plain pages: one query, whatever there is."""
    pages: Iterable[PlainPage] = import_string(settings.NEWSROOM_PLAIN_LINKS)()
    kept = tuple(pages)
    homes = {page.locale: page.path for page in kept if page.is_home}
    return Site(
        pages=kept,
        homes=homes,
        indexes={
            page.locale: page.path
            for page in kept
            if page.is_index and page.locale in homes
        },
    )


def public_site(locale: str) -> Site:
    """Read the live plain pages for a reader of a locale; 404 where it has none yet.

    Pages and API ask alike: a locale begins everywhere at once, with its home and
    its index.
    """
    found = site()
    if locale not in found.indexes:
        raise Http404
    surrogate.shows([surrogate.locale(locale)])
    return found


def absolute(path: str) -> str:
    """Return the address of a path below the newsroom's own."""
    return f"{settings.NEWSROOM_URL}{path}"


def path_of(url: str) -> str:
    """Return what follows the host in one of our own addresses."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def quote(key: UUID | str, *, locale: str) -> str:
    """Return the path of a quote's page."""
    return f"/{locale}/quotes/{key}/"


def about(key: UUID | str, *, locale: str) -> str:
    """Return the path of an About."""
    return f"/{locale}/about/{key}/"


def person(key: UUID | str, *, locale: str) -> str:
    """Return the path of a person's page."""
    return f"/{locale}/people/{key}/"


def organisation(key: UUID | str, *, locale: str) -> str:
    """Return the path of an organisation's page."""
    return f"/{locale}/organisations/{key}/"


def topic(key: UUID | str, *, locale: str) -> str:
    """Return the path of a topic's page by its slug."""
    return f"/{locale}/topics/{quoted(str(key))}/"


def feed(path: str, form: str) -> str:
    """Return the path of the feed below an index or a topic: atom, rss or json."""
    return f"{path}feed.{form}"


# `about` is what search calls a boilerplate that is found.
PATHS: dict[str, Callable[..., str]] = {
    "quote": quote,
    "about": about,
    "boilerplate": about,
    "person": person,
    "organisation": organisation,
    "topic": topic,
}
# What the API calls a list of objects.
API_NAMES = {
    "release": "releases",
    "quote": "quotes",
    "about": "boilerplates",
    "boilerplate": "boilerplates",
    "person": "people",
    "organisation": "organisations",
    "topic": "topics",
    "contact": "contacts",
}


def object_url(kind: str, key: UUID | str, *, locale: str) -> str:
    """Return the address of the page of a quote, an About and so on."""
    return absolute(PATHS[kind](key, locale=locale))


def file_url(path: str) -> str:
    """Return the address of a file by the path that a document keeps."""
    return absolute(path)


def api_url(*parts: Any, **query: Any) -> str:
    """Return the address of an API answer: `api_url("releases", id, locale="en")`."""
    path = "/".join([API, *(quoted(str(part), safe="") for part in parts)])
    return absolute(path) + (f"?{urlencode(query)}" if query else "")
