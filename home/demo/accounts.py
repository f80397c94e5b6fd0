"""Puts in the demo's accounts, one per role, and what each role may touch."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from home.demo import plain_pages
from press import rights
from press.desk import roles


def put_in(pages: plain_pages.Pages) -> dict[str, Any]:
    """Make missing accounts and groups; return the accounts by role."""
    roles.grant(pages.homes.values())
    return {
        role: _account(role, name, pages=pages)
        for role, name in settings.NEWSROOM_DEMO_ACCOUNTS.items()
    }


def _account(role: str, name: str, *, pages: plain_pages.Pages) -> Any:
    users = get_user_model().objects
    found = users.filter(username=name).first()
    if found:
        return found
    is_administrator = role == "administrator"
    made = users.create_user(
        name,
        f"{name}@example.org",
        settings.NEWSROOM_DEMO_PASSWORD,
        first_name="Demo",
        last_name=name.capitalize(),
        is_superuser=is_administrator,
        is_staff=is_administrator,
    )
    names = [rights.translators_of(code) for code in pages.locales]
    if role != "translator":
        names = [group for key, group in rights.GROUPS.items() if key == role]
    made.groups.set(Group.objects.filter(name__in=names))
    return made
