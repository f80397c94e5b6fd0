"""About: the standing text of an organisation, placed in a release."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from press.blocks import building, previewing, shapes


class About(shapes.BlockShape):
    """A boilerplate in the wording of its day; `boilerplate` is its own address."""

    type: Literal["about"] = "about"
    """Tells this block from the others."""
    boilerplate: UUID
    """The id of the boilerplate: `/boilerplates/{id}` has its current wording."""
    title: str
    """Its heading, such as "About the institute"."""
    organisation: shapes.OrganisationRef | None
    """Whom it is about, or null."""
    content: shapes.RichText
    """The text in the wording of the day."""

    def search_text(self) -> str:
        return f"{self.title}\n{self.content.text}"


class AboutBlock(previewing.PreviewMixin, blocks.StructBlock):
    """An "About" text, picked and not pasted."""

    boilerplate = SnippetChooserBlock("press.Boilerplate", label=_("About text"))

    def build(self, value: Any, *, id: UUID, builder: building.Builder) -> About | None:
        found = builder.boilerplate(value.get("boilerplate"))
        if found is None:
            builder.problem("about-empty", _("An About block is empty."), block=id)
            return None
        key, title, organisation, content = found
        return About(
            id=id,
            boilerplate=key,
            title=title,
            organisation=organisation,
            content=content,
        )

    class Meta:
        icon = "info-circle"
        label = _("About")
        template = "press/blocks/about.html"
        description = _("The standing text about an organisation.")
        preview_value = {"boilerplate": None}
