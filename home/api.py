"""The newsroom itself in the API: its locales, its navigation, its home page."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from home import queries, views
from press.blocks import shapes
from press.delivery import (
    addresses,
    answers,
    api_answers,
    instants,
    parameters,
    problems,
)

router = Router(tags=["newsroom"])


class LocaleAnswer(shapes.Shape):
    """A public locale and where it begins."""

    locale: str
    url: str
    index_url: str
    feed_url: str
    api_url: str


class NavigationLink(shapes.Shape):
    """An entry of the main navigation; `id` is the same in every locale."""

    id: UUID
    title: str
    url: str


class HomeAnswer(shapes.Shape):
    """The home page: its words, and the releases that it puts first."""

    title: str
    intro: str
    url: str
    featured: list[answers.ReleaseSummary]


class NewsroomAnswer(shapes.Shape):
    """The newsroom in one locale."""

    name: str
    locale: str
    locales: list[LocaleAnswer]
    navigation: list[NavigationLink]
    home: HomeAnswer


@router.get(
    "", response=api_answers.or_missing(NewsroomAnswer), operation_id="newsroom"
)
@parameters.known_only
def newsroom(request: HttpRequest, asked: Query[parameters.Parameters]) -> HttpResponse:
    """Answer where the newsroom's pages are, and what its home page says."""
    at, site = instants.of(request), addresses.public_site(asked.locale)
    page = queries.home_page(locale=asked.locale)
    if page is None:
        raise problems.not_found()
    featured = views.featured_summaries(page, locale=asked.locale, at=at, site=site)
    return api_answers.json(
        NewsroomAnswer(
            name=settings.NEWSROOM_NAME,
            locale=asked.locale,
            locales=[_locale(code, site) for code in sorted(site.indexes)],
            navigation=[
                NavigationLink(
                    id=link.key, title=link.title, url=addresses.absolute(link.path)
                )
                for link in queries.navigation(locale=asked.locale)
            ],
            home=HomeAnswer(
                title=page.title,
                intro=page.intro,
                url=site.home_url(asked.locale),
                featured=featured,
            ),
        )
    )


def _locale(code: str, site: addresses.Site) -> LocaleAnswer:
    return LocaleAnswer(
        locale=code,
        url=site.home_url(code),
        index_url=site.index_url(code),
        feed_url=site.feed_url(code),
        api_url=addresses.api_url("newsroom", locale=code),
    )
