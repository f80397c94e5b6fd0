"""The page of what was public and is not: reference, instant and note only."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from press import queries

GONE = 410


def page(request: HttpRequest, notice: queries.Gone, *, locale: str) -> HttpResponse:
    """Return the page of a notice, in a locale."""
    context = {
        "gone": notice,
        "note": notice.notes.get(locale, ""),
        "page_locale": locale,
        "robots": "noindex",
    }
    return TemplateResponse(request, "press/gone.html", context, status=GONE)
