"""The pages of a locale by their address: home, plain pages, what an index holds."""

from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home import models, queries
from press import queries as press_queries
from press.delivery import (
    addresses,
    answers,
    feed_links,
    heads,
    instants,
    plain_text,
    record_answers,
)

LATEST = 8
FEEDS = tuple(f"/{addresses.feed('', form)}" for form in feed_links.TYPES)


@csrf_exempt
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Lead to the home page of the public locale that the reader likes best."""
    site = addresses.site()
    public = list(site.indexes)
    if not public:
        raise Http404
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    liked = [code for asked, _q in accepted for code in _matching(asked, public)]
    fallback = [code for code, _name in settings.LANGUAGES if code in public]
    response = HttpResponseRedirect(site.homes[[*liked, *fallback, *public][0]])
    patch_vary_headers(response, ["Accept-Language"])
    return response


@csrf_exempt
@require_safe
def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer the address below a locale: a live plain page, or what an index has.

    An address is looked up among what is public and nowhere else: Wagtail's own
    look-up walks through drafts, and takes one query more where there is one.
    """
    if not request.path.endswith("/") and not path.endswith(FEEDS):
        return HttpResponsePermanentRedirect(
            request.get_full_path(force_append_slash=True)
        )
    locale = translation.get_language()
    site = addresses.public_site(locale)
    if not request.path.isprintable():
        raise Http404
    index = site.indexes[locale]
    if request.path.startswith(index):
        return _of_index(request, request.path.removeprefix(index))
    found = next((link for link in site.pages if link.path == request.path), None)
    if found is None:
        raise Http404
    return _plain(request, found)


def _of_index(request: HttpRequest, rest: str) -> HttpResponse:
    index = queries.index_page(locale=translation.get_language())
    if index is None:
        raise Http404
    match = index.resolve_subpage(f"/{rest}")
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


def _plain(request: HttpRequest, link: addresses.PlainPage) -> HttpResponse:
    found: Page | None
    if link.is_home:
        found = queries.home_page(locale=link.locale)
    else:
        found = queries.standard_page(link.key, locale=link.locale)
    if found is None:
        raise Http404
    context = found.get_context(request)
    return TemplateResponse(request, found.get_template(request), context)


def home_context(request: HttpRequest, *, page: models.HomePage) -> dict[str, Any]:
    """Return what the home page of a locale shows, beside its own words."""
    at, site = instants.of(request), addresses.site()
    locale = page.locale.language_code
    featured = featured_summaries(page, locale=locale, at=at, site=site)
    rows = press_queries.documents(at=at, locale=locale)[:LATEST]
    contacts = press_queries.records(at=at, locale=locale, kind="contact")
    context = heads.head(
        canonical=site.home_url(locale),
        title=page.title,
        alternates=[
            heads.Language(code, site.home_url(code)) for code in sorted(site.indexes)
        ],
        description=page.search_description or page.intro,
        x_default=addresses.absolute("/"),
    )
    return context | {
        "title": page.title,
        "intro": page.intro,
        "featured": featured,
        "latest": answers.summaries(rows, at=at, site=site),
        "contacts": [
            answer.contact
            for answer in record_answers.records(
                contacts.filter(listed=True), at=at, site=site
            )
        ],
    }


def featured_summaries(
    page: models.HomePage, *, locale: str, at: Any, site: addresses.Site
) -> list[answers.ReleaseSummary]:
    """Return the public ones of the releases that a home page puts first."""
    chosen = [item["value"] for item in page.featured.raw_data if item["value"]]
    targets = queries.targets(chosen)
    keys = [targets[pk][1] for pk in chosen if pk in targets]
    rows = queries.releases(keys, locale=locale, at=at)
    return answers.summaries(rows, at=at, site=site)


def standard_context(
    request: HttpRequest, *, page: models.StandardPage
) -> dict[str, Any]:
    """Return what a plain page shows, with its links resolved."""
    at, site = instants.of(request), addresses.site()
    locale = page.locale.language_code
    editions = [
        heads.Language(link.locale, addresses.absolute(link.path))
        for link in site.editions(page.translation_key)
    ]
    context = heads.head(
        canonical=site.page_url(page.translation_key, locale=locale),
        title=page.title,
        alternates=editions,
        description=page.search_description or page.intro,
    )
    return context | {
        "title": page.title,
        "intro": page.intro,
        "text": plain_text.html(page.text, locale=locale, at=at, site=site),
    }


def _matching(asked: str, public: list[str]) -> list[str]:
    """Return the public locales that an accepted language means, best first."""
    if asked == "*":
        return []
    generic = asked.split("-")[0]
    return [code for code in (asked, generic) if code in public]
