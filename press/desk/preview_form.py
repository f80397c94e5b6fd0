"""What a preview link asks for: how long it lives, and for whom it is."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy, ngettext

from press import models

HOURS_IN_A_DAY = 24
HOURS = (1, HOURS_IN_A_DAY, 3 * HOURS_IN_A_DAY, 7 * HOURS_IN_A_DAY)


def lives() -> list[tuple[int, str]]:
    """Return the lives to choose from, in hours, with their words."""
    return [
        (hours, _words(hours))
        for hours in sorted({*HOURS, settings.NEWSROOM_PREVIEW_HOURS})
    ]


def _words(hours: int) -> str:
    days, rest = divmod(hours, HOURS_IN_A_DAY)
    if rest:
        return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


class PreviewForm(forms.Form):
    """A link that is asked for."""

    note = forms.CharField(
        label=gettext_lazy("For whom"),
        help_text=gettext_lazy("Shown on this page only, to tell links apart."),
        max_length=models.PreviewToken._meta.get_field("note").max_length,
        required=False,
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("Opens the text for"), choices=lives, coerce=int
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].initial = settings.NEWSROOM_PREVIEW_HOURS

    @property
    def life(self) -> timedelta:
        """How long the link lives."""
        return timedelta(hours=self.cleaned_data["hours"])
