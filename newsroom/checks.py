"""System checks: what `manage.py check` says about this installation."""

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from newsroom import passwords
from press.delivery.webhooks import networks


@register(Tags.database)
def no_demo_password_in_production(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report demo accounts that a production newsroom still holds."""
    if settings.NEWSROOM_ENV != "production" or "default" not in (databases or []):
        return []
    table = get_user_model()._meta.db_table
    if table not in connections["default"].introspection.table_names():
        return []
    return [
        Error(
            f"The account {name} has the demo password.",
            hint="Change its password or deactivate it.",
            id="newsroom.E001",
        )
        for name in passwords.accounts_with_the_demo_password()
    ]


@register()
def webhook_networks_can_be_read(**kwargs: Any) -> list[CheckMessage]:
    """Report a NEWSROOM_WEBHOOK_ALLOW that names no networks."""
    try:
        networks.networks(settings.NEWSROOM_WEBHOOK_ALLOW)
    except ValueError as error:
        return [Error(f"NEWSROOM_WEBHOOK_ALLOW: {error}", id="newsroom.E003")]
    return []


@register(Tags.urls)
def frontend_can_show_previews(**kwargs: Any) -> list[CheckMessage]:
    """Report a NEWSROOM_PREVIEW_URL that leads nowhere, or without the token."""
    url = settings.NEWSROOM_PREVIEW_URL
    is_address = re.fullmatch(r"https?://[\w.:-]+(/\S*)?", url)
    if not url or (is_address and "{token}" in url):
        return []
    return [
        Error(
            "NEWSROOM_PREVIEW_URL is no address that holds {token}.",
            hint="For example https://www.example.org/{locale}/preview?token={token}",
            id="newsroom.E004",
        )
    ]


@register(Tags.urls)
def address_names_an_allowed_host(**kwargs: Any) -> list[CheckMessage]:
    """Report a NEWSROOM_URL whose host the newsroom would not answer."""
    host = settings.NEWSROOM_URL.partition("://")[2].split("/")[0].split(":")[0]
    allowed = {name.strip() for name in settings.ALLOWED_HOSTS}
    if "*" in allowed or host in allowed:
        return []
    if any(name.startswith(".") and host.endswith(name) for name in allowed):
        return []
    return [
        Error(
            f"NEWSROOM_URL names {host or 'no host'}, which ALLOWED_HOSTS leaves out.",
            hint="Add the host to ALLOWED_HOSTS or mend NEWSROOM_URL.",
            id="newsroom.E002",
        )
    ]
