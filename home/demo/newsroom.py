"""Puts in the whole demo newsroom, in the order in which its parts need each other."""

from collections.abc import Callable
from datetime import datetime

from home.demo import accounts, catalogue, content, editions, plain_pages, releases

FEATURED = ["01-postgenai-paris", "61-seagrass", "62-open-labs"]


def put_in(text: content.Content, *, clock: Callable[[], datetime]) -> list[str]:
    """Make what is missing; return the acts that were refused, in words."""
    pages = plain_pages.put_in(text)
    desk = editions.Desk(
        text=text,
        catalogue=catalogue.put_in(text, locales=pages.locales),
        pages=pages,
    )
    stage = releases.Stage(desk=desk, people=accounts.put_in(pages), now=clock())
    refused = releases.put_in(stage)
    plain_pages.feature(pages, FEATURED)
    return refused
