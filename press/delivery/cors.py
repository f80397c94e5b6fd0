"""Lets scripts of any origin read the API: public data, and never a credential."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

API = "/api/"
# What a script may read of an answer, beside what it always may.
EXPOSED = (
    "Content-Language",
    "ETag",
    "Last-Modified",
    "Link",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
)
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(EXPOSED),
    # Browsers that isolate their pages load only what says that it may be loaded.
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = HEADERS | {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-Modified-Since, "
    "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Cache-Control": "no-store",
}


class CorsMiddleware:
    """Say on every answer of the API that any origin may read it.

    A browser's question before the question (a preflight) is answered here, the same
    for every address: whether there is something is the question itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(API):
            return self.get_response(request)
        if is_preflight(request):
            preflight = HttpResponse(status=204, headers=PREFLIGHT)
            del preflight.headers["Content-Type"]
            return preflight
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


def is_preflight(request: HttpRequest) -> bool:
    """Tell a browser's preflight from an OPTIONS that somebody sends."""
    return request.method == "OPTIONS" and (
        "Origin" in request.headers
        and "Access-Control-Request-Method" in request.headers
    )
