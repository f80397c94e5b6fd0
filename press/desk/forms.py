"""What an act on a release asks for: notes, an instant in a zone, a confirmation."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press import embargo
from press.desk import standing as standings
from press.desk import wording

REFUSALS = {
    "unknown-zone": gettext_lazy("This time zone is not known."),
    "not-a-whole-minute": gettext_lazy("An embargo falls on a whole minute."),
    "in-the-past": gettext_lazy("This instant has passed: choose a later one."),
}
NOT_PLACES = ("Etc/", "SystemV/", "US/", "posix/", "right/")


@cache
def zones() -> list[tuple[str, str]]:
    """Return the IANA zones that name a place, and UTC, as choices."""
    names = {
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(NOT_PLACES)
    }
    return [("UTC", "UTC"), *((name, name) for name in sorted(names))]


class ActForm(forms.Form):
    """The form of one act; it knows where the release stands, and when it is."""

    def __init__(
        self, *args: Any, now: datetime, standing: standings.Standing, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.standing = standing
        self.arrange()

    def arrange(self) -> None:
        """Add what depends on the release."""


class ReasonForm(ActForm):
    """Asks why, for the log."""

    note = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept in the log; readers do not see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SendBackForm(ActForm):
    """Asks what is to be mended."""

    note = forms.CharField(
        label=gettext_lazy("Note to the editors"),
        help_text=gettext_lazy("What is to be mended, and where."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EraseForm(ReasonForm):
    """Asks for the reference, typed: nothing brings an erased text back."""

    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def arrange(self) -> None:
        self.fields["reference"].help_text = _("Type %(reference)s to confirm.") % {
            "reference": self.standing.release.reference
        }

    def clean_reference(self) -> str:
        typed = str(self.cleaned_data["reference"]).strip()
        if typed != self.standing.release.reference:
            raise forms.ValidationError(_("This is not the reference."))
        return typed


class ApproveForm(ActForm):
    """Carries what was read; of an edited source, asks about its translations."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    translation_unaffected = forms.BooleanField(
        label=gettext_lazy("No translation change needed"),
        help_text=gettext_lazy(
            "Approvals of the translations that this edit set aside hold again."
        ),
        required=False,
    )
    locale = ""

    def keep_question(self, locale: str) -> None:
        """Ask about translations only where an edit set their approvals aside."""
        others = [row for row in self.standing.editions if row.locale != locale]
        asked = locale == self.standing.release.source_locale and any(
            row.lapsed and row.lapsed.reason == "source-edited" for row in others
        )
        if not asked:
            del self.fields["translation_unaffected"]


class InstantForm(ActForm):
    """Asks for a day, an hour and a zone; gives the instant, never a guess."""

    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    hour = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput(attrs={"type": "time", "step": "60"}, format="%H:%M"),
    )
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=zones)
    which = forms.CharField(
        label=gettext_lazy("Which of the two"),
        required=False,
        widget=forms.HiddenInput,
    )
    is_optional = False

    def arrange(self) -> None:
        release = self.standing.release
        self.fields["zone"].initial = release.zone
        planned = self.standing.planned_at
        if planned and not self.is_optional:
            local = planned.astimezone(embargo.zone_named(release.zone))
            self.fields["day"].initial = local.date()
            self.fields["hour"].initial = local.time()
        for name in ("day", "hour", "zone"):
            self.fields[name].required = not self.is_optional

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day, hour = data.get("day"), data.get("hour")
        data["moment"] = None
        if day and hour and data.get("zone"):
            data["moment"] = self._moment(datetime.combine(day, hour))
        elif self.is_optional and (day or hour) and not self.errors:
            self.add_error("hour" if day else "day", _("Give the day and the time."))
        return data

    def _moment(self, wall: datetime) -> datetime | None:
        zone = self.cleaned_data["zone"]
        picked = self.cleaned_data.get("which") or ""
        is_number = picked.lstrip("-").isdigit()
        offset = timedelta(minutes=int(picked)) if is_number else None
        try:
            return embargo.instant(wall, zone=zone, now=self.now, offset=offset)
        except embargo.EmbargoRefused as refused:
            self._refuse(refused, zone=zone)
            return None

    def _refuse(self, refused: embargo.EmbargoRefused, *, zone: str) -> None:
        named = [wording.instant(choice, zone=zone) for choice in refused.choices]
        if refused.rule == "ambiguous":
            self.fields["which"].widget = forms.RadioSelect(
                choices=[
                    (_minutes(choice), name)
                    for choice, name in zip(refused.choices, named, strict=True)
                ]
            )
            self.add_error(
                "which", _("The clocks go back: this time comes twice. Choose one.")
            )
        elif refused.rule == "does-not-exist":
            self.add_error(
                "hour",
                _("The clocks go forward: no such time. Nearest: %(times)s.")
                % {"times": _(" or ").join(named)},
            )
        else:
            self.add_error("hour", str(REFUSALS[refused.rule]))


class OptionalInstantForm(InstantForm):
    """Asks for a later instant; empty means at once."""

    is_optional = True

    def arrange(self) -> None:
        super().arrange()
        self.fields["day"].help_text = _("Leave empty to make it public at once.")


class NotesForm(ActForm):
    """Asks for one note in each language that readers have."""

    notes_help = gettext_lazy("Readers see this, in this language.")

    def arrange(self) -> None:
        for locale in self.standing.public_locales():
            self.fields[f"note_{locale}"] = forms.CharField(
                label=_("Note in %(language)s")
                % {"language": wording.language(locale)},
                help_text=self.notes_help,
                widget=forms.Textarea(attrs={"rows": 3, "lang": locale}),
            )

    def notes(self) -> dict[str, str]:
        """Return the notes by locale."""
        return {
            locale: self.cleaned_data[f"note_{locale}"]
            for locale in self.standing.public_locales()
        }


class CorrectForm(NotesForm, OptionalInstantForm):
    """Asks what kind of correction it is, what changed, and when it opens."""

    correction_class = forms.ChoiceField(
        label=gettext_lazy("Kind of correction"),
        choices=wording.CORRECTION_CLASSES,
        widget=forms.RadioSelect,
    )
    close_earlier = forms.BooleanField(
        label=gettext_lazy("Close earlier versions"),
        help_text=gettext_lazy(
            "Their addresses answer that they are gone. For a wrong phone number, "
            "a private detail, a libel."
        ),
        required=False,
    )
    notes_help = gettext_lazy("What was wrong and what is right. Readers see this.")

    def arrange(self) -> None:
        OptionalInstantForm.arrange(self)
        NotesForm.arrange(self)
        self.order_fields(
            [
                "correction_class",
                *(name for name in self.fields if name.startswith("note_")),
                "close_earlier",
            ]
        )


def _minutes(moment: datetime) -> str:
    offset = moment.utcoffset() or timedelta()
    return str(int(offset.total_seconds() // 60))
