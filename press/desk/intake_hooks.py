"""The addresses and the menu entry of imports."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from press import actors
from press.desk import intake_views


class ImportMenuItem(MenuItem):
    """Shown to those who may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actors.may(request.user, "import")


def register() -> None:
    """Register the hooks."""
    hooks.register("register_admin_urls", urls)
    hooks.register("register_admin_menu_item", menu_item)


def urls() -> list[URLPattern]:
    """Return the addresses below /admin/imports/."""
    decide = intake_views.DecideView.as_view()
    return [
        path("imports/", intake_views.UploadView.as_view(), name="press_import"),
        path(
            "imports/of/<uuid:release>/",
            intake_views.ReportView.as_view(),
            name="press_intake_report",
        ),
        path(
            "imports/<uuid:key>/",
            intake_views.ResultView.as_view(),
            name="press_intake",
        ),
        path(
            "imports/<uuid:key>/accept/",
            decide,
            {"decision": "accept"},
            name="press_intake_accept",
        ),
        path(
            "imports/<uuid:key>/refuse/",
            decide,
            {"decision": "refuse"},
            name="press_intake_refuse",
        ),
    ]


def menu_item() -> Any:
    """Return the entry behind "Releases"."""
    return ImportMenuItem(
        _("Import a release"),
        reverse("press_import"),
        name="import-release",
        icon_name="upload",
        order=51,
    )
