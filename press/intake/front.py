"""The front of a release: label, embargo, headline, subtitle, dateline, lead."""

import re
from collections.abc import Sequence

from press.intake import dates, matching, mending, sections, vocabulary
from press.intake.blocks import HARD_BREAK, WORD, Block, Span, words
from press.intake.draft import Dateline, Draft, Embargo

LONGEST_TITLE = 255
LONGEST_PLACE = 100
FRONT = 14
LETTERHEAD = 12
SUBTITLE_WORDS = 45
SEPARATORS = r"[\s\u2028:.|•·\-–—*#]*"
REFERENCE = re.compile(
    rf"(?:{matching.pattern('reference').pattern})\s*[:.]?\s*"
    r"(?P<key>(?=[\w/.\-]*\d)[\w/.\-]{3,40})\s*",
    re.IGNORECASE,
)


def take(
    draft: Draft, blocks: Sequence[Block], *, contacts: list[Block]
) -> list[Block]:
    """Fill the front of a draft; return the blocks of the body that follow.

    Contacts in front of the headline are put into `contacts`.
    """
    queue = [block for block in blocks if block.kind != "rule" or block.text]
    rest = _take_lines(draft, queue, contacts)
    title = _headline_index(draft, rest)
    if title is not None:
        for block in rest[:title]:
            draft.set_aside(block.whole(), "before-headline")
        after = _take_headline(draft, rest[title])
        rest = _take_subtitle(draft, [*after, *rest[title + 1 :]])
    return _take_lead(draft, rest)


def _take_lines(draft: Draft, queue: list[Block], contacts: list[Block]) -> list[Block]:
    """Take the label, the embargo line, the reference, the dateline alone."""
    rest: list[Block] = []
    prose = 0
    for position, block in enumerate(queue):
        if position >= FRONT or prose >= 2:
            rest += queue[position:]
            break
        pending = [block]
        while pending:
            one = pending.pop(0)
            left = _take_line(draft, one)
            if left is one and not rest and sections.is_inline_contact(one):
                contacts.append(one)
            elif left is one:
                rest.append(one)
                is_prose = one.kind != "heading" and len(one.text.split()) > 30
                prose += is_prose
            elif left is not None:
                pending.insert(0, left)
    return rest


def _take_line(draft: Draft, block: Block) -> Block | None:
    """Take what a block begins with; return what is left, the block, or None."""
    for taker in (_label, _embargo, _reference, _dateline_alone):
        end = taker(draft, block)
        if end:
            left = mending.cut(block, end, len(block.text))
            return left if left.text else None
    return block


def _label(draft: Draft, block: Block) -> int:
    if draft.label or block.kind == "row":
        return 0
    for _locale, row in vocabulary.rows(draft.locale):
        for kind, source in row.labels.items():
            regex = rf"[\s*#\[]*(?P<label>{matching.spaced(source)})(?P<after>[\s\S]?)"
            match = re.match(regex, block.text, re.IGNORECASE)
            if match is None:
                continue
            end = match.end("label")
            if not _is_label_end(block, end):
                continue
            draft.label = words(Span(block, 0, end))
            draft.kind = kind  # type: ignore[assignment]
            if end in block.glued:
                draft.note(
                    "label-glued", Span(block, 0, min(end + 60, len(block.text)))
                )
            gap = re.match(SEPARATORS, block.text[end:])
            return end + (gap.end() if gap else 0)
    return 0


def _is_label_end(block: Block, end: int) -> bool:
    """Tell whether a label ends here: at a line's end, a sign, or glued capitals."""
    after = block.text[end:]
    if not after.strip():
        return True
    if end in block.glued or after[0] in "\n\u2028:|":
        return True
    is_parted = re.match(r"\s*[-–—•·:|]\s|\s+(?:n°|no\.?)\s*\d", after)
    return bool(is_parted)


def _embargo(draft: Draft, block: Block) -> int:
    line = block.whole().lines()[0] if block.text else block.whole()
    if draft.embargo or len(line.text) > 200:
        return 0
    is_immediate = bool(matching.whole_line("immediate").fullmatch(line.text))
    if not is_immediate and not matching.whole_line("embargo").fullmatch(line.text):
        return 0
    draft.embargo = Embargo(words(line), is_immediate)
    return line.end


def _reference(draft: Draft, block: Block) -> int:
    line = block.whole().lines()[0] if block.text else block.whole()
    match = REFERENCE.fullmatch(line.raw)
    if draft.reference or match is None:
        return 0
    key = match["key"]
    draft.reference = words(line, said=key)
    return line.end


def _dateline_alone(draft: Draft, block: Block) -> int:
    """Take a line that is a dateline and nothing else."""
    if draft.dateline or block.kind in {"row", "item"} or not block.text:
        return 0
    line = block.whole().lines()[0]
    found = dates.dateline(line.raw)
    if found is None or found.written is None or line.raw[found.end :].strip(" ,.-–—"):
        return 0
    _set_dateline(draft, line, found)
    return line.end


