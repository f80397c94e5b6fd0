"""The demo password: found in the users table, refused when it is chosen anew."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext as _


class NotTheDemoPassword:
    """Refuse the password that everyone can read in the demo's output."""

    def validate(self, password: str, user: object = None) -> None:
        if password == settings.NEWSROOM_DEMO_PASSWORD:
            raise ValidationError(
                _("This is the demo password. Choose one of your own."),
                code="demo-password",
            )

    def get_help_text(self) -> str:
        return _("Your password cannot be the demo password.")


def accounts_with_the_demo_password() -> list[str]:
    """Return the demo accounts that can still sign in with the demo password.

    Only the demo's own account names are tried, since each try costs a hash; no
    other account can take that password (NotTheDemoPassword).
    """
    users = (
        get_user_model()
        .objects.filter(
            username__in=settings.NEWSROOM_DEMO_ACCOUNTS.values(), is_active=True
        )
        .order_by("username")
    )
    return [
        user.get_username()
        for user in users
        if check_password(settings.NEWSROOM_DEMO_PASSWORD, user.password)
    ]


def refuse_the_demo_in_production() -> None:
    """Raise ImproperlyConfigured where a production newsroom has a demo account."""
    if settings.NEWSROOM_ENV != "production":
        return
    try:
        names = accounts_with_the_demo_password()
    except DatabaseError as error:
        raise ImproperlyConfigured(
            "The newsroom does not start: the users table cannot be read. "
            "Run manage.py migrate first."
        ) from error
    if names:
        raise ImproperlyConfigured(
            "The newsroom does not start: these accounts have the demo password: "
            + ", ".join(names)
            + ". Change it or deactivate them."
        )
