"""Limits how often an address may ask for what costs; the rest has no limit.

Counted in this process alone. What is within the limit says nothing of it: a cached
answer would tell one reader how much another has left.
"""

import ipaddress
import math
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from press.delivery import addresses, instants, problems

# How many addresses a process remembers; those it saw last stay.
MOST_ADDRESSES = 20_000
# A network of its own is what one subscriber has of IPv6.
IPV6_PREFIX = 64


@dataclass(frozen=True)
class Limit:
    """So many requests in so many seconds for the paths that match."""

    name: str
    paths: re.Pattern[str]
    quota: int
    window: int

    @property
    def policy(self) -> str:
        """Return the limit as RateLimit-Policy says it."""
        return f'"{self.name}";q={self.quota};w={self.window}'


@dataclass
class Meter:
    """Counts requests by name: each takes its share of time, and time gives it back.

    One number a name (GCRA): until when what it has taken is paid for.
    """

    most: int = MOST_ADDRESSES
    _paid_until: OrderedDict[tuple[str, str], float] = field(
        default_factory=OrderedDict
    )
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, limit: Limit, name: str, *, at: datetime) -> float:
        """Take one request; return 0, or the seconds until there is one again."""
        share, now = limit.window / limit.quota, at.timestamp()
        key = (limit.name, name)
        with self._lock:
            until = max(self._paid_until.get(key, now), now) + share
            wait = until - now - limit.window
            if wait > share / 1000:
                return wait
            self._paid_until[key] = until
            self._paid_until.move_to_end(key)
            while len(self._paid_until) > self.most:
                self._paid_until.popitem(last=False)
        return 0.0

    def forget(self) -> None:
        """Forget all."""
        with self._lock:
            self._paid_until.clear()


METER = Meter()


def limits() -> list[Limit]:
    """Return the limits of the settings; a quota of 0 is none."""
    return [
        Limit(name, re.compile(paths), quota, window)
        for name, (paths, quota, window) in settings.NEWSROOM_RATE_LIMITS.items()
        if quota
    ]


def address(request: HttpRequest) -> str:
    """Return who asks: an address, or the network that a subscriber has of IPv6.

    Behind a proxy it is the last address of X-Forwarded-For, which the proxy wrote.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if settings.NEWSROOM_BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "")
        told = forwarded.rpartition(",")[2].strip() or told
    try:
        found = ipaddress.ip_address(told)
    except ValueError:
        return told[:100]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, IPV6_PREFIX), strict=False))
    return str(found)


class RateLimitMiddleware:
    """Answer 429 to an address that asks too often; let everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        for limit in limits():
            if limit.paths.match(request.path):
                at = instants.of(request)
                wait = METER.take(limit, address(request), at=at)
                if wait:
                    return refused(request, limit, seconds=math.ceil(wait))
        return self.get_response(request)


def refused(request: HttpRequest, limit: Limit, *, seconds: int) -> HttpResponseBase:
    """Return the answer to one request too many, for whom asked; no cache keeps it."""
    if request.path.startswith(addresses.API):
        response = problems.response(problems.too_many(seconds).problem)
    else:
        language = translation.get_language_from_path(request.path)
        with translation.override(language or settings.LANGUAGE_CODE):
            context = {"seconds": seconds, "robots": "noindex"}
            response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    response.headers["RateLimit-Policy"] = limit.policy
    response.headers["RateLimit"] = f'"{limit.name}";r=0;t={seconds}'
    response.headers["Cache-Control"] = "no-store"
    return response
