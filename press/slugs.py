"""The slug of a release: made from its title, in its own language."""

import re

from django.utils.text import slugify

LONGEST = 80


def slug_of(title: str) -> str:
    """Return the slug; words stay whole, and it is empty only without letters."""
    text = re.sub(r"(?<=\w)[@&/’'](?=\w)", "-", title)
    slug = slugify(text) or slugify(text, allow_unicode=True)
    if len(slug) <= LONGEST:
        return slug
    return slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
