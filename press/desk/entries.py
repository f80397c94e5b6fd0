"""The addresses and menu of the desk, and what Wagtail offers that is not for it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from press import models
from press.desk import action_view, log_view, panel, sight

KEPT_ACTIONS = {"action-save-draft", "action-page-locked"}


def open_release(request: HttpRequest, release: UUID) -> HttpResponse:
    """Go to the edition of a release that the user may open: the source first."""
    row = get_object_or_404(models.Release, pk=release)
    sight.require(request.user, row.pk)
    pages = sight.pages(request.user).filter(translation_key=row.pk)
    found = {page.locale.language_code: page for page in pages.select_related("locale")}
    page = found.get(row.source_locale) or next(iter(found.values()), None)
    if page is None:
        return redirect(reverse("press_releases:index"))
    return redirect(panel.edit_url(page))


def urls() -> list[URLPattern]:
    """Return the addresses below /admin/."""
    act = action_view.ActionView.as_view()
    log = log_view.LogView.as_view()
    return [
        path("releases/log/", log, name="press_log"),
        path("releases/<uuid:release>/", open_release, name="press_release"),
        path("releases/<uuid:release>/log/", log, name="press_release_log"),
        path(
            "releases/<uuid:release>/<slug:action>/", act, name="press_release_action"
        ),
        path(
            "releases/<uuid:release>/<slug:action>/<slug:locale>/",
            act,
            name="press_edition_action",
        ),
    ]


def is_release(context: dict[str, Any]) -> bool:
    """Tell whether an editor's menu is for an edition, or one being made."""
    page, parent = context.get("page"), context.get("parent_page")
    return isinstance(page, models.ReleasePage) or isinstance(
        parent, models.ReleaseIndexPage
    )


def keep_saving(items: list[ActionMenuItem], context: dict[str, Any]) -> None:
    """Leave saving alone in the menu of an edition: the rest is on its panel."""
    if not is_release(context):
        return
    items[:] = [item for item in items if item.name in KEPT_ACTIONS]
    for item in items:
        if item.name == "action-save-draft":
            item.label = _("Save draft")
