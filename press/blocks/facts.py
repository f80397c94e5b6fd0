"""Facts: figures with unit, qualifier and source, written per locale."""

from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from press.blocks import building, previewing, shapes


class Fact(shapes.Shape):
    """A figure: `value` is a plain decimal, `display` as the locale writes it."""

    value: str
    display: str
    unit: str
    qualifier: str
    label: str
    source: str


class Facts(shapes.BlockShape):
    """Figures of a release."""

    type: Literal["facts"] = "facts"
    items: list[Fact]

    def search_text(self) -> str:
        return "\n".join(
            " ".join(
                filter(None, [fact.display, fact.unit, fact.qualifier, fact.label])
            )
            for fact in self.items
        )


class FactBlock(blocks.StructBlock):
    """One figure."""

    value = blocks.DecimalBlock(label=_("Value"))
    unit = blocks.CharBlock(
        label=_("Unit"),
        required=False,
        default="",
        help_text=_("For example: million euros"),
    )
    qualifier = blocks.CharBlock(
        label=_("Qualifier"),
        required=False,
        default="",
        help_text=_("For example: over five years, more than"),
    )
    label = blocks.CharBlock(label=_("What it counts"), required=False, default="")
    source = blocks.CharBlock(label=_("Source"), required=False, default="")


def sample() -> dict[str, Any]:
    """Return what the preview shows."""
    fact = {
        "value": Decimal(35),
        "unit": gettext("million euros"),
        "qualifier": gettext("over five years"),
        "label": gettext("Funding of the project"),
        "source": "",
    }
    return {"items": [fact]}


class FactsBlock(previewing.PreviewMixin, blocks.StructBlock):
    """Key figures."""

    items = blocks.ListBlock(FactBlock(), label=_("Figures"))

    def build(self, value: Any, *, id: UUID, builder: building.Builder) -> Facts:
        items = []
        for fact in value.get("items") or []:
            number = fact.get("value")
            if number is None:
                builder.problem("fact-empty", _("A figure has no value."), block=id)
                continue
            items.append(
                Fact(
                    value=format(number.normalize(), "f"),
                    display=builder.number(number),
                    unit=fact.get("unit") or "",
                    qualifier=fact.get("qualifier") or "",
                    label=fact.get("label") or "",
                    source=fact.get("source") or "",
                )
            )
        return Facts(id=id, items=items)

    class Meta:
        icon = "table"
        label = _("Key figures")
        template = "press/blocks/facts.html"
        description = _("Figures with unit and source.")
        preview_value = staticmethod(sample)
