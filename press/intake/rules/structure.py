"""Rules on structure: label, headline, dateline, headings, broken paragraphs."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from press.intake import dates
from press.intake.blocks import Block, Span
from press.intake.findings import Finding, Reading, at, noted, rule


@rule(
    "label-glued",
    "E",
    _("The label and the headline have no space or line break between them."),
    _("The label was taken off. Check that the headline begins as it should."),
)
def label_glued(reading: Reading) -> Iterator[Finding]:
    yield from noted(reading, "label-glued")


@rule(
    "headline-missing",
    "E",
    _("No headline was found."),
    _("Begin the file with the headline on a line of its own, or write it here."),
)
def headline_missing(reading: Reading) -> Iterator[Finding]:
    if not reading.draft.headline and reading.blocks:
        yield at("headline-missing", reading.blocks[0].whole())


@rule(
    "subtitle-in-headline",
    "W",
    _("The subtitle is only a line break inside the headline: “%(text)s”."),
    _("It was taken as the subtitle. Check where the headline ends."),
)
def subtitle_in_headline(reading: Reading) -> Iterator[Finding]:
    yield from noted(reading, "subtitle-in-headline")


@rule(
    "lead-bold",
    "I",
    _("The whole lead is bold: formatting that says what the paragraph is."),
    _("It was taken as the lead, without the bold."),
)
def lead_bold(reading: Reading) -> Iterator[Finding]:
    yield from noted(reading, "lead-bold")


@rule(
    "lead-missing",
    "W",
    _("No lead was found behind the headline."),
    _("Write a first paragraph that says who does what, where and when."),
)
def lead_missing(reading: Reading) -> Iterator[Finding]:
    if not reading.draft.lead and reading.blocks:
        yield at("lead-missing", reading.blocks[0].whole())


@rule(
    "dateline-missing",
    "W",
    _("No place and date were found."),
    _("Choose the place and the release date in the editor."),
)
def dateline_missing(reading: Reading) -> Iterator[Finding]:
    line = reading.draft.dateline
    if reading.blocks and (line is None or line.date is None):
        yield at("dateline-missing", reading.blocks[0].whole())


@rule(
    "date-form",
    "W",
    _("The date of the dateline is written in a form that its language does not use."),
    _("It was read as a date and will be written as the language writes dates."),
)
def date_form(reading: Reading) -> Iterator[Finding]:
    line = reading.draft.dateline
    if line is None or not line.form:
        return
    is_foreign = line.form[:2] in {"en", "fr"} and line.form[:2] != reading.locale[:2]
    if line.form.endswith("-ordinal") or line.form == "numeric" or is_foreign:
        yield at("date-form", line.words.spans[0])


@rule(
    "date-styles",
    "W",
    _("Dates are written in more than one form: “%(first)s” and “%(second)s”."),
    _("Use one form. The dates themselves were left apart: each may be right."),
)
def date_styles(reading: Reading) -> Iterator[Finding]:
    first: tuple[str, str] | None = None
    for block in reading.blocks:
        for date in sorted(
            dates.written(block.text[:20000]), key=lambda one: one.start
        ):
            text = block.text[date.start : date.end]
            if first and first[0] != date.form:
                span = Span(block, date.start, date.end)
                yield at("date-styles", span, first=first[1], second=text)
                return
            first = first or (date.form, text)


@rule(
    "html-in-text",
    "W",
    _("The text holds HTML."),
    _("Its words were kept and its tags left out; use Markdown or plain text."),
)
def html_in_text(reading: Reading) -> Iterator[Finding]:
    lines = reading.source.split("\n")
    for line in reading.parsed.html_lines[:1]:
        text = lines[line - 1] if line <= len(lines) else ""
        yield Finding("html-in-text", line, text[:120])


@rule(
    "name-broken",
    "E",
    _("A paragraph ends inside a word or name, at a hyphen: “%(text)s”."),
    _("The two halves were joined. Check the name against its official form."),
)
def name_broken(reading: Reading) -> Iterator[Finding]:
    for block in reading.blocks:
        for place in block.joins:
            if block.text[place - 1] == "-":
                yield _joined("name-broken", block, place)


@rule(
    "paragraph-broken",
    "W",
    _("A paragraph ends in the middle of a sentence: “%(text)s”."),
    _("The two halves were joined. Check that nothing is missing between them."),
)
def paragraph_broken(reading: Reading) -> Iterator[Finding]:
    for block in reading.blocks:
        for place in block.joins:
            if block.text[place - 1] != "-":
                yield _joined("paragraph-broken", block, place)


def _joined(rule: str, block: Block, place: int) -> Finding:
    before = re.search(r"\S+(?:\s\S+){0,3}$", block.text[max(place - 80, 0) : place])
    after = re.match(r"\S*(?:\s\S+){0,2}", block.text[place + 1 : place + 80])
    start = place - len(before[0]) if before else place
    end = place + 1 + (after.end() if after else 0)
    span = Span(block, start, end)
    return at(rule, span, text=span.text)


@rule(
    "heading-levels",
    "W",
    _("Heading levels jump or go back and forth: %(levels)s."),
    _("They were taken as sections. Check which headings stand below which."),
)
def heading_levels(reading: Reading) -> Iterator[Finding]:
    headings = [block for block in reading.blocks if block.kind == "heading"]
    levels = [block.level for block in headings if block.level]
    if not levels:
        return
    jumps = [b - a for a, b in pairwise(levels)]
    if levels[0] > 2 or any(jump > 1 for jump in jumps):
        first = next(block for block in headings if block.level)
        told = ", ".join(map(str, levels[:12]))
        yield at("heading-levels", first.whole(), levels=told)


@rule(
    "heading-formatted",
    "I",
    _("Headings hold bold, italics or a colon: “%(text)s”."),
    _("A heading needs neither; the formatting was left out."),
)
def heading_formatted(reading: Reading) -> Iterator[Finding]:
    for block in reading.blocks:
        if block.kind != "heading" or not block.level:
            continue
        if block.is_wholly("bold") or block.is_wholly("italic"):
            yield at("heading-formatted", block.whole(), text=block.text[:80])
            return
