"""Rules on typography: the spaces and marks that each language sets."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from press.intake import vocabulary
from press.intake.blocks import Span
from press.intake.findings import Finding, Reading, at, rule

SPACED = re.compile(r"\w (?P<sign>[:;!?])(?=\s+\D|\s*$)")
UNSPACED = re.compile(r"(?<![\s\u00a0\u202f\d/:.])(?P<sign>[;!?]|:(?!/|\d))(?=\s|$)")
BREAKING = re.compile(r"\w (?:[:;!?»])(?=\s|$)|« (?=\w)")
TERM = re.compile(r"(?<![\w.@/+-])[A-Za-zÀ-ÿ][\wÀ-ÿ]*@[A-ZÀ-Þ][\wÀ-ÿ]*(?![\w.@-]*\.\w)")


@rule(
    "space-before-sign",
    "W",
    _("A space stands before “%(sign)s”, which this language does not set."),
    _("Take the space out."),
)
def space_before_sign(reading: Reading) -> Iterator[Finding]:
    row = vocabulary.of(reading.locale)
    if row is None or row.spaces_signs:
        return
    yield from _first("space-before-sign", reading, SPACED)


@rule(
    "space-before-sign-missing",
    "W",
    _("No space stands before “%(sign)s”, where this language sets one."),
    _("Put in a no-break space."),
)
def space_before_sign_missing(reading: Reading) -> Iterator[Finding]:
    row = vocabulary.of(reading.locale)
    if row is None or not row.spaces_signs:
        return
    yield from _first("space-before-sign-missing", reading, UNSPACED)


@rule(
    "breaking-space",
    "I",
    _("A plain space stands where a line must not break: “%(sign)s”."),
    _("Use a no-break space before : ; ! ? and inside « »."),
)
def breaking_space(reading: Reading) -> Iterator[Finding]:
    row = vocabulary.of(reading.locale)
    if row is None or not row.spaces_signs:
        return
    yield from _first("breaking-space", reading, BREAKING)


@rule(
    "quotation-marks-of-language",
    "I",
    _("The quotation marks %(marks)s are not those of this language."),
    _("Use %(wanted)s."),
)
def quotation_marks_of_language(reading: Reading) -> Iterator[Finding]:
    row = vocabulary.of(reading.locale)
    if row is None:
        return
    others = {mark for other in vocabulary.TABLE.values() for mark in other.quotes}
    wrong = re.compile(f"[{''.join(sorted(others - set(row.quotes)))}]")
    for block in reading.blocks:
        match = wrong.search(block.text)
        if match:
            span = Span(block, match.start(), min(match.start() + 60, len(block.text)))
            wanted = "…".join(row.quotes)
            rule = "quotation-marks-of-language"
            yield at(rule, span, marks=match[0], wanted=wanted)
            return


@rule(
    "apostrophes-mixed",
    "I",
    _("Straight apostrophes (') and typographic ones (’) mix."),
    _("Use one kind throughout."),
)
def apostrophes_mixed(reading: Reading) -> Iterator[Finding]:
    curly = any(re.search(r"\w’\w", block.text) for block in reading.blocks)
    if not curly:
        return
    for block in reading.blocks:
        match = re.search(r"\w+'\w+", block.text)
        if match:
            yield at("apostrophes-mixed", Span(block, match.start(), match.end()))
            return


@rule(
    "term-with-at",
    "I",
    _("“%(term)s” has an @ and is no e-mail address."),
    _("It is kept as one term, in every language."),
)
def term_with_at(reading: Reading) -> Iterator[Finding]:
    seen: set[str] = set()
    for block in reading.blocks:
        for match in TERM.finditer(block.text):
            if match[0] not in seen:
                seen.add(match[0])
                span = Span(block, match.start(), match.end())
                yield at("term-with-at", span, term=match[0])


def _first(rule: str, reading: Reading, regex: re.Pattern[str]) -> Iterator[Finding]:
    """Yield one finding for a whole text: its first place."""
    for block in reading.blocks:
        match = regex.search(block.text)
        if match and not block.is_wholly("code"):
            start = max(match.start() - 30, 0)
            span = Span(block, start, min(match.end() + 20, len(block.text)))
            sign = match.groupdict().get("sign") or match[0].strip()
            yield at(rule, span, sign=sign)
            return
