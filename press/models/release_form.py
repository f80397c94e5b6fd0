"""The form of an edition, the fields that all editions share, and its panel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel
from wagtail.admin.widgets import AdminDateInput

from press.models import releases


class ReleasePageForm(WagtailAdminPageForm):
    """Shows kind and date of the release beside the words of the edition."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=releases.Release.Kind.choices, required=False
    )
    release_date = forms.DateField(
        label=_("Release date"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Shared by all languages."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        release = releases.Release.objects.filter(
            pk=self.instance.translation_key
        ).first()
        if release:
            self.initial.setdefault("kind", release.kind)
            self.initial.setdefault("release_date", release.release_date)

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=commit)
        if page.translation_key and "kind" in self.cleaned_data:
            release, _created = releases.Release.objects.get_or_create(
                pk=page.translation_key,
                defaults={"source_locale": page.locale.language_code},
            )
            release.kind = self.cleaned_data["kind"] or release.kind
            release.release_date = self.cleaned_data["release_date"]
            release.save(update_fields=["kind", "release_date"])
        return page


class ReleasePanel(Panel):
    """Where the release stands, above its words; drawn by the desk's own tag."""

    class BoundPanel(Panel.BoundPanel):
        """Holds a place even before the first save, for what is drawn then."""

        template_name = "press/desk/bound_panel.html"
