"""Times public answers one after the other, in this process, from request to bytes."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

WARM_UP = 3


@dataclass(frozen=True)
class Figure:
    """What one address cost: milliseconds, queries and bytes."""

    name: str
    median: float
    worst: float
    queries: int
    size: int


def addresses(client: Client) -> Iterator[tuple[str, str]]:
    """Yield (name, path) of what is measured, read from the API like a reader."""
    releases = _json(client, "/api/v1/releases?locale=en")
    release = _json(client, _path(releases["items"][0]["api_url"]))
    quote = _json(client, "/api/v1/quotes?locale=en")["items"][0]
    newsroom = _path(release["url"])
    yield "healthz", "/healthz"
    yield "home", "/en/"
    yield "list", newsroom.rsplit("/", 2)[0] + "/"
    yield "release", newsroom
    yield "quote", _path(quote["url"])
    yield "search, a common word", "/en/search/?q=research"
    yield "search, a phrase", "/fr/search/?q=%22intelligence+artificielle%22"
    yield "feed", newsroom.rsplit("/", 2)[0] + "/feed.atom"
    yield "sitemap", "/sitemap.xml"
    yield "API list", "/api/v1/releases?locale=en"
    yield "API release", _path(release["api_url"])
    yield "API search", "/api/v1/search?q=research&locale=en"


def measure(client: Client, name: str, path: str, *, runs: int) -> Figure:
    """Return the figures of an address; raise where it does not answer with 200."""
    for _run in range(WARM_UP):
        answer = client.get(path)
    if answer.status_code != 200:
        raise ValueError(f"{path} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
        queries = len(asked)
    times = []
    for _run in range(runs):
        begun = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - begun) * 1000)
    return Figure(
        name=name,
        median=statistics.median(times),
        worst=statistics.quantiles(times, n=20)[-1],
        queries=queries,
        size=len(answer.getvalue()),
    )


def _json(client: Client, path: str) -> Any:
    return client.get(path).json()


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
