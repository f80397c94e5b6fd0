"""The releases that a home page puts first, chosen by page and resolved by id."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURED_BLOCKS: list[tuple[str, blocks.Block]] = [
    (
        "release",
        blocks.PageChooserBlock(page_type="press.ReleasePage", label=_("Release")),
    ),
]
