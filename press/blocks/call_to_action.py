"""Call to action: one link that a reader is asked to follow."""

from typing import Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from press.blocks import building, previewing, shapes


class CallToAction(shapes.BlockShape):
    """A link with its text."""

    type: Literal["call_to_action"] = "call_to_action"
    """Tells this block from the others."""
    text: str
    """The words of the link."""
    url: str
    """Where it leads: http or https."""

    def search_text(self) -> str:
        return self.text


def sample() -> dict[str, str]:
    """Return what the preview shows."""
    return {"text": gettext("Register for the day"), "url": "https://example.org/"}


class CallToActionBlock(previewing.PreviewMixin, blocks.StructBlock):
    """A button that leads to a web address."""

    text = blocks.CharBlock(label=_("Text"), max_length=100)
    url = blocks.URLBlock(label=_("Address"))

    def build(
        self, value: Any, *, id: UUID, builder: building.Builder
    ) -> CallToAction | None:
        url = value.get("url") or ""
        if urlsplit(url).scheme not in {"http", "https"}:
            builder.problem(
                "call-to-action-address",
                _("A call to action has no web address."),
                block=id,
            )
            return None
        return CallToAction(id=id, text=value.get("text") or url, url=url)

    class Meta:
        icon = "link-external"
        label = _("Call to action")
        template = "press/blocks/call_to_action.html"
        description = _("One link that readers are asked to follow.")
        preview_value = staticmethod(sample)
