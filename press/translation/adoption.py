"""Fills strings: from an edition made by other means, from elsewhere in the same."""

import json
import re
from collections import defaultdict
from typing import Any

from wagtail_localize.models import SegmentOverride, StringTranslation
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import (
    extract_segments,
    quote_path_component,
)

from press.checks import translation as checks

LETTER = re.compile(r"[^\W\d_]")
# Thousands and decimals are written differently; a plain run of digits is not.
GROUPED = re.compile(r"\d[\s.,\u00a0\u202f]\d")
SHOWN = 6


def fill(translation: Any) -> None:
    """Fill what has no translation and needs none, or has one elsewhere.

    A figure is the same in every language; a block that was split, copied or
    pasted anew finds the translation that its words had in their old place.
    """
    segments = (
        translation.source.stringsegment_set.annotate_translation(
            translation.target_locale, include_errors=True
        )
        .filter(translation=None)
        .select_related("string", "context")
    )
    for segment in segments:
        found = (
            StringTranslation.objects.filter(
                translation_of=segment.string,
                locale=translation.target_locale,
                context__object_id=translation.source.object_id,
                has_error=False,
            )
            .order_by("-updated_at")
            .first()
        )
        data = found.data if found else same_everywhere(segment.string.data)
        if data:
            _keep(
                translation,
                segment,
                data,
                user=found.last_translated_by if found else None,
            )


def same_everywhere(data: str) -> str:
    """Return a string that reads alike in every language, or nothing."""
    text = checks.plain(data)
    return "" if LETTER.search(text) or GROUPED.search(text) else data


def lost(source: Any, target: Any) -> list[str]:
    """Return the first words of what the target has where its source has nothing."""
    known = set(source.stringsegment_set.values_list("context__path", flat=True))
    return [
        " ".join(checks.plain(segment.string.data).split()[:SHOWN])
        for segment in checks.strings_of(target)
        if segment.path not in known
    ]


def take_over(translation: Any, target: Any, *, user: Any = None) -> None:
    """Make the target's own words the translations of its source's strings.

    Block ids are shared, so a path finds its counterpart. What equals the source
    word for word, and is prose, stays without translation.
    """
    theirs = defaultdict(list)
    links = defaultdict(list)
    values: dict[str, Any] = {}
    for segment in extract_segments(target):
        if isinstance(segment, StringSegmentValue):
            theirs[segment.path].append(segment.string.data)
            links[segment.path].append(segment.attrs or {})
        elif isinstance(segment, OverridableSegmentValue):
            values[segment.path] = segment.data
    ours = defaultdict(list)
    stored = translation.source.stringsegment_set
    for row in stored.select_related("string", "context").order_by("order"):
        ours[row.context.path].append(row)
    for path, rows in ours.items():
        for row, data in zip(rows, _aligned(theirs[path], len(rows)), strict=False):
            source = row.string.data
            if data and not (data == source and checks.is_running_text(source)):
                _keep(translation, row, data, user=user)
        for row, attrs in zip(rows, links[path], strict=False):
            values |= _addresses(path, json.loads(row.attrs) or {}, attrs)
    _override(translation, values, user=user)


def _aligned(texts: list[str], count: int) -> list[str]:
    """Return the target's paragraphs of a field, as many as the source has at most."""
    if len(texts) <= count:
        return texts
    return [*texts[: count - 1], "<br/><br/>".join(texts[count - 1 :])]


def _addresses(
    path: str, ours: dict[str, Any], theirs: dict[str, Any]
) -> dict[str, Any]:
    """Return where the links of a string lead, by the path of the source's address."""
    return {
        f"{path}.{quote_path_component(attrs['href'])}": theirs[name]["href"]
        for name, attrs in ours.items()
        if "href" in attrs and "href" in theirs.get(name, {})
    }


def _override(translation: Any, values: dict[str, Any], *, user: Any) -> None:
    """Keep an address, a file or an image that the target has of its own."""
    rows = translation.source.overridablesegment_set.select_related("context")
    for row in rows:
        value = values.get(row.context.path, row.data)
        if value == row.data or value in ("", None):
            continue
        SegmentOverride.objects.update_or_create(
            locale=translation.target_locale,
            context=row.context,
            defaults={
                "data_json": json.dumps(value),
                "last_translated_by": user,
                "has_error": False,
            },
        )


def _keep(translation: Any, segment: Any, data: str, *, user: Any) -> None:
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
