"""How long a public answer may be kept, and by which tag it is known again."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from press.delivery import instants, surrogate

# What answers an account, a probe or the static files has rules of its own.
PRIVATE = ("/admin", "/healthz", "/readyz", "/static")
# An answer that says this of itself is for one reader.
PRIVATE_ANSWER = "private, no-store"


def is_public(path: str) -> bool:
    """Tell whether a path answers readers who have no account."""
    return not any(path == top or path.startswith(f"{top}/") for top in PRIVATE)


def max_age(at: datetime) -> int:
    """Return the whole seconds left in the minute: embargoes fall on its end."""
    return int(60 - at.second - at.microsecond / 1_000_000)


def etag(content: bytes) -> str:
    """Return the strong tag of an answer's bytes."""
    return f'"{hashlib.sha256(content).hexdigest()[:40]}"'


class PublicAnswersMiddleware:
    """Give every public answer its age and tag, and nothing that names a reader.

    A HEAD is answered as its GET; the server leaves the body out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_public(request.path):
            return self.get_response(request)
        at = instants.of(request)
        method = request.method
        if method == "HEAD":
            request.method = "GET"
        with surrogate.noting() as noted:
            response = self.get_response(request)
        request.method = method
        if getattr(request, "is_preview", False):
            return response
        response.cookies.clear()
        _forget_cookies(response)
        if method not in ("GET", "HEAD") or response.status_code >= 500:
            response.headers["Cache-Control"] = "no-store"
            return response
        if response.headers.get("Cache-Control") == PRIVATE_ANSWER:
            return response
        response.headers["Cache-Control"] = f"public, max-age={max_age(at)}"
        _described(response, noted)
        # The layer before Django, where there is one, asks what it may keep.
        noted.at = at
        request.META[surrogate.NOTED] = noted
        return _tagged(request, response)


def _described(response: HttpResponseBase, noted: surrogate.Noted) -> None:
    """Name what the answer depends on, and when that last changed.

    Last-Modified is for people and crawlers: a whole second is too coarse to tell
    two answers apart, so requests are compared by their tags alone.
    """
    response.headers[surrogate.HEADER] = noted.header()
    if noted.changed_at is not None and response.status_code == 200:
        response.headers["Last-Modified"] = http_date(noted.changed_at.timestamp())


def _tagged(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return the answer with its tag, or that the reader has it already.

    A stream has its tag from its view, which compared it before it opened a file.
    """
    if not isinstance(response, HttpResponse):
        return response
    response.headers.setdefault("ETag", etag(response.content))
    if response.status_code != 200:
        return response
    return get_conditional_response(
        request, etag=response.headers["ETag"], response=response
    )


def _forget_cookies(response: HttpResponseBase) -> None:
    """Take Cookie from Vary: no public answer depends on one."""
    kept = [
        name
        for name in map(str.strip, response.headers.get("Vary", "").split(","))
        if name and name.lower() != "cookie"
    ]
    if kept:
        response.headers["Vary"] = ", ".join(kept)
    else:
        response.headers.pop("Vary", None)
