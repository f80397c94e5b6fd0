"""The form of a synonym: refuses what a search would not use, and says what to do."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from search import models, synonyms

ALL = ("", gettext_lazy("All languages"))
SHOWN = 40


class SynonymForm(WagtailAdminModelForm):
    """Expressions one a line, which a search must tell apart."""

    locale = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        help_text=gettext_lazy("In which language these mean the same."),
    )

    class Meta:
        model = models.Synonym
        fields = ["expressions", "locale"]
        labels = {"expressions": gettext_lazy("Expressions")}
        help_texts = {
            "expressions": gettext_lazy(
                "One a line, a word or several: who looks for one finds the others "
                "too. Write acronyms in capitals: IA, AI, intelligence artificielle."
            )
        }
        widgets = {"expressions": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["locale"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [ALL, *settings.LANGUAGES]

    def clean_expressions(self) -> str:
        lines = (
            " ".join(x.split()) for x in self.cleaned_data["expressions"].splitlines()
        )
        texts = list(dict.fromkeys(filter(None, lines)))
        if len(texts) > synonyms.MOST:
            raise forms.ValidationError(
                _("Keep the %(most)s most usual expressions and take out the rest."),
                params={"most": synonyms.MOST},
            )
        for text in texts:
            if len(text) > synonyms.LONGEST:
                raise forms.ValidationError(
                    _("Shorten “%(text)s” to at most %(most)s characters."),
                    params={"text": _short(text), "most": synonyms.LONGEST},
                )
        return "\n".join(texts)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if "expressions" in values and "locale" in values:
            texts = values["expressions"].splitlines()
            codes = synonyms.codes_of(models.Synonym(locale=values["locale"]))
            for error in _refused(texts, codes):
                self.add_error("expressions", error)
        return values


def _refused(texts: list[str], codes: list[str]) -> list[forms.ValidationError]:
    """Return why a search could not use these expressions in these locales."""
    read = {
        code: [synonyms.tokens(text, locale=code) for text in texts] for code in codes
    }
    for code, atoms in read.items():
        for text, atom in zip(texts, atoms, strict=True):
            if not atom:
                return [_silent(text, code)]
            if len(" ".join(atom)) > synonyms.LONGEST:
                return [forms.ValidationError(_("Shorten “%s”.") % _short(text))]
    if any(len(set(atoms)) > 1 for atoms in read.values()):
        return []
    return [
        forms.ValidationError(
            _(
                "Write at least two expressions, one a line. Accents, capitals and "
                "endings make no difference: a search knows those by itself."
            )
        )
    ]


def _silent(text: str, code: str) -> forms.ValidationError:
    return forms.ValidationError(
        _(
            "A search leaves “%(text)s” out in this language: %(language)s. Take it "
            "out, choose another language, or write it in capitals if it is an acronym."
        ),
        params={"text": _short(text), "language": dict(settings.LANGUAGES)[code]},
    )


def _short(text: str) -> str:
    return Truncator(text).chars(SHOWN)
