"""Dates as locales write them, and datelines that begin with a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from press import locales
from press.intake import matching, vocabulary

ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
NUMERIC = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})\b")
PLACE = (
    r"(?P<place>[A-ZÀ-ÖØ-Þ][\w'’.\-]*(?:[ \-](?:[A-ZÀ-ÖØ-Þ(][\w'’.()\-]*|de|du|la|le|"
    r"les|des|sur|en|of|the|upon|aux?|et|and|&|/)){0,5}(?:, [A-ZÀ-Þ][\w.\- ]{1,25})?)"
)
WIRE = r"(?:\s*\([^()]{1,40}\)(?=\s*[-–—]))?"
AFTER = re.compile(rf"{WIRE}[\s,.:;)\]]*(?:[-–—]{{1,2}}[\s]*)?")
# What may stand behind a date that is one of a dateline: an end, a stop, a dash.
CLOSED = re.compile(rf"{WIRE}(?:\s*$|\s*[,.:;)\]–—]|\s+--?\s|\s*[\n\u2028])")
PLACE_ONLY = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\- ]{2,40}"
    r"(?:, [A-ZÀ-ÖØ-Þ][\w.\- ]{1,25}?)?)\s*(?:\([^()]{1,40}\)\s*)?(?:—|–|--)\s+"
)


@dataclass(frozen=True)
class Written:
    """A date as it is written: where, which day, in whose form."""

    start: int
    end: int
    day: date | None
    locale: str
    form: str


@dataclass(frozen=True)
class Line:
    """A dateline at the beginning of a text; `end` is where the lead begins.

    Some write a place in capitals and a dash, without a date.
    """

    place: tuple[int, int] | None
    written: Written | None
    end: int


@cache
def _patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    found = []
    for locale, row in vocabulary.TABLE.items():
        full = [_loose(month) for month in row.months]
        short = [rf"{_loose(month)}t?\.?" for month in row.short_months]
        months = "|".join(sorted([*full, *short], key=len, reverse=True))
        for number, source in enumerate(row.date_patterns):
            text = matching.spaced(source.format(months=months))
            found.append(
                (locale, f"{locale}-{number}", re.compile(rf"\b{text}\b", re.I))
            )
    return found


def _loose(month: str) -> str:
    """Let a month be written without its accents."""
    return month.replace("é", "[ée]").replace("û", "[ûu]")


def written(text: str) -> Iterator[Written]:
    """Yield the dates of a text, in the order of the table of locales."""
    for locale, form, regex in _patterns():
        for match in regex.finditer(text):
            month = _month(match["month"], locale)
            shape = form + ("-ordinal" if match["ordinal"] else "")
            if int(match["day"]) == 1 and locales.writing(locale).first_day:
                shape = form
            day = _date(match["year"], month, match["day"])
            yield Written(match.start(), match.end(), day, locale, shape)
    for form, regex in (("iso", ISO), ("numeric", NUMERIC)):
        for match in regex.finditer(text):
            day = _date(match["year"], int(match["month"]), match["day"])
            yield Written(match.start(), match.end(), day, "", form)


def dateline(text: str) -> Line | None:
    """Return the dateline that a text begins with, if it does."""
    head = text[:200]
    opening = re.match(r"[\s(\[]*", head)
    begin = opening.end() if opening else 0
    for found in sorted(written(head), key=lambda one: one.start):
        if not CLOSED.match(text, found.end):
            continue
        match = _lead_in().fullmatch(head[begin : found.start])
        if match is None:
            continue
        place = None
        if match["place"]:
            place = (begin + match.start("place"), begin + match.end("place"))
        after = AFTER.match(text, found.end)
        return Line(place, found, after.end() if after else found.end)
    alone = PLACE_ONLY.match(head, begin)
    if alone:
        return Line((alone.start("place"), alone.end("place")), None, alone.end())
    return None


@cache
def _lead_in() -> re.Pattern[str]:
    """Return the pattern of what stands between a text's beginning and its date."""
    prefix = matching.pattern("dateline_prefix").pattern.removeprefix("(?:")[:-1]
    return re.compile(
        rf"(?i:{prefix})|(?:(?i:à|in|fait à)\s)?"
        rf"{PLACE}[\s]*[,(\-–—|:•]*\s*(?i:{prefix})[\s,(]*"
    )


def _month(name: str, locale: str) -> int:
    """Return the number of a month, written in full or shortened."""
    row = vocabulary.TABLE[locale]
    plain = matching.unaccented(name).rstrip(".")
    for number, (full, short) in enumerate(
        zip(row.months, row.short_months, strict=True), 1
    ):
        known = {matching.unaccented(full), matching.unaccented(short)}
        if plain in known or plain.removesuffix("t") in known:
            return number
    raise ValueError(name)


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
