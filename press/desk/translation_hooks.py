"""What the desk does before Wagtail and wagtail-localize open an editor."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from wagtail import hooks
from wagtail.models import TranslatableMixin
from wagtail_localize.locales import components
from wagtail_localize.models import LocaleSynchronization

from press.desk import translation_urls, translation_views
from press.translation import guards, localize

FIRST = -10
ALIAS = "localize-convert-to-alias"
RESTART = "localize-restart-translation"


def register() -> None:
    """Register the hooks, before those of wagtail-localize."""
    hooks.register("register_admin_urls", urls, order=FIRST)
    hooks.register("before_edit_page", before_edit, order=FIRST)
    hooks.register("before_edit_snippet", before_edit, order=FIRST)
    hooks.register("construct_page_action_menu", without_aliases)
    forget_synchronisation()


def urls() -> list[URLPattern]:
    """Return the guarded addresses."""
    return translation_urls.urls()


def before_edit(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Open an editor in the user's own languages only; keep its buttons harmless."""
    if not isinstance(instance, TranslatableMixin):
        return None
    guards.require_read(request.user, instance)
    if request.method != "POST":
        return None
    if ALIAS in request.POST:
        return translation_views.refuse(request)
    if RESTART in request.POST:
        return translation_views.restart(request, instance)
    translation = localize.managed(instance)
    if translation is None:
        return None
    guards.require_write(request.user, instance)
    if request.POST.get("action") == "publish":
        return translation_views.publish(request, translation)
    return None


def without_aliases(items: list[Any], _request: HttpRequest, _context: Any) -> None:
    """Take the button away that makes an edition a copy of its source."""
    items[:] = [item for item in items if item.name != ALIAS]


def forget_synchronisation() -> None:
    """Take the mirroring of trees out of the form of a locale."""
    components.LOCALE_COMPONENTS[:] = [
        component
        for component in components.LOCALE_COMPONENTS
        if component["model"] is not LocaleSynchronization
    ]
