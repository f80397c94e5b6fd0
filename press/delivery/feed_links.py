"""Where feeds are: the forms of a feed, and the links to them of a page."""

from dataclasses import dataclass
from typing import Literal

from django.conf import settings

from press.delivery import addresses

Form = Literal["atom", "rss", "json"]

TYPES: dict[Form, str] = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}
# Names of standards; no language translates them.
LABELS: dict[Form, str] = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}


@dataclass(frozen=True)
class FeedLink:
    """A feed in one form, as a page links to it."""

    label: str
    title: str
    type: str
    path: str


def below(path: str, *, about: str = "") -> list[FeedLink]:
    """Return the links to the feeds below a page: a locale's, or one about a topic."""
    if not path:
        return []
    title = title_of(about)
    return [
        FeedLink(
            label=label,
            title=f"{title} ({label})",
            type=TYPES[form],
            path=addresses.feed(path, form),
        )
        for form, label in LABELS.items()
    ]


def title_of(about: str = "") -> str:
    """Return the title of a feed: the newsroom's name, after what it is about."""
    return " · ".join(filter(None, [about, settings.NEWSROOM_NAME]))
