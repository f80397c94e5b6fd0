"""The body of a release: which blocks it may hold, and their public union."""

from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.snippets.blocks import SnippetChooserBlock

from press.blocks import (
    about,
    building,
    call_to_action,
    facts,
    media,
    members,
    quote,
    shapes,
    table,
    text,
)

Block = Annotated[
    text.Paragraph
    | text.Heading
    | text.List
    | quote.Quote
    | about.About
    | members.Members
    | facts.Facts
    | media.ImageInRelease
    | media.Video
    | media.Files
    | table.Table
    | call_to_action.CallToAction,
    Field(discriminator="type"),
]

BODY_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("paragraph", text.ParagraphBlock()),
    ("heading", text.HeadingBlock()),
    ("list", text.ListBlock()),
    ("quote", quote.QuoteBlock()),
    ("about", about.AboutBlock()),
    ("members", members.MembersBlock()),
    ("facts", facts.FactsBlock()),
    ("image", media.PhotoBlock()),
    ("video", media.VideoBlock()),
    ("files", media.FilesBlock()),
    ("table", table.TableBlock()),
    ("call_to_action", call_to_action.CallToActionBlock()),
]

CONTACT_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("contact", SnippetChooserBlock("press.PressContact", label=_("Press contact"))),
]

TOPIC_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("topic", SnippetChooserBlock("press.Topic", label=_("Topic"))),
]


class BlocksField(StreamField):
    """A StreamField that keeps its block definitions out of migrations.

    The database column does not depend on them, so a new help text needs no
    migration.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs


def build(stream: Any, *, builder: building.Builder) -> list[shapes.BlockShape]:
    """Return the public shape of each block that has one, in order."""
    built = []
    for child in stream:
        shape = child.block.build(child.value, id=UUID(child.id), builder=builder)
        if shape is not None:
            built.append(shape)
    return built
