"""Tells the cache in front which answers ended, by what they depend on."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

from press import models
from press.delivery import surrogate

METHOD = "PURGE"
TIMEOUT = 5.0
# A server process may know the ledger as it was a moment ago: a cache that asked it
# at once would keep what it should forget.
SETTLED = timedelta(milliseconds=200)


class PurgeRefused(Exception):
    """The cache answered that it did not purge."""


def deliver(
    event: models.Event, *, at: datetime, wait: Callable[[float], None] = time.sleep
) -> None:
    """Purge what an event ended; without NEWSROOM_PURGE_URL there is no cache."""
    if not settings.NEWSROOM_PURGE_URL:
        return
    unsettled = event.visible_at + SETTLED - at
    if timedelta() < unsettled <= SETTLED:
        wait(unsettled.total_seconds())
    purge(" ".join(sorted(surrogate.of_event(event))))


def purge(keys: str) -> None:
    """Send one PURGE; raises PurgeRefused or OSError, and the ledger tries again."""
    cache = urlsplit(settings.NEWSROOM_PURGE_URL)
    kind = HTTPSConnection if cache.scheme == "https" else HTTPConnection
    connection = kind(cache.hostname or "", cache.port, timeout=TIMEOUT)
    headers = {
        "Host": urlsplit(settings.NEWSROOM_URL).netloc,
        surrogate.HEADER: keys,
    }
    try:
        connection.request(METHOD, cache.path or "/", headers=headers)
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    # A cache that holds nothing with these keys may say so.
    if answer.status >= 400 and answer.status != 404:
        raise PurgeRefused(f"{answer.status} for {keys}")
