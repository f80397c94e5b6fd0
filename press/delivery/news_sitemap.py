"""The news sitemap: the releases that came out in the last two days."""

from datetime import timedelta

from django.conf import settings
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from press import queries
from press.delivery import addresses, instants, surrogate, xml_writing
from press.delivery.sitemap import CONTENT_TYPE, XMLNS

# The limits of those who read it.
SPAN = timedelta(days=2)
MOST = 1000
# A language is named without its region or script, but for these.
LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}
NAMESPACES = {
    "xmlns": XMLNS,
    "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
}


@csrf_exempt
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer what came out in the last two days, newest first, in public locales.

    A release leaves it by the clock alone.
    """
    at, site = instants.of(request), addresses.site()
    surrogate.fleeting()
    rows = (
        queries.documents(at=at)
        .filter(locale__in=list(site.indexes), lifted_at__gt=at - SPAN)
        .annotate(title=KT("body__title"))
        .values_list("locale", "slug", "lifted_at", "title")[:MOST]
    )
    xml = xml_writing.Writer()
    xml.open("urlset", NAMESPACES)
    for locale, slug, lifted_at, title in rows:
        xml.open("url")
        xml.element("loc", site.release_url(locale, slug))
        xml.open("news:news")
        xml.open("news:publication")
        xml.element("news:name", settings.NEWSROOM_NAME)
        xml.element("news:language", LANGUAGES.get(locale, locale.split("-")[0]))
        xml.close("news:publication")
        xml.element("news:publication_date", xml_writing.instant(lifted_at))
        xml.element("news:title", title)
        xml.close("news:news")
        xml.close("url")
    xml.close("urlset")
    return HttpResponse(xml.content(), content_type=CONTENT_TYPE)
