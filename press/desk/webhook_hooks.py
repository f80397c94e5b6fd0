"""The addresses, the menu entry and the notice of webhooks."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from press import actors, models
from press.desk import webhook_views, webhook_wording


class WebhooksMenuItem(MenuItem):
    """Shown to those who look after webhooks."""

    def is_shown(self, request: HttpRequest) -> bool:
        return actors.may(request.user, "webhooks")


class Notice(Component):
    """Says on the first screen of the desk which webhooks turned themselves off."""

    name = "webhooks_off"
    order = 10
    template_name = "press/desk/webhook_notice.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = models.WebhookEndpoint.objects.filter(
            enabled=False, off__in=["failing", "gone"]
        )
        return {
            "rows": [
                {
                    "endpoint": row,
                    "state": webhook_wording.state(row)[0],
                    "at": webhook_wording.minute(row.disabled_at),
                }
                for row in rows
            ]
        }


def register() -> None:
    """Register the hooks."""
    hooks.register("register_admin_urls", urls)
    hooks.register("register_admin_menu_item", menu_item)
    hooks.register("construct_homepage_panels", add_notice)


def urls() -> list[URLPattern]:
    """Return the addresses below /admin/webhooks/."""
    one = "webhooks/<uuid:endpoint>/"
    return [
        path(
            "webhooks/", webhook_views.WebhookListView.as_view(), name="press_webhooks"
        ),
        path(
            "webhooks/add/", webhook_views.AddView.as_view(), name="press_webhook_add"
        ),
        path(one, webhook_views.WebhookView.as_view(), name="press_webhook"),
        path(
            f"{one}change/",
            webhook_views.ChangeView.as_view(),
            name="press_webhook_change",
        ),
        path(
            f"{one}again/<int:delivery>/",
            webhook_views.ReplayView.as_view(),
            name="press_webhook_replay",
        ),
        path(
            f"{one}<slug:action>/",
            webhook_views.ActView.as_view(),
            name="press_webhook_act",
        ),
    ]


def menu_item() -> Any:
    """Return the entry of webhooks."""
    return WebhooksMenuItem(
        _("Webhooks"),
        reverse("press_webhooks"),
        name="webhooks",
        icon_name="globe",
        order=60,
    )


def add_notice(request: HttpRequest, panels: list[Any]) -> None:
    """Put the notice first, for those who can do something about it."""
    if actors.may(request.user, "webhooks"):
        panels.append(Notice())
