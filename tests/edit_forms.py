"""Fills in the editor's form of an edition as a browser would send it."""

from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.test.utils import form_data

from press.models import ReleasePage

STREAMS = ("body", "contacts", "topics")
COMMENTS = {
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "",
}


def of_page(page: ReleasePage, **changes: Any) -> dict[str, Any]:
    """Return what the form of this draft sends, with other values for some fields.

    `changes` takes HTML for `lead`, a list of raw blocks for a stream, and what
    the form would send for any other field.
    """
    release = page.release
    values: dict[str, Any] = {
        "title": page.title,
        "subtitle": page.subtitle,
        "kind": release.kind,
        "place": page.place_id or "",
        "release_date": release.release_date or "",
        "image": page.image_id or "",
        "image_alt": page.image_alt,
        "image_caption": page.image_caption,
    }
    lead = changes.pop("lead", page.lead)
    streams = {
        name: changes.pop(name, getattr(page, name).get_prep_value())
        for name in STREAMS
    }
    sent = {**values, **changes, **COMMENTS, "lead": _rich_text(lead)}
    for name, raw in streams.items():
        sent |= stream(ReleasePage._meta.get_field(name).stream_block, raw, name)
    return sent


def stream(
    block: blocks.StreamBlock, raw: list[dict[str, Any]], prefix: str
) -> dict[str, Any]:
    """Return the fields of a stream of raw blocks."""
    sent: dict[str, Any] = {f"{prefix}-count": str(len(raw))}
    for place, child in enumerate(raw):
        own = f"{prefix}-{place}"
        sent[f"{own}-deleted"] = ""
        sent[f"{own}-order"] = str(place)
        sent[f"{own}-type"] = child["type"]
        sent[f"{own}-id"] = child.get("id") or ""
        sent |= _block(
            block.child_blocks[child["type"]], child["value"], f"{own}-value"
        )
    return sent


def _block(block: blocks.Block, raw: Any, name: str) -> dict[str, Any]:
    if isinstance(block, blocks.StructBlock):
        sent: dict[str, Any] = {}
        for key, child in block.child_blocks.items():
            sent |= _block(child, (raw or {}).get(key), f"{name}-{key}")
        return sent
    if isinstance(block, blocks.ListBlock):
        return _list(block, raw or [], name)
    if isinstance(block, blocks.RichTextBlock):
        return {name: _rich_text(raw or "")}
    if isinstance(block, blocks.BooleanBlock):
        return {name: "on"} if raw else {}
    if isinstance(block, TableBlock):
        return {name: block.field.prepare_value(raw)}
    return {name: "" if raw is None else raw}


def _list(block: blocks.ListBlock, raw: list[Any], name: str) -> dict[str, Any]:
    sent: dict[str, Any] = {f"{name}-count": str(len(raw))}
    for place, item in enumerate(raw):
        own = f"{name}-{place}"
        has_id = isinstance(item, dict) and "value" in item and "id" in item
        sent[f"{own}-deleted"] = ""
        sent[f"{own}-order"] = str(place)
        sent[f"{own}-id"] = item["id"] if has_id else ""
        value = item["value"] if has_id else item
        sent |= _block(block.child_block, value, f"{own}-value")
    return sent


def _rich_text(html: Any) -> str:
    source = getattr(html, "source", html)
    return str(form_data.rich_text(str(source)))
