"""References in stored rich text become links, or plain words where hidden."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from press import models
from press.delivery import addresses

# Stored rich text was cleaned: a link has one attribute, and holds no other link.
LINK = re.compile(
    r'<a(?: data-(?P<kind>release|page)="(?P<key>[^"]*)"| href="(?P<href>[^"]*)")?>'
    r"(?P<words>.*?)</a>",
    re.DOTALL,
)
RELEASE = re.compile(r'<a data-release="([0-9a-f-]{36})">')
FILES = "/files/"


@dataclass(frozen=True)
class Targets:
    """What references lead to: public releases by locale, and plain pages."""

    site: addresses.Site
    releases: Mapping[UUID, Iterable[models.Document]]

    def url(self, kind: str, key: UUID, *, locale: str) -> str:
        """Return the address of a reference in a locale; empty when hidden."""
        if kind == "page":
            return self.site.page_url(key, locale=locale)
        for row in self.releases.get(key, ()):
            if row.locale == locale:
                return self.site.release_url(locale, row.slug)
        return ""


def releases_in(values: Iterable[Any]) -> set[UUID]:
    """Return the ids of the releases that stored values link to."""
    found: set[UUID] = set()
    for value in values:
        for html in _rich_texts(value):
            found.update(UUID(key) for key in RELEASE.findall(html))
    return found


def resolved(value: Any, *, locale: str, targets: Targets) -> Any:
    """Return a stored value with the links in its rich text resolved."""
    if isinstance(value, list):
        return [resolved(item, locale=locale, targets=targets) for item in value]
    if not isinstance(value, dict):
        return value
    made = {
        name: resolved(item, locale=locale, targets=targets)
        for name, item in value.items()
    }
    if isinstance(made.get("html"), str):
        made["html"] = html_of(made["html"], locale=locale, targets=targets)
    return made


def html_of(html: str, *, locale: str, targets: Targets) -> str:
    """Return rich text with its references resolved."""

    def link(match: re.Match[str]) -> str:
        words = match["words"]
        url = match["href"] or ""
        if match["kind"]:
            url = targets.url(match["kind"], _uuid(match["key"]), locale=locale)
        elif url.startswith(FILES):
            url = addresses.file_url(url)
        return f'<a href="{url}">{words}</a>' if url else words

    return LINK.sub(link, html)


def _rich_texts(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        for item in value:
            yield from _rich_texts(item)
    elif isinstance(value, dict):
        if isinstance(value.get("html"), str):
            yield value["html"]
        for item in value.values():
            yield from _rich_texts(item)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
