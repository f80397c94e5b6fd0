"""The form of an import: a file or a pasted text, and its language."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.intake import reading


class ImportForm(forms.Form):
    """Asks for a file or a text; `source` is what it reads."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("Markdown or plain text, UTF-8."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".md,.markdown,.txt,text/plain,text/markdown"}
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    locale = forms.ChoiceField(
        label=gettext_lazy("Language of the text"), required=False
    )
    source: reading.Source | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locale = self.fields["locale"]
        if isinstance(locale, forms.ChoiceField):
            locale.choices = [("", _("As the text reads")), *settings.LANGUAGES]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, text = data.get("file"), data.get("text") or ""
        if self.errors:
            return data
        try:
            if file is not None:
                self.source = self._read(file)
            elif text.strip():
                self.source = reading.text(text, name=_("Pasted text"))
            else:
                self.add_error("file", _("Choose a file, or paste a text."))
        except reading.Unreadable as error:
            self.add_error("file" if file is not None else "text", error.message)
        return data

    def _read(self, file: Any) -> reading.Source:
        if file.size > reading.LONGEST:
            raise reading.too_large()
        return reading.read(file.read(), name=file.name)
