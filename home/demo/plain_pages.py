"""Puts in the plain pages: home, index of releases and standard pages."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from wagtail.models import Locale, Page, Site

from home import models
from home.demo import content, keys, wording
from press.models import ReleaseIndexPage


@dataclass
class Pages:
    """The home page and the index of each locale."""

    locales: dict[str, Locale]
    homes: dict[str, models.HomePage]
    indexes: dict[str, ReleaseIndexPage]


def put_in(text: content.Content) -> Pages:
    """Make what is missing; pages that an operator has made are left alone."""
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0]
        for code in wording.LOCALES
    }
    homes = {
        code: models.HomePage.objects.filter(locale=locale).first()
        or _home(text, code, locale)
        for code, locale in locales.items()
    }
    _site(homes[wording.LOCALES[0]])
    indexes = {
        code: ReleaseIndexPage.objects.filter(locale=locale).first()
        or _index(text, homes[code], code)
        for code, locale in locales.items()
    }
    for page in text.pages.standard:
        for code in wording.LOCALES:
            _standard(page, homes[code], code)
    return Pages(locales, homes, indexes)


def feature(pages: Pages, releases: list[str]) -> None:
    """Put these releases first on a home page that nobody has edited yet."""
    for home in pages.homes.values():
        home.refresh_from_db()
        if home.featured or home.revisions.count() > 1:
            continue
        editions = {
            page.translation_key: page.pk
            for page in Page.objects.filter(
                translation_key__in=[keys.of("release", key) for key in releases],
                locale=home.locale,
            )
        }
        home.featured = [
            {
                "type": "release",
                "value": editions[keys.of("release", key)],
                "id": str(keys.of("featured", key)),
            }
            for key in releases
            if keys.of("release", key) in editions
        ]
        home.save_revision().publish()


def _home(text: content.Content, code: str, locale: Locale) -> models.HomePage:
    root = Page.get_first_root_node()
    _remove_the_page_that_wagtail_makes(root)
    home = models.HomePage(
        title=text.pages.home.title[code],
        slug=f"newsroom-{code}",
        intro=text.pages.home.introduction[code],
        locale=locale,
        translation_key=keys.of("home"),
    )
    return _added(root, home)


def _remove_the_page_that_wagtail_makes(root: Page) -> None:
    """Take away the welcome page that Wagtail's first migration puts in."""
    welcome = root.get_children().filter(slug="home").first()
    if welcome and welcome.specific_class is Page and not welcome.get_children_count():
        Site.objects.filter(root_page=welcome).delete()
        welcome.delete()
    root.refresh_from_db()


def _site(home: models.HomePage) -> None:
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)


def _index(text: content.Content, home: models.HomePage, code: str) -> ReleaseIndexPage:
    index = ReleaseIndexPage(
        title=text.pages.index.title[code],
        slug=text.pages.index.slug[code],
        show_in_menus=True,
        locale=home.locale,
        translation_key=keys.of("index"),
    )
    return _added(home, index)


def _standard(page: wording.StandardText, home: models.HomePage, code: str) -> None:
    key = keys.of("standard", page.key)
    if models.StandardPage.objects.filter(
        translation_key=key, locale=home.locale
    ).exists():
        return
    made = models.StandardPage(
        title=page.title[code],
        slug=page.slug[code],
        text="".join(_html(kind, words[code]) for kind, words in page.body),
        show_in_menus=True,
        locale=home.locale,
        translation_key=key,
    )
    _added(home, made)


def _html(kind: str, words: Any) -> str:
    if kind == "list":
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in words) + "</ul>"
    tag = "h2" if kind == "heading" else "p"
    return f"<{tag}>{escape(words)}</{tag}>"


def _added(parent: Any, page: Any) -> Any:
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
