"""The pages of records: About, person, organisation and topic."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from press import models, queries
from press.delivery import (
    addresses,
    feed_links,
    heads,
    instants,
    listings,
    quote_answers,
    quote_lists,
    record_answers,
    structured,
)

MOST_QUOTES = 10


@csrf_exempt
@require_safe
def about(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer the standing text about an organisation, in its current wording."""
    found = _Found(request, "boilerplate", key=str(key))
    answer = found.answer
    head = {"title": answer.title, "description": answer.content.text}
    return found.page("press/about.html", head)


@csrf_exempt
@require_safe
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer a person, what they said, and the releases that name them."""
    found = _Found(request, "person", key=str(key))
    part = quote_lists.part(
        found.naming(), size=MOST_QUOTES, start=None, speaker=str(key)
    )
    said = quote_answers.quotes(part.quotes, at=found.at, site=found.site)
    head = {
        "description": found.answer.bio.text,
        "image": found.answer.portrait,
        "card_type": "profile",
        "structured_data": structured.script(structured.person(found.answer)),
    }
    return found.page("press/person.html", head, quotes=said)


@csrf_exempt
@require_safe
def organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer an organisation, its standing texts, contacts and releases."""
    found = _Found(request, "organisation", key=str(key))
    rows = queries.records(at=found.at, locale=found.locale)
    abouts = rows.filter(kind="boilerplate", body__organisation__id=str(key))
    contacts = rows.filter(kind="contact", body__contact__organisation__id=str(key))
    texts = found.answers(abouts)
    speaking = [answer.contact for answer in found.answers(contacts)]
    data = structured.organisation_page(found.answer, abouts=texts, contacts=speaking)
    head = {
        "description": texts[0].content.text if texts else "",
        "structured_data": structured.script(data),
    }
    return found.page("press/organisation.html", head, abouts=texts, contacts=speaking)


@csrf_exempt
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer a topic and its releases, and say where its feeds are."""
    found = _Found(request, "topic", body__slug=slug)
    path = addresses.path_of(found.answer.page_url)
    feeds = feed_links.below(path, about=found.answer.name)
    return found.page("press/topic.html", {"feeds": feeds})


class _Found:
    """A public record, with what its page is made from; 404 where there is none."""

    def __init__(self, request: HttpRequest, kind: str, **asked: str) -> None:
        if not all(value.isprintable() for value in asked.values()):
            raise Http404
        self.request = request
        self.at: datetime = instants.of(request)
        self.locale = translation.get_language()
        self.site = addresses.public_site(self.locale)
        rows = queries.records(at=self.at, locale=self.locale, kind=kind)
        row = rows.filter(**asked).first()
        if row is None:
            raise Http404
        self.row: models.Record = row
        self.answer = self.answers([row])[0]

    def answers(self, rows: Any) -> list[Any]:
        return record_answers.records(rows, at=self.at, site=self.site)

    def naming(self) -> Any:
        """Return the newest public documents that name this record."""
        row = self.row
        return queries.naming(row.kind, row.key, at=self.at, locale=self.locale)

    def page(self, template: str, head: Mapping[str, Any], **more: Any) -> HttpResponse:
        """Answer with a template; `head` is what heads.head takes besides."""
        listing = listings.listing(
            self.request, self.naming(), at=self.at, site=self.site
        )
        common = {
            "canonical": self.answer.page_url,
            "title": getattr(self.answer, "name", ""),
            "alternates": self.answer.alternates,
            "robots": "noindex, follow" if self.request.GET else "",
        }
        context = heads.head(**common | head)
        context |= {"record": self.answer, "listing": listing} | more
        return TemplateResponse(self.request, template, context)
