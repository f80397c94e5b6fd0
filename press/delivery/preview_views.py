"""Previews for people: the page that a link opens, the frontend in the desk's panel."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

from press import models, previews
from press.delivery import instants, preview_answers, release_views


@csrf_exempt
@preview_answers.private
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a preview as our own page, for a newsroom without another frontend."""
    row = preview_answers.opened(request, token)
    if row is None:
        return page_not_found(request, Http404())
    body = preview_answers.with_private_files(row.body, token=token)
    with translation.override(row.locale):
        context = release_views.draft_context(request, body=body, locale=row.locale)
        response = TemplateResponse(request, models.ReleasePage.template, context)
        return response.render()


def frontend(request: HttpRequest, *, page: models.ReleasePage) -> HttpResponse | None:
    """Lead the desk's preview to the frontend; None where it shows its own.

    A page that was never saved has no release to be a preview of; who may not
    hand out previews sees what the desk draws.
    """
    is_new = page.pk is None
    if not settings.NEWSROOM_PREVIEW_URL or is_new:
        return None
    try:
        token = previews.show(
            page,
            by=request.user,
            at=instants.of(request),
            is_panel=getattr(request, "in_preview_panel", False),
        )
    except PermissionDenied:
        return None
    url = preview_answers.link(token, locale=page.locale.language_code)
    response = HttpResponseRedirect(url)
    for name, value in preview_answers.HEADERS.items():
        response.headers[name] = value
    return response
