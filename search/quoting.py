"""A reader's words as pages and feeds quote them."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from search import parsing

# So much of them stands in a heading.
LONGEST = 80


def quoted(words: str) -> str:
    """Return words in the quotation marks of the page's language, once.

    What has marks of its own is as it was typed: they say what is a phrase.
    """
    if not set(parsing.QUOTATION).isdisjoint(words):
        return words
    return _("“%(words)s”") % {"words": words}


def short(words: str) -> str:
    """Return words as `quoted` does, cut to what a heading holds."""
    return quoted(Truncator(words).chars(LONGEST))
