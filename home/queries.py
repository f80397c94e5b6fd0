"""Every read of plain pages, the one other door: live Wagtail pages of a locale."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page

from home import models
from press import models as press_models
from press import queries, statements


@dataclass(frozen=True)
class PlainPage:
    """A live plain page as a link: where it is and what it is called."""

    key: UUID
    locale: str
    title: str
    path: str
    is_home: bool
    is_index: bool
    in_menus: bool


def plain_pages() -> QuerySet[Page]:
    """Return the live pages that hold no release text, in the order of the tree."""
    pages: QuerySet[Page] = (
        Page.objects.live()
        .filter(
            _is(models.HomePage, models.StandardPage, press_models.ReleaseIndexPage)
        )
        .select_related("locale", "content_type")
        .order_by("path")
    )
    return pages


OF_LINK = (
    "translation_key",
    "locale__language_code",
    "title",
    "url_path",
    "content_type__model",
    "show_in_menus",
)
LINKS = statements.Statement(
    lambda _at: plain_pages().select_related(None).values_list(*OF_LINK)
)


def links() -> list[PlainPage]:
    """Return every live plain page of every locale, in the order of the tree."""
    return [_link(*row) for row in LINKS.rows()]


def path_of(url_path: str, *, locale: str) -> str:
    """Return the address of a plain page below the newsroom's own.

    The home page of a locale answers at the locale's prefix, whatever its slug.
    """
    below_home = url_path.split("/", 2)[2]
    return f"/{locale}/{below_home}"


def navigation(*, locale: str) -> list[PlainPage]:
    """Return home, index and the pages in menus of a locale, home first."""
    rows = plain_pages().filter(
        Q(show_in_menus=True) | _is(models.HomePage, press_models.ReleaseIndexPage),
        locale__language_code=locale,
    )
    return [_link(*row) for row in rows.values_list(*OF_LINK)]


def targets(ids: Iterable[int]) -> dict[int, tuple[str, UUID]]:
    """Return what links of plain text lead to: ("release" | "page", its key).

    Drafts are in it too: what is hidden falls out where the key is resolved.
    """
    rows = Page.objects.filter(pk__in=[0, *ids]).values_list(
        "pk", "content_type__model", "translation_key"
    )
    release_page = press_models.ReleasePage._meta.model_name
    return {
        pk: ("release" if model == release_page else "page", key)
        for pk, model, key in rows
    }


def home_page(*, locale: str) -> models.HomePage | None:
    """Return the live home page of a locale."""
    return (
        models.HomePage.objects.live()
        .filter(locale__language_code=locale)
        .select_related("locale")
        .order_by("path")
        .first()
    )


def standard_page(key: UUID, *, locale: str) -> models.StandardPage | None:
    """Return a live standard page of a locale."""
    return (
        models.StandardPage.objects.live()
        .filter(translation_key=key, locale__language_code=locale)
        .select_related("locale")
        .first()
    )


def index_page(*, locale: str) -> press_models.ReleaseIndexPage | None:
    """Return the live index of releases of a locale."""
    return (
        press_models.ReleaseIndexPage.objects.live()
        .filter(locale__language_code=locale)
        .select_related("locale")
        .order_by("path")
        .first()
    )


def releases(
    ids: Iterable[UUID], *, locale: str, at: datetime
) -> list[press_models.Document]:
    """Return the public documents of these releases, in this order."""
    order = [queries.NOBODY, *ids]
    rows = queries.documents(at=at, locale=locale).filter(release__in=order)
    return sorted(rows, key=lambda row: order.index(row.release_id))


def _is(*classes: type[Page]) -> Q:
    """Return the condition on a page's class, by a join and not by a cached id.

    A first request and a later one ask the same number of queries.
    """
    condition = Q()
    for held in classes:
        condition |= Q(
            content_type__app_label=held._meta.app_label,
            content_type__model=held._meta.model_name,
        )
    return condition


def _link(
    key: UUID, locale: str, title: str, url_path: str, held: str, in_menus: bool
) -> PlainPage:
    return PlainPage(
        key=key,
        locale=locale,
        title=title,
        path=path_of(url_path, locale=locale),
        is_home=held == models.HomePage._meta.model_name,
        is_index=held == press_models.ReleaseIndexPage._meta.model_name,
        in_menus=in_menus,
    )
