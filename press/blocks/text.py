"""Paragraph, heading and list: the running text of a release."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from press.blocks import building, previewing, shapes

INLINE_FEATURES = ["bold", "italic", "link", "document-link"]


class Paragraph(shapes.BlockShape):
    """A piece of running text."""

    type: Literal["paragraph"] = "paragraph"
    """Tells this block from the others."""
    content: shapes.RichText
    """The text."""

    def search_text(self) -> str:
        return self.content.text


def sample_paragraph() -> str:
    """Return what the preview shows."""
    return f"<p>{gettext('The laboratory opens its doors on Monday.')}</p>"


class ParagraphBlock(previewing.PreviewMixin, blocks.RichTextBlock):
    """Running text with bold, italic and links."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", INLINE_FEATURES)
        super().__init__(**kwargs)

    def build(self, value: Any, *, id: UUID, builder: building.Builder) -> Paragraph:
        return Paragraph(id=id, content=builder.rich_text(value))

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        template = "press/blocks/paragraph.html"
        description = _("Running text with bold, italic and links.")
        preview_value = staticmethod(sample_paragraph)


class Heading(shapes.BlockShape):
    """A heading inside the body; the page's own title is level 1."""

    type: Literal["heading"] = "heading"
    """Tells this block from the others."""
    level: Literal[2, 3]
    """2 for a section, 3 for a part of one."""
    text: str
    """The words, plain."""

    def search_text(self) -> str:
        return self.text


def sample_heading() -> dict[str, str]:
    """Return what the preview shows."""
    return {"text": gettext("What changes in September"), "level": "2"}


class HeadingBlock(previewing.PreviewMixin, blocks.StructBlock):
    """A heading of level 2 or 3."""

    text = blocks.CharBlock(label=_("Text"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Subsection"))],
        default="2",
    )

    def build(self, value: Any, *, id: UUID, builder: building.Builder) -> Heading:
        level: Literal[2, 3] = 3 if value.get("level") == "3" else 2
        return Heading(id=id, level=level, text=value.get("text") or "")

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "press/blocks/heading.html"
        description = _("A heading between paragraphs.")
        preview_value = staticmethod(sample_heading)


class List(shapes.BlockShape):
    """A list of short texts, with numbers when `ordered`."""

    type: Literal["list"] = "list"
    """Tells this block from the others."""
    ordered: bool
    """Whether the items are numbered."""
    items: list[shapes.RichText]
    """The items, in order."""

    def search_text(self) -> str:
        return "\n".join(item.text for item in self.items)


def sample_list() -> dict[str, Any]:
    """Return what the preview shows."""
    items = [gettext("Ten doctoral grants"), gettext("A summer school")]
    return {"ordered": False, "items": [f"<p>{item}</p>" for item in items]}


class ListBlock(previewing.PreviewMixin, blocks.StructBlock):
    """A bulleted or numbered list."""

    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)
    items = blocks.ListBlock(
        blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Item")),
        label=_("Items"),
    )

    def build(self, value: Any, *, id: UUID, builder: building.Builder) -> List:
        return List(
            id=id,
            ordered=bool(value.get("ordered")),
            items=[builder.rich_text(item) for item in value.get("items") or []],
        )

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "press/blocks/list.html"
        description = _("Bulleted or numbered items.")
        preview_value = staticmethod(sample_list)
