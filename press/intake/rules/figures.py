"""Rules on figures: the same figure twice, sums that differ, numbers in two styles."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from press.intake import sentences, vocabulary
from press.intake.blocks import Span
from press.intake.findings import Finding, Reading, at, rule

NUMBER = r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?"
COUNTED = re.compile(
    rf"(?<![\w.,/-])(?P<number>{NUMBER})[ \u00a0](?P<what>[a-zà-ÿ-]{{3,}}(?:[ \u00a0]"
    r"[a-zà-ÿ-]{3,}))"
)
SUM = re.compile(
    rf"(?P<number>{NUMBER})[ \u00a0](?P<scale>million|billion|milliard|thousand)s?"
    r"[ \u00a0](?:d['’]|of )?(?P<unit>euros?|dollars?|pounds?)"
    rf"|(?P<sign>[€$£])[ ]?(?P<other>{NUMBER})[ \u00a0]?(?P<short>m|bn|million|"
    rf"billion)?\b",
    re.IGNORECASE,
)
PERIOD = re.compile(r"^(?:january|years?|ans?\b|months?|mois|days?|jours?)", re.I)


@rule(
    "figure-repeated",
    "W",
    _("The same figure is given twice: “%(text)s”."),
    _("Check that both count the same thing, and give it once."),
)
def figure_repeated(reading: Reading) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Span] = {}
    told: set[tuple[str, str]] = set()
    for span in _sentences(reading):
        for match in COUNTED.finditer(span.raw):
            number, what = match["number"], " ".join(match["what"].split()).casefold()
            key = (number, what)
            if PERIOD.match(what) or (number.isdigit() and int(number) < 10):
                continue
            first = seen.setdefault(key, span)
            if first is not span and key not in told:
                told.add(key)
                place = span.part(match.start(), match.end())
                yield at("figure-repeated", place, text=place.text)


@rule(
    "sums-differ",
    "I",
    _("Several sums of money are given: %(sums)s."),
    _("They were left apart. Check that the text says who pays each."),
)
def sums_differ(reading: Reading) -> Iterator[Finding]:
    found: dict[str, Span] = {}
    for span in _sentences(reading):
        for match in SUM.finditer(span.raw):
            text = " ".join(match[0].split())
            found.setdefault(text.casefold(), span.part(match.start(), match.end()))
    if len(found) > 1:
        spans = list(found.values())
        sums = "; ".join(span.text for span in spans[:6])
        yield at("sums-differ", spans[1], sums=sums)


@rule(
    "numbers-in-two-styles",
    "I",
    _("Numbers under ten are written as digits here and as words there: %(text)s."),
    _("Write them one way."),
)
def numbers_in_two_styles(reading: Reading) -> Iterator[Finding]:
    row = vocabulary.of(reading.locale)
    if row is None:
        return
    word = re.compile(rf"\b(?:{'|'.join(row.numbers)})\b", re.IGNORECASE)
    digit = re.compile(r"(?<![\w.,/:€$£+-])[2-9] [a-zà-ÿ]{4,}")
    digits = words = None
    for span in _sentences(reading):
        match = digit.search(span.raw)
        if match and digits is None:
            digits = span.part(match.start(), match.end())
        match = word.search(span.raw)
        if match and words is None:
            words = span.part(match.start(), match.end())
    if digits and words:
        text = f"{digits.text}; {words.text}"
        yield at("numbers-in-two-styles", digits, text=text)


def _sentences(reading: Reading) -> Iterator[Span]:
    for words in reading.draft.running_text():
        for span in words.spans:
            yield from sentences.split(span)
