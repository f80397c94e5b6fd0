"""Mends what a format broke: halves of a paragraph, bullets, glued headings."""

import re
from collections.abc import Iterable, Iterator

from press.intake import matching, vocabulary
from press.intake.blocks import LINE_END, Block, BlockKind, Mark, flat

ENDED = re.compile(r"[.!?…:;»”\"’)\]]\s*$")
BULLET = re.compile(r"\s*(?:[•·▪◦‣●○■□➢►✓✔]|[-–—*]\s)\s*")
# A label in capitals with the first word of a headline at its end.
LABELS = "|".join(
    matching.spaced(label)
    for row in vocabulary.TABLE.values()
    for label in row.labels.values()
)
GLUED_LABEL = re.compile(rf"(?i:{LABELS})(?=[A-ZÀ-Þ][a-zà-ÿ])")
# A stop that belongs to the name of a company, and not to a sentence.
COMPANY = re.compile(r"(?:(?<=Corp)|(?<=Ltd)|(?<=Inc)|(?<=Co)|(?<=S\.A))\.$")
LONG_LINE = 90
SHORT_PARAGRAPH = 8
LONGEST_HEADING = 12


def mended(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks as their author meant them; no word is added or left out."""
    parted = [_unglued(block) for block in blocks]
    found = [part for block in parted for part in _parts(block)]
    return list(_joined(found))


def _unglued(block: Block) -> Block:
    """Return a block with a line end behind a label that runs into the headline."""
    match = GLUED_LABEL.match(block.text)
    if match is None or not match[0].isupper():
        return block
    place = match.end()
    return Block(
        kind=block.kind,
        text=f"{block.text[:place]}\n{block.text[place:]}",
        line=block.line,
        marks=tuple(
            Mark(
                mark.start + (mark.start >= place),
                mark.end + (mark.end > place),
                mark.kind,
                mark.href,
            )
            for mark in block.marks
        ),
        level=block.level,
        group=block.group,
        marker=block.marker,
        glued=tuple(sorted({*block.glued, place})),
    )


def cut(
    block: Block,
    start: int,
    end: int,
    *,
    kind: BlockKind | None = None,
    group: int = 0,
    marker: str = "",
) -> Block:
    """Return a part of a block as a block."""
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    end = start + len(text)
    marks = tuple(
        Mark(max(m.start - start, 0), min(m.end, end) - start, m.kind, m.href)
        for m in block.marks
        if m.start < end and m.end > start
    )
    return Block(
        kind=kind or block.kind,
        text=text,
        line=block.line_at(start),
        marks=marks,
        level=block.level,
        group=group or block.group,
        marker=marker,
        glued=tuple(place - start for place in block.glued if start <= place < end),
        joins=tuple(place - start for place in block.joins if start <= place < end),
        resumes=tuple(
            (place - start, line)
            for place, line in block.resumes
            if start <= place < end
        ),
        origin=block,
        offset=start,
    )


def _parts(block: Block) -> Iterator[Block]:
    if block.kind != "paragraph":
        yield block
        return
    bullets = list(_bulleted(block))
    if bullets:
        yield from bullets
        return
    heading = _heading_end(block)
    if heading:
        yield cut(block, 0, heading, kind="heading")
        rest = cut(block, heading, len(block.text))
        if rest.text:
            yield from _parts(rest)
        return
    yield from _long_lines(block)


def _line_ranges(block: Block) -> list[tuple[int, int]]:
    ends = [match.start() for match in LINE_END.finditer(block.text)]
    return list(
        zip([0, *(end + 1 for end in ends)], [*ends, len(block.text)], strict=True)
    )


def _bulleted(block: Block) -> Iterator[Block]:
    """Yield a paragraph and its items, where two lines or more begin with a bullet."""
    ranges = _line_ranges(block)
    starts = [
        (start, match.end() - start)
        for start, end in ranges
        if (match := BULLET.match(block.text, start, end)) and match.end() < end
    ]
    if len(starts) < 2:
        return
    first = starts[0][0]
    if block.text[:first].strip():
        yield cut(block, 0, first)
    group = -block.line
    stops = [start for start, _size in starts[1:]] + [len(block.text)]
    for (start, size), stop in zip(starts, stops, strict=True):
        yield cut(block, start + size, stop, kind="item", group=group, marker="•")


def _heading_end(block: Block) -> int:
    """Return where a heading at the beginning of a paragraph ends, or 0."""
    first_bold = next(
        (m for m in block.marks if m.kind == "bold" and m.start == 0), None
    )
    line_end = LINE_END.search(block.text)
    if first_bold and first_bold.end < len(block.text):
        head = block.text[: first_bold.end]
        if is_section_line(head):
            return first_bold.end
    if line_end:
        head = block.text[: line_end.start()]
        if is_section_line(head) or matching.whole_line("notes").fullmatch(head):
            return line_end.start()
    elif is_section_line(block.text) and not ends_sentence(block.text):
        return len(block.text)
    inline = re.match(r"[^:\n\u2028.]{6,80}:(?=\s)", block.text)
    if inline and is_about(inline[0]):
        return inline.end()
    return 0


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with a full stop that is no company's."""
    return COMPANY.sub("", text.rstrip()).endswith(".")


def is_section_line(text: str) -> bool:
    """Tell whether a line is the heading of contacts or of an About."""
    return is_contacts(text) or is_about(text)


def is_contacts(text: str) -> bool:
    """Tell whether a line says that contacts follow, and nothing else."""
    line = flat(text)
    return bool(matching.whole_line("contacts").fullmatch(line)) and len(line) < 80


def is_about(text: str) -> bool:
    """Tell whether a line is the heading of an About: "About X"."""
    line = flat(text).strip(" :*#")
    match = matching.pattern("about").match(line)
    if match is None or len(line) > 150 or len(line.split()) > LONGEST_HEADING:
        return False
    subject = COMPANY.sub("", line[match.end() :].strip())
    if not subject or re.search(r"[.!?;,]\s|\.$", subject):
        return not subject and line.casefold().rstrip(" ?") not in {"about", "who is"}
    article = matching.pattern("articles").match(subject)
    name = subject[article.end() :] if article else subject
    return (
        bool(name)
        and (name[0].isupper() or not name[0].isalpha())
        and not (name[0].isdigit())
    )


def _long_lines(block: Block) -> Iterator[Block]:
    """Yield each line as a paragraph, where a text has a paragraph a line."""
    ranges = _line_ranges(block)
    lines = [block.text[start:end].strip() for start, end in ranges]
    full = [line for line in lines if len(line) > LONG_LINE and ENDED.search(line)]
    is_per_line = (
        len(lines) > 1
        and len(full) >= len(lines) - 1
        and all(ENDED.search(line) for line in lines[:-1])
    )
    if not is_per_line or len({len(line) // 8 for line in full}) < len(full) / 2:
        yield block
        return
    for start, end in ranges:
        if block.text[start:end].strip():
            yield cut(block, start, end)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks, halves of a paragraph made one."""
    held: Block | None = None
    for block in blocks:
        if held and is_broken(held, block):
            held = _one(held, block)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def is_broken(first: Block, second: Block) -> bool:
    """Tell whether two paragraphs are halves of one: a hyphen, or no end."""
    if first.kind != "paragraph" or second.kind != "paragraph":
        return False
    if first.joins and len(first.joins) > 20:
        return False
    if re.search(r"[^\W\d_]-$", first.text) and re.match(r"[^\W\d_]", second.text):
        return len(first.text.split()) > 2
    is_long = len(first.text.split()) > SHORT_PARAGRAPH
    is_bold = first.is_wholly("bold") != second.is_wholly("bold")
    begins_lower = bool(re.match(r"[a-zà-öø-ÿ]{2,}[\s,’']", second.text))
    return is_long and begins_lower and not is_bold and not ENDED.search(first.text)


def _one(first: Block, second: Block) -> Block:
    shift = len(first.text) + 1
    return Block(
        kind="paragraph",
        text=f"{first.text}\n{second.text}",
        line=first.line,
        marks=first.marks
        + tuple(
            Mark(m.start + shift, m.end + shift, m.kind, m.href) for m in second.marks
        ),
        glued=first.glued + tuple(place + shift for place in second.glued),
        joins=(*first.joins, shift - 1, *(place + shift for place in second.joins)),
        resumes=(
            *first.resumes,
            (shift, second.line),
            *((place + shift, line) for place, line in second.resumes),
        ),
    )
