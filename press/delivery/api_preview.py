"""Previews in the API: an unpublished text in the shape of a release, by token."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from press import previews
from press.delivery import (
    addresses,
    answers,
    api_answers,
    file_views,
    instants,
    parameters,
    preview_answers,
    problems,
)

router = Router(tags=["preview"])

HEADERS = {
    "Cache-Control": "`private, no-store`: for one reader, and never kept.",
    "Newsroom-Preview-Expires": "Until when the token opens the text, in UTC.",
    "Newsroom-Preview-Findings": "The rules that stand against an approval, by name.",
}


def described(*names: str, **more: Any) -> dict[str, Any]:
    """Return what the description tells of an answer and its headers."""
    headers = {
        name: {"description": HEADERS[name], "schema": {"type": "string"}}
        for name in names
    }
    return {"responses": {200: {"headers": headers, **more}}}


@router.get(
    "/preview/{token}",
    response=api_answers.or_limited(api_answers.or_missing(answers.ReleaseDetail)),
    operation_id="preview",
    openapi_extra=described(*HEADERS),
)
@preview_answers.private
@parameters.known_only
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the text that a preview token opens; any other token is a 404.

    Never kept: `Cache-Control: private, no-store`. `Newsroom-Preview-Expires` says
    until when, `Newsroom-Preview-Findings` names what stands against an approval.
    """
    at = instants.of(request)
    row = preview_answers.opened(request, token)
    if row is None:
        raise problems.not_found()
    site = addresses.site()
    shape = preview_answers.detail(row, token=token, at=at, site=site)
    response = api_answers.json(shape)
    for name, value in preview_answers.about(row).items():
        response.headers[name] = value
    return response


@router.get(
    "/preview/{token}/files/{key}/{name}",
    response=api_answers.or_limited({400: problems.Problem, 404: problems.Problem}),
    operation_id="preview_file",
    openapi_extra=described(
        "Cache-Control",
        description="The bytes of the file.",
        content={"*/*": {"schema": {"type": "string", "format": "binary"}}},
    ),
)
@preview_answers.private
@parameters.known_only
def file(request: HttpRequest, token: str, key: str, name: str) -> HttpResponseBase:
    """Answer a file that the text of a preview names."""
    row = previews.found(token, at=instants.of(request))
    found = previews.file(row, key, name) if row else None
    if found is None:
        raise problems.not_found()
    return file_views.whole(found)
