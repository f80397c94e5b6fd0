"""Tells the cache in front which addresses changed, after the fact and once more."""

from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

from press import models, queries
from press.delivery import addresses

METHOD = "PURGE"
TIMEOUT = 5.0
# A topic's page has its slug for an address, and lives its minute.
PAGES_BY_KEY = ("boilerplate", "organisation", "person")


class PurgeRefused(Exception):
    """The cache answered that it did not purge."""


def deliver(event: models.Event, *, at: datetime) -> None:
    """Purge what an event changed; without NEWSROOM_PURGE_URL there is no cache."""
    if settings.NEWSROOM_PURGE_URL:
        for path in dict.fromkeys(paths(event, at=at)):
            purge(path)


def paths(event: models.Event, *, at: datetime) -> Iterator[str]:
    """Yield the paths that an event changed; every other answer lives a minute."""
    site, locale = addresses.site(), event.locale
    yield "/sitemap.xml"
    for url in (site.home_url(locale), site.index_url(locale), site.feed_url(locale)):
        if url:
            yield addresses.path_of(url)
    if event.release is not None:
        yield from _release_paths(event.release, site=site, locale=locale, at=at)
    elif event.record_kind in PAGES_BY_KEY:
        yield addresses.PATHS[event.record_kind](event.key, locale=locale)


def _release_paths(
    release: models.Release, *, site: addresses.Site, locale: str, at: datetime
) -> Iterator[str]:
    for slug in queries.slugs(release.pk, locale=locale, at=at):
        path = site.release_path(locale, slug)
        if path:
            yield path
    for key in (release.pk, release.reference):
        for url in (
            addresses.api_url("releases", key),
            addresses.api_url("releases", key, locale=locale),
            addresses.api_url("releases", key, "versions", locale=locale),
        ):
            yield addresses.path_of(url)
    yield addresses.path_of(addresses.api_url("releases"))
    yield addresses.path_of(addresses.api_url("releases", locale=locale))


def purge(path: str) -> None:
    """Send one PURGE; raises PurgeRefused or OSError, and the ledger tries again."""
    cache = urlsplit(settings.NEWSROOM_PURGE_URL)
    kind = HTTPSConnection if cache.scheme == "https" else HTTPConnection
    connection = kind(cache.hostname or "", cache.port, timeout=TIMEOUT)
    host = urlsplit(settings.NEWSROOM_URL).netloc
    try:
        connection.request(
            METHOD, cache.path.rstrip("/") + path, headers={"Host": host}
        )
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    # A cache that never held the address may say so: it holds nothing old.
    if answer.status >= 400 and answer.status != 404:
        raise PurgeRefused(f"{answer.status} for {path}")
