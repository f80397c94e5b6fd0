"""The head of a public page: its one address, its languages, what it says of itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils import translation

from press import locales
from press.blocks import shapes
from press.delivery import answers, feed_links, named

# Where links are shared a picture stands this wide.
CARD_WIDTH = 1200


class Edition(Protocol):
    """The same thing in one locale."""

    @property
    def locale(self) -> str: ...

    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class Language:
    """A page in one locale, by its whole address."""

    locale: str
    url: str


@dataclass(frozen=True)
class Picture:
    """The picture of a card, in one prepared size."""

    url: str
    type: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Times:
    """When a text came out and when it changed, and what it is about."""

    published_at: datetime
    modified_at: datetime
    tags: Sequence[str] = ()


@dataclass(frozen=True)
class Card:
    """What a page shows of itself where its link is shared (Open Graph)."""

    type: str
    title: str
    locale: str
    other_locales: Sequence[str]
    picture: Picture | None = None
    times: Times | None = None


def head(
    *,
    canonical: str,
    title: str = "",
    alternates: Iterable[Edition] = (),
    description: str = "",
    robots: str = "",
    x_default: str = "",
    image: shapes.Image | None = None,
    times: Times | None = None,
    card_type: str = "website",
    structured_data: str = "",
    feeds: Sequence[feed_links.FeedLink] = (),
) -> dict[str, Any]:
    """Return the context that the base template reads.

    A page without an address of its own, as a preview, has no card.
    """
    own = translation.get_language()
    editions = list(alternates)
    others = [row.locale for row in editions if row.locale != own]
    card = Card(
        type=card_type,
        title=title,
        locale=locales.writing(own).formats,
        other_locales=[locales.writing(code).formats for code in others],
        picture=picture(image),
        times=times,
    )
    return {
        "canonical": canonical,
        "alternates": editions,
        "description": " ".join(description.split())[:300],
        "robots": robots,
        "x_default": x_default,
        "card": card if canonical and title else None,
        "structured_data": structured_data,
        "feeds": feeds,
    }


def times(release: answers.ReleaseDetail) -> Times:
    """Return the times of a release, with its topics."""
    return Times(
        published_at=release.published_at,
        modified_at=release.public_from,
        tags=[topic.name for topic in release.topics],
    )


def picture(image: shapes.Image | None) -> Picture | None:
    """Return an image in the size that cards are shown in, or None."""
    if image is None:
        return None
    size = named.shown(image, width=CARD_WIDTH)
    file = size.file if size else image.original
    return Picture(
        url=file.url,
        type=file.content_type,
        width=size.width if size else image.width,
        height=size.height if size else image.height,
        alt=image.alt,
    )
