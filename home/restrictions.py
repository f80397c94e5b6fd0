"""Refuses view restrictions: a public page is public, and a secret is a draft."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import CollectionViewRestriction, PageViewRestriction

RESTRICTIONS = (PageViewRestriction, CollectionViewRestriction)


def connect() -> None:
    """Connect the signals; called once, when the app is ready."""
    for table in RESTRICTIONS:
        pre_save.connect(refuse, sender=table, dispatch_uid=f"home.{table.__name__}")


def refuse(sender: Any, **_kwargs: Any) -> None:
    """Refuse to save a restriction, by whichever way it came.

    Documents, feeds and search know nothing of passwords and groups: a
    restricted page would be a promise that only some of them keep.
    """
    raise PermissionDenied(_("Pages cannot be restricted: leave the page a draft."))


@checks.register(checks.Tags.database)
def none_exists(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[checks.CheckMessage]:
    """Report restrictions that were written past the signal, in SQL or by load."""
    if "default" not in (databases or []):
        return []
    present = connections["default"].introspection.table_names()
    found = any(
        table._meta.db_table in present and table.objects.exists()
        for table in RESTRICTIONS
    )
    if not found:
        return []
    return [
        checks.Error(
            "A view restriction exists, and public pages do not follow it.",
            hint="Delete it, and unpublish the page instead.",
            id="home.E001",
        )
    ]
