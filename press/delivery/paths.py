"""What a public path of the press leads to: a release, a quote, a record."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from press import models, queries
from press.delivery import addresses

Kind = Literal[
    "home",
    "index",
    "page",
    "release",
    "version",
    "quote",
    "boilerplate",
    "person",
    "organisation",
    "topic",
]
NUMBER = re.compile("[0-9]{1,9}")
# The folders of objects below a locale, as addresses.PATHS writes them.
FOLDERS = {"about": "boilerplate", "people": "person", "organisations": "organisation"}


@dataclass(frozen=True)
class Asked:
    """A path in its parts: the locale's folder, and what stands below it."""

    path: str
    locale: str
    below: tuple[str, ...]
    at: datetime
    site: addresses.Site


@dataclass(frozen=True)
class Target:
    """What a path leads to; `path` is where it is now, `api_url` where it is data."""

    kind: Kind
    id: UUID
    path: str
    api_url: str
    version: int | None = None


Found = Target | queries.Gone | None
Resolver = Callable[[Asked], Found]


def resolve(path: str, *, at: datetime, site: addresses.Site) -> Found:
    """Return what a path leads to, by the first resolver that settings name."""
    locale, _slash, rest = path.strip("/").partition("/")
    if locale not in site.indexes:
        return None
    below = tuple(part for part in rest.split("/") if part)
    asked = Asked(path, locale, below, at=at, site=site)
    for name in settings.NEWSROOM_PATH_RESOLVERS:
        resolver: Resolver = import_string(name)
        found = resolver(asked)
        if found is not None:
            return found
    return None


def of_press(asked: Asked) -> Found:
    """Return the release, version, quote or record at a path."""
    index = asked.site.indexes[asked.locale]
    if asked.path.startswith(index) and asked.path != index:
        return _of_index(asked, asked.path.removeprefix(index).strip("/").split("/"))
    match asked.below:
        case ("quotes", key):
            return _quote(asked, key)
        case ("topics", slug):
            return _record(asked, "topic", {"body__slug": slug})
        case (folder, key) if folder in FOLDERS and _is_uuid(key):
            return _record(asked, FOLDERS[folder], {"key": str(UUID(key))})
    return None


def _of_index(asked: Asked, parts: list[str]) -> Found:
    match parts:
        case [slug]:
            return _release(asked, slug)
        case [slug, "v", number] if NUMBER.fullmatch(number):
            return _release(asked, slug, int(number))
    return None


def _release(asked: Asked, slug: str, version: int | None = None) -> Found:
    found = queries.by_slug(slug, locale=asked.locale, at=asked.at)
    if isinstance(found, queries.Moved):
        found = found.document
    if found is None or isinstance(found, queries.Gone):
        return found
    row: models.Document | queries.Gone | None = found
    parts: tuple[Any, ...] = ("releases", found.release_id)
    if version is not None:
        key = str(found.release_id)
        row = queries.version(key, version, locale=asked.locale, at=asked.at)
        parts = (*parts, "versions", version)
    if row is None or isinstance(row, queries.Gone):
        return row
    return Target(
        kind="release" if version is None else "version",
        id=row.release_id,
        path=asked.site.release_path(asked.locale, found.slug, version),
        api_url=addresses.api_url(*parts, locale=asked.locale),
        version=version,
    )


def _quote(asked: Asked, key: str) -> Found:
    if not _is_uuid(key):
        return None
    found = queries.quote(str(UUID(key)), locale=asked.locale, at=asked.at)
    if found is None or isinstance(found, queries.Gone):
        return found
    return _target(asked, "quote", UUID(key), name=key)


def _record(asked: Asked, kind: Kind, where: dict[str, str]) -> Found:
    rows = queries.records(at=asked.at, locale=asked.locale, kind=kind)
    row = rows.filter(**where).first()
    if row is None or row.body is None:
        return None
    return _target(asked, kind, UUID(row.key), name=row.body.get("slug", row.key))


def _target(asked: Asked, kind: Kind, key: UUID, *, name: str) -> Target:
    return Target(
        kind=kind,
        id=key,
        path=addresses.PATHS[kind](name, locale=asked.locale),
        api_url=addresses.api_url(addresses.API_NAMES[kind], key, locale=asked.locale),
    )


def _is_uuid(text: str) -> bool:
    """Tell whether a text is a UUID as the addresses of objects write it."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