def _set_dateline(draft: Draft, span: Span, found: dates.Line) -> None:
    place = span.raw[slice(*found.place)].strip() if found.place else ""
    written = found.written
    first, comma, country = place.partition(",")
    if first.isupper() and len(first) > 3:
        place = first.title() + comma + country
    draft.dateline = Dateline(
        words=words(span),
        place=place if len(place) <= LONGEST_PLACE else "",
        date=written.day if written else None,
        form=written.form if written else "",
    )


def _headline_index(draft: Draft, rest: list[Block]) -> int | None:
    """Return which block is the headline: the first heading 1, else the first."""
    candidates = [
        position
        for position, block in enumerate(rest[:FRONT])
        if block.kind in {"heading", "paragraph", "quote"}
        and WORD.search(block.text)
        and not mending.is_section_line(block.text)
        and len(block.whole().lines()[0].text) <= LONGEST_TITLE
    ]
    for position in candidates:
        block = rest[position]
        if block.kind == "heading" and block.level == 1:
            return position
    if not candidates or candidates[0] > 3:
        return None
    first = rest[candidates[0]]
    is_short = len(first.text.split()) <= LETTERHEAD
    is_plain = first.kind == "paragraph" and not first.is_wholly("bold")
    if draft.label and is_plain and is_short and len(candidates) > 1:
        following = rest[candidates[1]]
        stands_out = following.kind == "heading" or following.is_wholly("bold")
        label = draft.label.spans[0].block
        if stands_out and first.line < label.line:
            return candidates[1]
    return candidates[0]


def _take_headline(draft: Draft, block: Block) -> list[Block]:
    """Take the headline; a line break inside it makes the rest a subtitle."""
    lines = block.whole().lines()
    if len(lines) == 1:
        draft.headline = words(block.whole())
        return []
    is_title_like = (
        block.kind == "heading" or block.is_wholly("bold") or len(block.text) < 240
    )
    end = lines[0].end
    is_wrapped = block.text[end] != HARD_BREAK and len(lines[0].text) > 60
    if is_wrapped and is_title_like and len(block.text) <= LONGEST_TITLE:
        draft.headline = words(block.whole())
        return []
    draft.headline = words(lines[0])
    remaining = Span(block, end + 1, len(block.text))
    if is_title_like and len(remaining.text) <= LONGEST_TITLE:
        draft.subtitle = words(remaining)
        draft.note("subtitle-in-headline", remaining, text=remaining.text[:80])
        return []
    return [mending.cut(block, end, len(block.text), kind="paragraph")]


def _take_subtitle(draft: Draft, rest: list[Block]) -> list[Block]:
    """Take a short line under the headline that stands out or does not end."""
    if draft.subtitle or len(rest) < 2:
        return rest
    block, after = rest[0], rest[1]
    count = len(block.text.split())
    is_line = block.kind in {"heading", "paragraph"} and count <= SUBTITLE_WORDS
    if not is_line or len(block.text) > LONGEST_TITLE or dates.dateline(block.text):
        return rest
    if mending.is_section_line(block.text) or after.kind in {"item", "row"}:
        return rest
    stands_out = block.kind == "heading" or block.is_wholly("italic")
    is_open = not re.search(r"[.!?:»”\"]\s*$", block.text) and count <= 30
    is_bold = block.is_wholly("bold") and (is_open or bool(dates.dateline(after.text)))
    if (
        block.kind == "heading"
        and after.kind == "heading"
        and after.level > block.level
    ):
        return rest
    if not stands_out and not is_bold and not (is_open and after.kind == "paragraph"):
        return rest
    draft.subtitle = words(block.whole())
    return rest[1:]


def _take_lead(draft: Draft, rest: list[Block]) -> list[Block]:
    """Take the dateline that a paragraph begins with, and the paragraph as lead."""
    queue = list(rest)
    while queue and queue[0].kind == "paragraph":
        block = queue[0]
        found = dates.dateline(block.text)
        begin = 0
        if found and draft.dateline is None:
            begin = found.end
            _set_dateline(draft, Span(block, 0, begin), found)
        elif found and found.written is None:
            found = None
        left = Span(block, begin, len(block.text))
        if not left.text:
            queue.pop(0)
            continue
        if mending.is_section_line(left.text) or left.raw.lstrip()[0] in '“«"':
            return _without(queue, begin)
        draft.lead = words(left)
        if left.is_wholly("bold"):
            draft.note("lead-bold", left)
        return queue[1:]
    return queue


def _without(queue: list[Block], begin: int) -> list[Block]:
    if not begin:
        return queue
    return [mending.cut(queue[0], begin, len(queue[0].text)), *queue[1:]]
