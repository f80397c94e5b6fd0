"""Facts: figures and days, typed, with unit, qualifier and source per locale."""

from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import computed_field
from wagtail import blocks

from press.blocks import building, previewing, shapes

FactType = Literal["number", "money", "percentage", "date"]
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CAD", "JPY", "CNY", "SEK", "NOK", "DKK")
PERCENT = "%"


class Fact(shapes.Shape):
    """A figure or a day: typed for machines, and in words for readers.

    Readers get `qualifier`, `display` and `unit`, in this order.
    """

    type: FactType = "number"
    """What `value` is; without a better word, a number."""
    value: str
    """A plain decimal such as `35` or `0.5`; of a date, the day as `2026-03-12`."""
    scale: int = 1
    """What `unit` multiplies `value` by: 1000000 where it says millions."""
    currency: str = ""
    """The ISO 4217 code of an amount of money, or empty."""
    display: str
    """The value as this locale writes it."""
    unit: str
    """What follows the value, in this locale: "million euros", "%"; or empty."""
    qualifier: str
    """What limits it, in this locale: "more than", "over five years"; or empty."""
    label: str
    """What it counts or dates, in this locale; or empty."""
    source: str
    """Who says so; or empty."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def amount(self) -> str:
        """`value` times `scale`, a plain decimal to reckon with; empty of a date."""
        if self.type == "date":
            return ""
        return format((Decimal(self.value) * self.scale).normalize(), "f")


class Facts(shapes.BlockShape):
    """Figures of a release."""

    type: Literal["facts"] = "facts"
    """Tells this block from the others."""
    items: list[Fact]
    """The figures, in order."""

    def search_text(self) -> str:
        return "\n".join(
            " ".join(
                filter(None, [fact.display, fact.unit, fact.qualifier, fact.label])
            )
            for fact in self.items
        )


class FactBlock(blocks.StructBlock):
    """One figure, or one day."""

    value = blocks.DecimalBlock(label=_("Value"), required=False)
    unit = blocks.CharBlock(
        label=_("Unit"),
        required=False,
        default="",
        help_text=_("For example: million euros"),
    )
    scale = blocks.ChoiceBlock(
        label=_("The unit says"),
        required=False,
        choices=[
            ("1000", _("thousands")),
            ("1000000", _("millions")),
            ("1000000000", _("thousand millions")),
        ],
        help_text=_("So that machines read 35 million as 35000000."),
    )
    currency = blocks.ChoiceBlock(
        label=_("Currency"),
        required=False,
        choices=[(code, code) for code in CURRENCIES],
        help_text=_("Of an amount of money."),
    )
    date = blocks.DateBlock(
        label=_("Day"), required=False, help_text=_("Instead of a value.")
    )
    qualifier = blocks.CharBlock(
        label=_("Qualifier"),
        required=False,
        default="",
        help_text=_("For example: over five years, more than"),
    )
    label = blocks.CharBlock(label=_("What it counts"), required=False, default="")
    source = blocks.CharBlock(label=_("Source"), required=False, default="")

    def build(self, value: Any, *, builder: building.Builder) -> Fact | None:
        """Return the figure, or None where there is neither value nor day."""
        number, day = value.get("value"), value.get("date")
        if number is None and day is None:
            return None
        words = {
            name: value.get(name) or ""
            for name in ("unit", "qualifier", "label", "source")
        }
        if number is None:
            return Fact(
                type="date", value=day.isoformat(), display=builder.day(day), **words
            )
        currency = value.get("currency") or ""
        kind: FactType = "money" if currency else "number"
        if not currency and words["unit"].strip() == PERCENT:
            kind = "percentage"
        return Fact(
            type=kind,
            value=format(number.normalize(), "f"),
            scale=int(value.get("scale") or 1),
            currency=currency,
            display=builder.number(number),
            **words,
        )


def sample() -> dict[str, Any]:
    """Return what the preview shows."""
    fact = {
        "value": Decimal(35),
        "unit": gettext("million euros"),
        "scale": "1000000",
        "currency": "EUR",
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
        form = self.child_blocks["items"].child_block
        for one in value.get("items") or []:
            fact = form.build(one, builder=builder)
            if fact is None:
                builder.problem("fact-empty", _("A figure has no value."), block=id)
                continue
            items.append(fact)
        return Facts(id=id, items=items)

    class Meta:
        icon = "table"
        label = _("Key figures")
        template = "press/blocks/facts.html"
        description = _("Figures with unit and source.")
        preview_value = staticmethod(sample)
