"""The acts that take more than a name: what a form holds, handed to lifecycle."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from press import audit, lifecycle, models
from press.translation import guards, localize

CHANGED = gettext_lazy(
    "It has changed since you opened this page. Nothing was done: look again."
)
NO_LOCALE = gettext_lazy("The newsroom does not have this language yet.")


@dataclass
class Asked:
    """An act that somebody asks for, with a valid form."""

    release: models.Release
    locale: str
    by: Any
    clock: lifecycle.acting.Clock
    form: Any

    @property
    def data(self) -> dict[str, Any]:
        """What the form holds."""
        found: dict[str, Any] = self.form.cleaned_data
        return found


def approve(asked: Asked) -> None:
    """Approve one edition, as it was read."""
    lifecycle.approve(
        asked.release,
        asked.locale,
        by=asked.by,
        clock=asked.clock,
        translation_unaffected=asked.data.get("translation_unaffected", False),
        seen=asked.data["seen"],
    )


def set_embargo(asked: Asked) -> None:
    """Set or move the embargo to the instant of the form."""
    lifecycle.set_embargo(
        asked.release,
        asked.data["moment"],
        zone=asked.data["zone"],
        by=asked.by,
        clock=asked.clock,
    )


def correct(asked: Asked) -> None:
    """Put the approved editions in the place of what is public."""
    lifecycle.correct(
        asked.release,
        by=asked.by,
        notes=asked.form.notes(),
        correction_class=asked.data["correction_class"],
        close_earlier=asked.data["close_earlier"],
        at=asked.data["moment"],
        clock=asked.clock,
    )


def join(asked: Asked) -> None:
    """Make one more edition public."""
    lifecycle.join(
        asked.release,
        asked.locale,
        by=asked.by,
        at=asked.data["moment"],
        clock=asked.clock,
    )


def translate(asked: Asked) -> None:
    """Make the edition in another language, from the newest draft of the source."""
    locale = Locale.objects.filter(language_code=asked.locale).first()
    if locale is None:
        raise lifecycle.Refused("no-locale", str(NO_LOCALE))
    source = models.ReleasePage.objects.get(
        translation_key=asked.release.pk,
        locale__language_code=asked.release.source_locale,
    )
    try:
        guards.require_submit(asked.by, source, locale)
        localize.start(source, locale, user=asked.by)
    except PermissionDenied as denied:
        raise lifecycle.Refused("not-allowed", str(denied)) from denied
    except localize.Refused as refused:
        raise lifecycle.Refused(refused.rule, refused.message) from refused
    except localize.Unsaved as unsaved:
        said = _("The draft cannot be made: %(why)s") % {"why": str(unsaved)}
        raise lifecycle.Refused("unsaved", said) from unsaved
    audit.append(
        "translate",
        actor=asked.by,
        object_kind="release",
        object_key=str(asked.release.pk),
        locale=asked.locale,
        at=asked.clock(),
    )
