"""Rules on punctuation: brackets, quotation marks, stops."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from press.intake.blocks import Block, Span
from press.intake.draft import Paragraph
from press.intake.findings import Finding, Reading, at, rule

CLOSES = {")": "(", "]": "["}
# "a)", "1)", "iv)" number what follows; ":-)" is a face.
NUMBERING = re.compile(r"(?:^|[\s(])(?:\w|\d{1,2}|[ivx]{1,4})\)$")
FACE = re.compile(r"[:;=8][-o*']?\)$|\\\)$")
CURLY, STRAIGHT = re.compile(r"[“”«»„]"), re.compile(r'"(?=\w)|(?<=[\w.,!?])"')
ENDED = re.compile(r"[.!?…:;]['’\"”»)\]]*$|[”»\"]$|\)$|…$")
ADDRESS = re.compile(r"(?:https?://\S+|www\.\S+|\S+@\S+|>|/)$")


@rule(
    "bracket-unbalanced",
    "E",
    _("A bracket is closed that was never opened, or stays open: “%(text)s”."),
    _("Put in the missing bracket, or take this one out."),
)
def bracket_unbalanced(reading: Reading) -> Iterator[Finding]:
    for block in reading.blocks:
        for place in unbalanced(block):
            start = max(block.text.rfind(" ", 0, max(place - 20, 0)), 0)
            span = Span(block, start, min(place + 20, len(block.text)))
            yield at("bracket-unbalanced", span, text=span.text)


def unbalanced(block: Block) -> list[int]:
    """Return where brackets of a block have no partner."""
    if block.is_wholly("code"):
        return []
    stack: list[int] = []
    wrong: list[int] = []
    text = block.text
    for match in re.finditer(r"[()\[\]]", text):
        place, sign = match.start(), match[0]
        if sign in "([":
            stack.append(place)
        elif stack and text[stack[-1]] == CLOSES[sign]:
            stack.pop()
        elif not _is_no_bracket(text[max(place - 8, 0) : place + 1], place):
            wrong.append(place)
    return sorted([*wrong, *stack])


def _is_no_bracket(before: str, place: int) -> bool:
    if FACE.search(before):
        return True
    match = NUMBERING.search(before)
    return bool(match) and (match[0][0].isspace() or place < 8 if match else False)


@rule(
    "quotation-marks-mixed",
    "W",
    _("Straight quotation marks (%(straight)s) and typographic ones (%(curly)s) mix."),
    _("Use one kind throughout."),
)
def quotation_marks_mixed(reading: Reading) -> Iterator[Finding]:
    straight = sum(len(STRAIGHT.findall(block.text)) for block in reading.blocks)
    curly = sum(len(CURLY.findall(block.text)) for block in reading.blocks)
    if straight and curly:
        for block in reading.blocks:
            match = STRAIGHT.search(block.text)
            if match:
                start = max(match.start() - 20, 0)
                span = Span(block, start, min(match.end() + 30, len(block.text)))
                counts = {"straight": str(straight), "curly": str(curly)}
                yield at("quotation-marks-mixed", span, **counts)
                return


@rule(
    "quotation-unclosed",
    "W",
    _("A quotation mark is opened and not closed: “%(text)s”."),
    _("Put in the mark that closes it."),
)
def quotation_unclosed(reading: Reading) -> Iterator[Finding]:
    for position, block in enumerate(reading.blocks):
        after = reading.blocks[position + 1 : position + 2]
        for opening, closing in (("“", "”"), ("«", "»")):
            count = block.text.count(opening) - block.text.count(closing)
            goes_on = bool(after) and after[0].text.startswith(opening)
            if count > 0 and not goes_on:
                place = block.text.rfind(opening)
                span = Span(block, place, min(place + 60, len(block.text)))
                yield at("quotation-unclosed", span, text=span.text)


@rule(
    "final-stop-missing",
    "W",
    _("A paragraph ends without a full stop: “… %(text)s”."),
    _("Put in the stop, or check whether its end was lost."),
)
def final_stop_missing(reading: Reading) -> Iterator[Finding]:
    parts = [part for part in reading.draft.body if isinstance(part, Paragraph)]
    for about in reading.draft.abouts:
        parts += [part for part in about.parts if isinstance(part, Paragraph)]
    spans = [*reading.draft.lead.spans]
    spans += [span for part in parts for span in part.words.spans]
    for span in spans:
        text = span.raw.rstrip()
        is_prose = len(text.split()) >= 8 and re.search(r"[a-zà-ÿ]", text)
        if is_prose and not ENDED.search(text) and not ADDRESS.search(text):
            end = re.search(r"\S+(?:\s+\S+){0,5}$", text[-120:])
            said = end[0] if end else text[-40:]
            yield at("final-stop-missing", span, text=" ".join(said.split()))
