"""The form of a webhook: where it goes, and what it is told of."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from press import models
from press.delivery.webhooks import checking, payloads, targets
from press.desk import webhook_wording


class WebhookForm(forms.Form):
    """Refuses an address that webhooks may not go to, and says why."""

    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=targets.LONGEST,
        help_text=gettext_lazy(
            "Where messages are posted, for example https://www.example.org/hooks."
        ),
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Whose site it is, and whom to ask."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Events"),
        required=False,
        help_text=gettext_lazy("None chosen: all of them."),
        widget=forms.CheckboxSelectMultiple,
    )
    locales = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        required=False,
        help_text=gettext_lazy("None chosen: all of them."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds, locales = self.fields["kinds"], self.fields["locales"]
        if isinstance(kinds, forms.MultipleChoiceField):
            kinds.choices = [
                (kind, webhook_wording.KINDS[kind]) for kind in payloads.KINDS
            ]
        if isinstance(locales, forms.MultipleChoiceField):
            locales.choices = list(settings.LANGUAGES)

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            checking.check(url)
        except targets.Refused as refused:
            raise forms.ValidationError(refused.message, code=refused.code) from refused
        return url


def values(endpoint: models.WebhookEndpoint) -> dict[str, Any]:
    """Return what the form of an endpoint begins with."""
    return {
        "url": endpoint.url,
        "description": endpoint.description,
        "kinds": endpoint.kinds,
        "locales": endpoint.locales,
    }
