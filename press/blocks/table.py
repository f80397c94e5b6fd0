"""Table: rows of short texts under a header row."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail_localize.segments import StringSegmentValue

from press.blocks import building, previewing, shapes

CAPTION = "caption"


class Table(shapes.BlockShape):
    """A table; `header` is empty where the first row is data."""

    type: Literal["table"] = "table"
    """Tells this block from the others."""
    caption: str
    """What the table shows, or empty."""
    header: list[str]
    """The cells of the header; empty where the first row is data."""
    rows: list[list[str]]
    """The cells, row by row, plain."""

    def search_text(self) -> str:
        lines = [self.caption, " ".join(self.header)]
        lines += [" ".join(row) for row in self.rows]
        return "\n".join(filter(None, lines))


def sample() -> dict[str, Any]:
    """Return what the preview shows."""
    return {
        "table_caption": gettext("Applications"),
        "first_row_is_table_header": True,
        "data": [
            [gettext("Year"), gettext("Received"), gettext("Accepted")],
            ["2025", "412", "60"],
            ["2026", "530", "72"],
        ],
    }


class TableBlock(previewing.PreviewMixin, WagtailTableBlock):
    """A table whose cells and caption are translated one by one.

    wagtail-localize extracts nothing from a table of its own accord; these two
    methods are its documented way to add it.
    """

    def get_translatable_segments(self, value: Any) -> list[StringSegmentValue]:
        segments = []
        if value and value.get("table_caption"):
            segments.append(StringSegmentValue(CAPTION, value["table_caption"]))
        for row, cells in enumerate((value or {}).get("data") or []):
            for column, cell in enumerate(cells):
                if cell:
                    segments.append(StringSegmentValue(f"{row}-{column}", str(cell)))
        return segments

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        if not value:
            return value
        for segment in segments:
            text = segment.render_text()
            if segment.path == CAPTION:
                value["table_caption"] = text
            else:
                row, column = map(int, segment.path.split("-"))
                value["data"][row][column] = text
        return value

    def build(self, value: Any, *, id: UUID, builder: building.Builder) -> Table:
        value = value or {}
        rows = [
            [str(cell) if cell is not None else "" for cell in row]
            for row in value.get("data") or []
        ]
        has_header = bool(value.get("first_row_is_table_header")) and bool(rows)
        return Table(
            id=id,
            caption=value.get("table_caption") or "",
            header=rows[0] if has_header else [],
            rows=rows[1:] if has_header else rows,
        )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "press/blocks/table.html"
        description = _("Rows of short texts under a header row.")
        preview_value = staticmethod(sample)
