"""The addresses of feeds: of a locale and of a topic, each in three forms."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from press import models, queries
from press.delivery import (
    addresses,
    feed_atom,
    feed_json,
    feed_links,
    feed_rss,
    feeds,
    instants,
)

WRITERS: dict[feed_links.Form, tuple[Callable[[feeds.Feed], bytes], str]] = {
    "atom": (feed_atom.written, feed_atom.CONTENT_TYPE),
    "rss": (feed_rss.written, feed_rss.CONTENT_TYPE),
    "json": (feed_json.written, feed_json.CONTENT_TYPE),
}


@require_safe
def archive(
    request: HttpRequest, *, index: models.ReleaseIndexPage, form: feed_links.Form
) -> HttpResponse:
    """Answer the newest releases of a locale, and the newest withdrawals."""
    at, locale = instants.of(request), index.locale.language_code
    site = addresses.public_site(locale)
    return _answer(feeds.of_locale(locale, at=at, site=site), form)


@csrf_exempt
@require_safe
def topic(request: HttpRequest, slug: str, form: feed_links.Form) -> HttpResponse:
    """Answer the newest releases of a public topic, and the newest withdrawals."""
    at, locale = instants.of(request), translation.get_language()
    site = addresses.public_site(locale)
    if not slug.isprintable():
        raise Http404
    rows = queries.records(at=at, locale=locale, kind="topic")
    row = rows.filter(body__slug=slug).first()
    if row is None:
        raise Http404
    return _answer(feeds.of_topic(row, at=at, site=site), form)


def _answer(feed: feeds.Feed, form: feed_links.Form) -> HttpResponse:
    write, content_type = WRITERS[form]
    return HttpResponse(write(feed), content_type=content_type)
