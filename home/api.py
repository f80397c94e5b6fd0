"""The newsroom itself in the API: its locales, navigation, home page and contacts."""

from typing import Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_info
from ninja import Query, Router

from home import queries, views
from press import queries as press_queries
from press.blocks import shapes
from press.delivery import (
    addresses,
    answers,
    api_answers,
    instants,
    parameters,
    problems,
    record_answers,
)

router = Router(tags=["newsroom"])


class FeedAddresses(shapes.Shape):
    """The feeds of a locale, in each of their formats."""

    atom: str
    """Atom."""
    rss: str
    """RSS 2.0."""
    json_feed: str
    """JSON Feed."""


class LocaleAnswer(shapes.Shape):
    """A public locale, its name in its own language, and where it begins."""

    locale: str
    """The language, as a code."""
    name: str
    """The language in its own words."""
    direction: Literal["ltr", "rtl"]
    """How it is written: `ltr` or `rtl`."""
    url: str
    """Its home page."""
    index_url: str
    """Its list of releases."""
    search_url: str
    """Its search page."""
    feed_url: str
    """Its Atom feed."""
    feeds: FeedAddresses
    """Its feeds in each form."""
    api_url: str
    """This answer in that locale."""


class PageEdition(shapes.Shape):
    """The same page in a public locale, this one too."""

    locale: str
    """The language."""
    url: str
    """Its address."""


class NavigationLink(shapes.Shape):
    """An entry of the main navigation; `id` is the same in every locale."""

    id: UUID
    """The same in every locale."""
    kind: Literal["home", "index", "page"]
    """What it leads to."""
    title: str
    """Its words in this locale."""
    url: str
    """Its address in this locale."""
    alternates: list[PageEdition]
    """The same page in every public locale, this one too."""


class HomeAnswer(shapes.Shape):
    """The home page: its words, and the releases that it puts first."""

    title: str
    """Its title."""
    intro: str
    """Its first words, plain."""
    description: str
    """What search engines show, or empty."""
    url: str
    """Its address."""
    alternates: list[PageEdition]
    """The home page in every public locale, this one too."""
    featured: list[answers.ReleaseSummary]
    """The releases that it puts first."""


class NewsroomAnswer(shapes.Shape):
    """The newsroom in one locale; `zone` is where it is, by its IANA name."""

    name: str
    """What the newsroom is called."""
    zone: str
    """The time zone in which its days are counted."""
    locale: str
    """The language of this answer."""
    locales: list[LocaleAnswer]
    """Every public locale."""
    navigation: list[NavigationLink]
    """The main navigation, in order."""
    home: HomeAnswer
    """The home page."""
    contacts: list[record_answers.ContactAnswer]
    """The press contacts of the newsroom."""


@router.get(
    "", response=api_answers.or_missing(NewsroomAnswer), operation_id="newsroom"
)
@parameters.known_only
def newsroom(request: HttpRequest, asked: Query[parameters.Parameters]) -> HttpResponse:
    """Answer where the newsroom's pages are, what its home says, whom to ask."""
    at, site = instants.of(request), addresses.public_site(asked.locale)
    page = queries.home_page(locale=asked.locale)
    if page is None:
        raise problems.not_found()
    featured = views.featured_summaries(page, locale=asked.locale, at=at, site=site)
    contacts = press_queries.records(at=at, locale=asked.locale, kind="contact")
    links = queries.navigation(locale=asked.locale)
    return api_answers.json(
        NewsroomAnswer(
            name=settings.NEWSROOM_NAME,
            zone=settings.NEWSROOM_ZONE,
            locale=asked.locale,
            locales=[_locale(code, site) for code in sorted(site.indexes)],
            navigation=[_link(link, site) for link in links],
            home=HomeAnswer(
                title=page.title,
                intro=page.intro,
                description=page.search_description or page.intro,
                url=site.home_url(asked.locale),
                alternates=_editions(page.translation_key, site),
                featured=featured,
            ),
            contacts=record_answers.records(
                contacts.filter(listed=True), at=at, site=site
            ),
        )
    )


def _locale(code: str, site: addresses.Site) -> LocaleAnswer:
    known = get_language_info(code)
    return LocaleAnswer(
        locale=code,
        name=known["name_local"],
        direction="rtl" if known["bidi"] else "ltr",
        url=site.home_url(code),
        index_url=site.index_url(code),
        search_url=addresses.absolute(f"/{code}/search/"),
        feed_url=site.feed_url(code),
        feeds=FeedAddresses(
            atom=site.feed_url(code, "atom"),
            rss=site.feed_url(code, "rss"),
            json_feed=site.feed_url(code, "json"),
        ),
        api_url=addresses.api_url("newsroom", locale=code),
    )


def _link(link: queries.PlainPage, site: addresses.Site) -> NavigationLink:
    return NavigationLink(
        id=link.key,
        kind="home" if link.is_home else "index" if link.is_index else "page",
        title=link.title,
        url=addresses.absolute(link.path),
        alternates=_editions(link.key, site),
    )


def _editions(key: UUID, site: addresses.Site) -> list[PageEdition]:
    return [
        PageEdition(locale=page.locale, url=addresses.absolute(page.path))
        for page in site.editions(key)
    ]
