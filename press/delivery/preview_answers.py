"""A preview as an answer: the shape of a release, for one reader and no cache."""

import functools
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from press import clock, models, previews, queries
from press.delivery import (
    addresses,
    answers,
    caching,
    instants,
    problems,
    rate_limits,
)

HEADERS = {
    "Cache-Control": caching.PRIVATE_ANSWER,
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}
# A file of a stored body: its path, or a link to it in rich text.
FILE = re.compile(r'(?P<path>"path": )?"/files/(?=[\w-]+/[\w.-]+)')


def private(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer for one reader: what was refused too, so that nothing tells why."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except problems.Refused as refused:
            response = problems.response(refused.problem)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answered


def opened(request: HttpRequest, token: str) -> models.PreviewToken | None:
    """Return what a token opens, counted and logged, or None."""
    row = previews.found(token, at=instants.of(request))
    if row is not None:
        previews.opened(row, by=_opener(request), clock=clock.now)
    return row


def detail(
    row: models.PreviewToken, *, token: str, at: datetime, site: addresses.Site
) -> answers.ReleaseDetail:
    """Return a preview in the shape of a release.

    It is what the next version would be: `url` is where it would stand, and its
    instants are those of the token, since nobody knows its own yet.
    """
    public = queries.documents(at=at, locale=row.locale)
    newest = public.filter(release=row.release_id).defer("body").first()
    number = newest.version + 1 if newest else 1
    body = with_private_files(row.body, token=token)
    next_version = models.Document(
        release_id=row.release_id,
        locale=row.locale,
        version=number,
        slug=body["slug"],
        body=body,
        public_from=row.made_at,
        lifted_at=newest.lifted_at if newest else row.made_at,
    )
    made = answers.detail(next_version, at=at, site=site)
    return made.model_copy(
        update={
            "newest_version": number,
            "url": site.release_url(row.locale, body["slug"] or str(row.release_id)),
        }
    )


def about(row: models.PreviewToken) -> dict[str, str]:
    """Return what is told of a preview beside its text: its end, what it lacks."""
    return {
        "Newsroom-Preview-Expires": f"{row.expires_at:%Y-%m-%dT%H:%M:%SZ}",
        "Newsroom-Preview-Findings": ", ".join(row.findings),
    }


def with_private_files(body: dict[str, Any], *, token: str) -> dict[str, Any]:
    """Return a body whose files are found behind the token: they are not public."""
    base = addresses.api_url("preview", token, "files")
    return with_files_at(body, base=addresses.path_of(base))


def with_files_at(body: dict[str, Any], *, base: str) -> dict[str, Any]:
    """Return a body whose files are found below another path; links are absolute."""

    def there(match: re.Match[str]) -> str:
        if match["path"]:
            return f'{match["path"]}"{base}/'
        return f'"{addresses.absolute(base)}/'

    found: dict[str, Any] = json.loads(FILE.sub(there, json.dumps(body)))
    return found


def link(token: str, *, locale: str) -> str:
    """Return the address that a person opens: the frontend's, or our own page."""
    template = settings.NEWSROOM_PREVIEW_URL
    if not template:
        return addresses.absolute(f"/preview/{token}/")
    return str(template).replace("{token}", token).replace("{locale}", locale)


def _opener(request: HttpRequest) -> previews.Opener:
    """Return who asks."""
    user = request.user if request.user.is_authenticated else None
    return previews.Opener(user=user, address=rate_limits.address(request))
