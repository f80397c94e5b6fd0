"""Gives every list item an id and every empty text a string: both are translated."""

import uuid
from typing import Any

from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

TEXTS = (blocks.CharBlock, blocks.TextBlock)


def settled(stream: Any) -> Any:
    """Return the stream with an id for each item of its lists.

    An item without one is passed over by translation without a word, and a null
    text stops it. The new ids follow from block and position, so that row,
    revision and every edition arrive at the same.
    """
    raw = stream.get_prep_value()
    children = stream.stream_block.child_blocks
    mended = [
        {**child, "value": _value(children[child["type"]], child["value"], child["id"])}
        if child["type"] in children
        else child
        for child in raw
    ]
    if mended == raw:
        return stream
    return StreamValue(stream.stream_block, mended, is_lazy=True)


def _value(block: Any, value: Any, place: str) -> Any:
    if isinstance(block, TEXTS):
        return "" if value is None else value
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        children = block.child_blocks
        return {
            name: _value(children[name], part, f"{place}.{name}")
            if name in children
            else part
            for name, part in value.items()
        }
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return [
            _item(block, item, f"{place}.{number}") for number, item in enumerate(value)
        ]
    return value


def _item(block: Any, item: Any, place: str) -> dict[str, Any]:
    """Return an item in the form that keeps its id."""
    held = item if _has_form(item) else {"type": "item", "value": item}
    key = held.get("id") or str(uuid.uuid5(uuid.NAMESPACE_OID, place))
    return {**held, "id": key, "value": _value(block.child_block, held["value"], key)}


def _has_form(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item
