"""A locale in which something was made public stays, in the table and in settings."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import connections
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from wagtail.models import Locale

from press import models


def connect() -> None:
    """Connect the signal; called once, when the app is ready."""
    pre_delete.connect(refuse, sender=Locale, dispatch_uid="press.locale")


def refuse(sender: Any, instance: Locale, **_kwargs: Any) -> None:
    """Refuse to delete a locale with documents or records."""
    code = instance.language_code
    if code in used():
        raise ProtectedError(
            _("Something was made public in this language: it stays."), {instance}
        )


def used() -> set[str]:
    """Return the locales in which something was made public."""
    return {
        *models.Document.objects.values_list("locale", flat=True).distinct(),
        *models.Record.objects.values_list("locale", flat=True).distinct(),
    }


@checks.register(checks.Tags.database)
def none_is_missing(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[checks.CheckMessage]:
    """Report a locale that has public texts and is no longer in settings."""
    if "default" not in (databases or []):
        return []
    present = connections["default"].introspection.table_names()
    if models.Document._meta.db_table not in present:
        return []
    known = {code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
    return [
        checks.Error(
            f"Public texts exist in {code!r}, which settings no longer name.",
            hint="Put the language back into LANGUAGES.",
            id="press.E001",
        )
        for code in sorted(used() - known)
    ]
