"""System checks: what `manage.py check` says about this installation."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from newsroom import passwords


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
