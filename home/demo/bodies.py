"""Turns the demo's blocks into the body of an edition, with stable ids."""

from collections.abc import Callable
from typing import Any

from django.utils.html import escape

from home.demo import catalogue as catalogues
from home.demo import content, keys

Raw = dict[str, Any]


def build(
    release: content.Release, *, locale: str, catalogue: catalogues.Catalogue
) -> list[Raw]:
    """Return the body of an edition; its ids are those of every other edition."""
    return [
        {
            "type": block.type,
            "value": VALUES[type(block)](
                block, _Place(release.key, place, locale, catalogue)
            ),
            "id": str(keys.of("block", release.key, place)),
        }
        for place, block in enumerate(release.body)
    ]


def chosen(
    kind: str,
    names: list[str],
    *,
    release: content.Release,
    locale: str,
    catalogue: catalogues.Catalogue,
) -> list[Raw]:
    """Return the contacts or topics of an edition, as chooser blocks."""
    return [
        {
            "type": kind,
            "value": catalogue.row(kind, name, locale),
            "id": str(keys.of(kind, release.key, name)),
        }
        for name in names
    ]


def paragraph(text: str) -> str:
    """Return words as a paragraph of rich text."""
    return f"<p>{escape(text)}</p>"


class _Place:
    """Where a block stands: its release, its position and its locale."""

    def __init__(
        self, release: str, position: int, locale: str, catalogue: catalogues.Catalogue
    ) -> None:
        self.release = release
        self.position = position
        self.locale = locale
        self.catalogue = catalogue

    def items(self, values: list[Any], *, inside: object = "") -> list[Raw]:
        """Return values as the items of a list, each with an id of its own."""
        return [
            {
                "type": "item",
                "value": value,
                "id": str(keys.of("item", self.release, self.position, inside, number)),
            }
            for number, value in enumerate(values)
        ]


def _list(block: content.List, place: _Place) -> Raw:
    items = [paragraph(item[place.locale]) for item in block.items]
    return {"ordered": False, "items": place.items(items)}


def _quote(block: content.Quote, place: _Place) -> Raw:
    return {
        "text": block.text[place.locale],
        "speaker": place.catalogue.row("person", block.speaker, place.locale),
        "role": block.role[place.locale],
        "organisation": None,
        "original_locale": block.original_locale,
    }


def _about(block: content.About, place: _Place) -> Raw:
    key = place.catalogue.row("boilerplate", block.boilerplate, place.locale)
    return {"boilerplate": key}


def _members(block: content.Members, place: _Place) -> Raw:
    groups = []
    for number, group in enumerate(block.groups):
        members = [
            {
                "organisation": place.catalogue.row(
                    "organisation", member.organisation, place.locale
                ),
                "role": member.role,
            }
            for member in group.members
        ]
        groups.append(
            {
                "label": group.label[place.locale],
                "complete": group.complete,
                "members": place.items(members, inside=number),
            }
        )
    return {"title": "", "groups": place.items(groups)}


def _facts(block: content.Facts, place: _Place) -> Raw:
    items = [
        {
            "value": str(fact.value),
            "unit": fact.unit[place.locale],
            "qualifier": fact.qualifier[place.locale],
            "label": fact.label[place.locale],
            "source": fact.source[place.locale],
        }
        for fact in block.items
    ]
    return {"items": place.items(items)}


def _image(block: content.Image, place: _Place) -> Raw:
    return {
        "image": place.catalogue.photos[block.image],
        "alt": place.catalogue.alts[block.image][place.locale],
        "caption": block.caption[place.locale],
    }


def _video(block: content.Video, place: _Place) -> Raw:
    return {"url": block.url, "title": block.title[place.locale]}


def _files(block: content.Files, place: _Place) -> Raw:
    items = [
        {
            "file": place.catalogue.files[key, place.locale],
            "title": place.catalogue.titles[key][place.locale],
        }
        for key in block.files
    ]
    return {"items": place.items(items)}


def _table(block: content.Table, place: _Place) -> Raw:
    rows = [block.header, *block.rows]
    return {
        "data": [[cell[place.locale] for cell in row] for row in rows],
        "table_caption": "",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
    }


def _call_to_action(block: content.CallToAction, place: _Place) -> Raw:
    return {"text": block.text[place.locale], "url": block.url[place.locale]}


VALUES: dict[type[Any], Callable[[Any, _Place], Any]] = {
    content.Paragraph: lambda block, place: paragraph(block.text[place.locale]),
    content.Heading: lambda block, place: {
        "text": block.text[place.locale],
        "level": "2",
    },
    content.List: _list,
    content.Quote: _quote,
    content.About: _about,
    content.Members: _members,
    content.Facts: _facts,
    content.Image: _image,
    content.Video: _video,
    content.Files: _files,
    content.Table: _table,
    content.CallToAction: _call_to_action,
}
