"""The page of a quote: what a person said, and the release it stands in."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from press import queries
from press.delivery import (
    addresses,
    answers,
    gone,
    heads,
    instants,
    quote_answers,
    structured,
)


@csrf_exempt
@require_safe
def quote(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer a quote as the newest public version of its release has it."""
    locale = translation.get_language()
    at, site = instants.of(request), addresses.public_site(locale)
    found = queries.quote(str(key), locale=locale, at=at)
    if isinstance(found, queries.Gone):
        return gone.page(request, found, locale=locale)
    if found is None:
        raise Http404
    answer = quote_answers.quote(found, at=at, site=site)
    heading = _heading(answer)
    context = heads.head(
        canonical=answer.url,
        title=heading,
        alternates=answer.alternates,
        description=answer.text,
        card_type="article",
        structured_data=structured.script(structured.quote(answer)),
    )
    context |= {
        "quote": answer,
        "heading": heading,
        "releases": answers.summaries([found.document], at=at, site=site),
        "original_path": _original_path(answer),
    }
    return TemplateResponse(request, "press/quote.html", context)


def _heading(answer: quote_answers.QuoteAnswer) -> str:
    if answer.speaker is None:
        return _("A quote from “%(title)s”") % {"title": answer.release.title}
    return _("%(name)s on “%(title)s”") % {
        "name": answer.speaker.name,
        "title": answer.release.title,
    }


def _original_path(answer: quote_answers.QuoteAnswer) -> str:
    if answer.original_locale == answer.locale:
        return ""
    originals = (
        edition.url
        for edition in answer.alternates
        if edition.locale == answer.original_locale
    )
    return next(originals, "")
