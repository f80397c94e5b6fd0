"""Files: bytes that something public names, under the name it gives them."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from press import models, queries
from press.delivery import instants

# What a browser shows itself; anything else is saved, whatever it holds.
SHOWN = {
    *("image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"),
    *("application/pdf", "audio/mpeg", "video/mp4"),
}


@csrf_exempt
@require_safe
def file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Answer a public file; another name for the same token is 404."""
    if not (token + name).isprintable():
        raise Http404
    found = queries.file(token, at=instants.of(request))
    if found is None or found.name != name:
        raise Http404
    tag = f'"{found.hash}"'
    known = get_conditional_response(request, etag=tag)
    if known is not None:
        known.headers["ETag"] = tag
        return known
    response = whole(found)
    response.headers["ETag"] = tag
    return response


def whole(found: models.File) -> FileResponse:
    """Return a file's bytes: shown where that is safe, else saved by the browser."""
    response = FileResponse(
        found.bytes.open("rb"), content_type=found.content_type or None
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    disposition = content_disposition_header(
        as_attachment=found.content_type not in SHOWN, filename=found.name
    )
    if disposition:
        response.headers["Content-Disposition"] = disposition
    return response
