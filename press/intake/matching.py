"""Compiled patterns over the vocabulary: one per kind of joint, all locales."""

import re
import unicodedata
from functools import cache

from press.intake import vocabulary

# Between the words and the end of a heading or line.
TAIL = r"\s*[:.…\-–—]*\s*"


@cache
def pattern(field: str, *, locale: str = "") -> re.Pattern[str]:
    """Return what a field of the vocabulary matches, in one locale or in all."""
    rows = vocabulary.TABLE
    chosen = [rows[locale]] if locale in rows else list(rows.values())
    parts = "|".join(spaced(getattr(row, field)) for row in chosen)
    return re.compile(f"(?:{parts})", re.IGNORECASE)


@cache
def whole_line(field: str, *, locale: str = "") -> re.Pattern[str]:
    """Return the pattern of a line that says this and nothing else."""
    found = pattern(field, locale=locale).pattern
    return re.compile(rf"\s*[-–—*#]*\s*{found}{TAIL}", re.IGNORECASE)


def spaced(source: str) -> str:
    """Let a space match any space, and an apostrophe both of its forms."""
    return source.replace("'", "['’]").replace(" ", r"[ \u00a0\n\u2028]")


def unaccented(text: str) -> str:
    """Return a text without accents, in lower case."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()
