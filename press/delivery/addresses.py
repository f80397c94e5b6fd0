"""Every public address: paths below the newsroom's own, and absolute ones."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote as quoted
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

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

    def feed_url(self, locale: str) -> str:
        """Return the address of the Atom feed of a locale."""
        index = self.indexes.get(locale, "")
        return self._absolute(index and f"{index}feed.atom")

    def page_url(self, key: UUID, *, locale: str) -> str:
        """Return the address of a plain page in a locale, or an empty text."""
        for page in self.pages:
            if page.key == key and page.locale == locale and locale in self.indexes:
                return absolute(page.path)
        return ""

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


def absolute(path: str) -> str:
    """Return the address of a path below the newsroom's own."""
    return f"{settings.NEWSROOM_URL}{path}"


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


PATHS: dict[str, Callable[..., str]] = {
    "quote": quote,
    "about": about,
    "boilerplate": about,
    "person": person,
    "organisation": organisation,
    "topic": topic,
}


def quote_url(locale: str, key: UUID | str) -> str:
    """Return the address of a quote's page."""
    return absolute(quote(key, locale=locale))


def about_url(locale: str, key: UUID | str) -> str:
    """Return the address of an About."""
    return absolute(about(key, locale=locale))


def person_url(locale: str, key: UUID | str) -> str:
    """Return the address of a person's page."""
    return absolute(person(key, locale=locale))


def organisation_url(locale: str, key: UUID | str) -> str:
    """Return the address of an organisation's page."""
    return absolute(organisation(key, locale=locale))


def topic_url(locale: str, slug: str) -> str:
    """Return the address of a topic's page."""
    return absolute(topic(slug, locale=locale))


def file_url(path: str) -> str:
    """Return the address of a file by the path that a document keeps."""
    return absolute(path)


def api_url(*parts: Any, **query: Any) -> str:
    """Return the address of an API answer: `api_url("releases", id, locale="en")`."""
    path = "/".join([API, *(quoted(str(part), safe="") for part in parts)])
    return absolute(path) + (f"?{urlencode(query)}" if query else "")
