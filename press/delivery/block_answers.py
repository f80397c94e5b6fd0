"""Blocks as answers hold them: what is an object of its own has its addresses."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Annotated, Any, get_args

from pydantic import Field

from press.blocks import about, body, quote
from press.delivery import addresses


class QuoteInRelease(quote.Quote):
    """A quote where it was said, with its permalink.

    Its page and its own answer show the newest public version; they are 410 once a
    correction took the quote out. Where `original_locale` is not the locale of the
    release, the text is a translation.
    """

    url: str
    """Its own page in this locale."""
    api_url: str
    """Its own answer in this locale."""


class AboutInRelease(about.About):
    """The standing text about an organisation, in the wording of its day.

    Its page and its own answer have the current wording.
    """

    url: str
    """Its own page in this locale."""
    api_url: str
    """Its own answer in this locale."""


OBJECTS = {quote.Quote: QuoteInRelease, about.About: AboutInRelease}
# What names the object in a stored block of this type.
KEYS = {"quote": "id", "about": "boilerplate"}

SHAPES = get_args(get_args(body.Block)[0])
Block = Annotated[
    reduce(or_, [OBJECTS.get(shape, shape) for shape in SHAPES]),
    Field(discriminator="type"),
]


def placed(blocks: Iterable[dict[str, Any]], *, locale: str) -> list[dict[str, Any]]:
    """Return stored blocks with the addresses of those that are objects."""
    return [
        block | _addresses(block["type"], block[KEYS[block["type"]]], locale)
        if block["type"] in KEYS
        else block
        for block in blocks
    ]


def _addresses(kind: str, key: str, locale: str) -> dict[str, str]:
    return {
        "url": addresses.object_url(kind, key, locale=locale),
        "api_url": addresses.api_url(addresses.API_NAMES[kind], key, locale=locale),
    }
