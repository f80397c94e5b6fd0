"""Security headers of every answer: content policy, frames, permissions."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
    "browsing-topics=(), interest-cohort=()"
)

# Pages, feeds, API: our own files only; nothing inline, nobody frames us.
PUBLIC = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

# The Wagtail admin writes inline styles and scripts, shows pictures before they are
# uploaded, and frames its own previews.
ADMIN = PUBLIC | {
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-src": "'self'",
    "base-uri": "'self'",
    "frame-ancestors": "'self'",
}

# A file that somebody uploaded runs nothing and reads nothing, whatever it holds.
FILES = {
    "default-src": "'none'",
    "img-src": "'self'",
    "media-src": "'self'",
    "style-src": "'unsafe-inline'",
    "frame-ancestors": "'none'",
    "sandbox": "",
}

BY_PREFIX = (
    ("/admin/media/", FILES),
    ("/files/", FILES),
    ("/api/v1/preview/", FILES),
    ("/admin/previews/files/", FILES),
    ("/admin/", ADMIN),
)


def policy(path: str) -> dict[str, str]:
    """Return the content policy for a path, as directive → sources."""
    for prefix, found in BY_PREFIX:
        if path.startswith(prefix):
            return _with_frontend(found) if found is ADMIN else found
    return PUBLIC


def _with_frontend(directives: dict[str, str]) -> dict[str, str]:
    """Return a policy that lets the desk frame the frontend that shows previews."""
    parts = urlsplit(settings.NEWSROOM_PREVIEW_URL)
    if not parts.netloc:
        return directives
    frames = f"{directives['frame-src']} {parts.scheme}://{parts.netloc}"
    return directives | {"frame-src": frames}


def written(directives: dict[str, str]) -> str:
    """Return a policy as its header's value."""
    return "; ".join(f"{name} {value}".strip() for name, value in directives.items())


class SecurityHeadersMiddleware:
    """Set what Django's own SecurityMiddleware does not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        directives = policy(request.path)
        if request.path.startswith("/admin/"):
            # A preview has passed here before, as the public page that it shows.
            response.headers["Content-Security-Policy"] = written(directives)
        response.headers.setdefault("Content-Security-Policy", written(directives))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        own_frames = directives["frame-ancestors"] == "'self'"
        response.headers["X-Frame-Options"] = "SAMEORIGIN" if own_frames else "DENY"
        return response
