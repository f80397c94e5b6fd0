"""The rich text of plain pages, as the public reads it."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from press import rich_text
from press.delivery import addresses, answers, links

PAGE_LINK = re.compile(r'<a\b[^>]*\bid="(\d+)"')

Targets = Callable[[Iterable[int]], dict[int, tuple[str, UUID]]]


def html(source: str, *, locale: str, at: datetime, site: addresses.Site) -> str:
    """Return safe HTML with its links resolved: two queries, whatever it holds.

    A link to a page that is hidden, or in another language only, is plain words.
    """
    find: Targets = import_string(settings.NEWSROOM_PLAIN_TARGETS)
    targets = find(int(key) for key in PAGE_LINK.findall(source) if len(key) < 10)
    public = rich_text.public(
        source,
        page_target=lambda key: targets.get(int(key)) if key.isdecimal() else None,
        file_target=lambda _key: None,
    )
    value = {"html": public.html}
    have = answers.known(at=at, releases=(), values=[value], site=site)
    made = links.resolved(value, locale=locale, targets=have.targets)
    return str(made["html"])
