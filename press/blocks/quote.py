"""Quote: what a person said, with speaker, role on that day and language."""

from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from press.blocks import building, previewing, shapes


def languages() -> list[tuple[str, Any]]:
    """Return the configured locales as choices."""
    return list(settings.LANGUAGES)


class Quote(shapes.BlockShape):
    """A quote; its id is the address of its own page, in every edition.

    `original_locale` is the language in which it was said; where it differs
    from the document's locale the text is a translation.
    """

    type: Literal["quote"] = "quote"
    """Tells this block from the others."""
    text: str
    """The words, plain and without quotation marks; a line break is a line break."""
    speaker: shapes.PersonRef | None
    """Who said it, or null."""
    role: str
    """What the speaker did on that day, or empty."""
    organisation: shapes.OrganisationRef | None
    """For whom the speaker spoke on that day, or null."""
    original_locale: str
    """The language in which it was said."""

    def search_text(self) -> str:
        names = [self.speaker.name if self.speaker else "", self.role]
        return "\n".join([self.text, *filter(None, names)])


def sample() -> dict[str, Any]:
    """Return what the preview shows."""
    return {
        "text": gettext("We measured it twice before we believed it."),
        "role": gettext("head of the laboratory"),
        "speaker": None,
        "organisation": None,
        "original_locale": "",
    }


class QuoteBlock(previewing.PreviewMixin, blocks.StructBlock):
    """What a person said."""

    text = blocks.TextBlock(
        label=_("Text"), help_text=_("The words only, without quotation marks.")
    )
    speaker = SnippetChooserBlock("press.Person", label=_("Speaker"))
    role = blocks.CharBlock(
        label=_("Role on that day"), required=False, max_length=200, default=""
    )
    organisation = SnippetChooserBlock(
        "press.Organisation", label=_("Organisation"), required=False
    )
    original_locale = blocks.ChoiceBlock(
        label=_("Said in"),
        choices=languages,
        required=False,
        help_text=_("Leave empty when it was said in the language of the source."),
    )

    def build(self, value: Any, *, id: UUID, builder: building.Builder) -> Quote:
        speaker = builder.person(value.get("speaker"))
        if speaker is None:
            builder.problem(
                "quote-without-speaker", _("A quote has no speaker."), block=id
            )
        builder.mention("quote", str(id))
        return Quote(
            id=id,
            text=(value.get("text") or "").strip(),
            speaker=speaker,
            role=value.get("role") or "",
            organisation=builder.organisation(value.get("organisation")),
            original_locale=value.get("original_locale") or builder.source_locale,
        )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "press/blocks/quote.html"
        description = _("The words of a person, with an address of their own.")
        preview_value = staticmethod(sample)
