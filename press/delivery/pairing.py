"""A release in several locales at once, its editions side by side, block by block."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from press import documents, models
from press.blocks import shapes
from press.delivery import addresses, answers, block_answers


class Edition(answers.Versioned, documents.ReleaseHead):
    """A release in one locale without its blocks, which stand side by side."""

    lead: shapes.RichText
    """The first paragraph, which says it all."""
    contacts: list[shapes.Contact]
    """Whom a journalist asks."""


class BlockPair(shapes.Shape):
    """One block in each of the locales that were asked for."""

    id: UUID
    """The id that the block has in every edition."""
    type: str
    """The type that it has in every edition."""
    editions: dict[str, block_answers.Block | None]
    """The block by locale; null in an edition that has none of this id."""


class PairedRelease(shapes.Shape):
    """A release in several locales, its editions side by side."""

    view: Literal["paired"] = "paired"
    """Tells this shape from a release in one locale."""
    id: UUID
    """The same in every locale and version."""
    reference: str
    """The newsroom's own number for it."""
    kind: documents.Kind
    """What sort of announcement it is."""
    source_locale: str
    """The language in which it was written first."""
    release_date: date
    """The day that it bears."""
    locales: list[str]
    """The locales that were asked for, in that order."""
    editions: dict[str, Edition | None]
    """The release by locale; null where it is not public in one."""
    blocks: list[BlockPair]
    """The text: as the source has it, or else the first of the locales."""
    alternates: list[answers.Alternate]
    """Every locale in which the release is public, whatever was asked for."""


def paired(
    rows: Sequence[models.Document],
    *,
    locales: Sequence[str],
    at: datetime,
    site: addresses.Site,
) -> PairedRelease:
    """Return the editions of one release side by side; `rows` are its documents.

    They are one at least, and one at most in each locale.
    """
    have = answers.known(
        at=at,
        releases=[row.release_id for row in rows],
        values=[row.body for row in rows],
        site=site,
    )
    return side_by_side(rows, locales=locales, have=have)


def side_by_side(
    rows: Sequence[models.Document], *, locales: Sequence[str], have: answers.Known
) -> PairedRelease:
    """Return the editions side by side by what is known of them already."""
    by_locale = {row.locale: answers.full(row, have=have) for row in rows}
    blocks = {code: value.pop("body") for code, value in by_locale.items()}
    leader = by_locale[_leader(by_locale, locales)]
    return PairedRelease.model_validate(
        {
            name: leader[name]
            for name in ("id", "reference", "kind", "source_locale", "release_date")
        }
        | {
            "locales": locales,
            "editions": {code: by_locale.get(code) for code in locales},
            "blocks": _pairs(blocks, locales=locales, first=leader["locale"]),
            "alternates": leader["alternates"],
        }
    )


def _leader(by_locale: Mapping[str, Any], locales: Sequence[str]) -> str:
    """Return the locale whose order of blocks counts."""
    have = [code for code in locales if code in by_locale]
    source: str = by_locale[have[0]]["source_locale"]
    return source if source in have else have[0]


def _pairs(
    blocks: Mapping[str, list[dict[str, Any]]],
    *,
    locales: Sequence[str],
    first: str,
) -> list[dict[str, Any]]:
    by_id = {
        code: {block["id"]: block for block in own} for code, own in blocks.items()
    }
    others = [code for code in locales if code in blocks and code != first]
    types = order([blocks[code] for code in (first, *others)])
    return [
        {
            "id": key,
            "type": kind,
            "editions": {code: by_id.get(code, {}).get(key) for code in locales},
        }
        for key, kind in types.items()
    ]


def order(editions: Iterable[list[dict[str, Any]]]) -> dict[str, str]:
    """Return the type of each block by id: in the order of the first edition.

    What another one has alone stands behind the block that it follows there.
    """
    keys: list[str] = []
    types: dict[str, str] = {}
    for blocks in editions:
        place = 0
        for block in blocks:
            key = block["id"]
            if key not in types:
                types[key] = block["type"]
                keys.insert(place, key)
            place = keys.index(key) + 1
    return {key: types[key] for key in keys}
