"""What translation refuses, with the reasons in an editor's words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from press import models
from press.checks import translation as checks


class Refused(Exception):
    """A translation that may not be made so; `gaps` says what it lacks."""

    def __init__(
        self, rule: str, message: str, gaps: tuple[checks.Gap, ...] = ()
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.gaps = gaps


class Unsaved(Exception):
    """The strings are kept, but what they make is no valid page or snippet."""

    def __init__(self, error: ValidationError) -> None:
        super().__init__("; ".join(error.messages))
        self.error = error


def check_start(source: Any, locale: Locale) -> None:
    """Raise Refused where this may not be the source of an edition in the locale."""
    if source.locale_id == locale.pk:
        raise Refused("same-locale", _("It is in this language already."))
    if isinstance(source, models.ReleasePage):
        original = source.release.source_locale
        if source.locale.language_code != original:
            raise Refused(
                "not-the-source", _("A release is translated from its original.")
            )
    kept = Translation.objects.filter(
        source__object_id=source.translation_key, enabled=True
    )
    others = kept.filter(target_locale=locale).exclude(
        source__locale_id=source.locale_id
    )
    back = kept.filter(source__locale=locale, target_locale_id=source.locale_id)
    if others.exists() or back.exists():
        raise Refused(
            "another-source", _("It is translated from another language already.")
        )


def check_enabled(translation: Any) -> None:
    """Raise Refused where the target has another source already.

    With two of them wagtail-localize's editor cannot be opened any more.
    """
    others = Translation.objects.filter(
        source__object_id=translation.source.object_id,
        target_locale_id=translation.target_locale_id,
        enabled=True,
    ).exclude(source_id=translation.source_id)
    if translation.enabled and others.exists():
        raise Refused(
            "another-source", _("It is translated from another language already.")
        )
