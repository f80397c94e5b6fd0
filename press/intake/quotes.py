"""Quotes: the words, and who said them, in the forms that releases use."""

import re
from collections.abc import Iterator, Sequence

from press.intake import inline_quotes, mending, people, sentences, speaking
from press.intake.blocks import Block, Span, words
from press.intake.draft import Draft, Quotation

SHORTEST = 4
LONGEST_LINE = 45
MOST_PARAGRAPHS = 8
LONGEST_HEAD = 400
CLOSING_MARKS = re.compile(r"[\s,.;:]*$")


def take(draft: Draft, blocks: Sequence[Block]) -> list[Block | Quotation]:
    """Return the blocks with each quote in place of the words it was made of."""
    blocks = list(_parted(blocks))
    found: list[Block | Quotation] = []
    position = 0
    while position < len(blocks):
        used, parts = _quote_at(draft, blocks, position, found)
        if used:
            found += parts
            position += used
        else:
            found += inline_quotes.inside(draft, blocks[position])
            position += 1
    return found


def _quote_at(
    draft: Draft,
    blocks: Sequence[Block],
    position: int,
    before: list[Block | Quotation],
) -> tuple[int, list[Block | Quotation]]:
    """Return how many blocks a quote of whole paragraphs takes, and its parts."""
    block = blocks[position]
    if block.kind == "quote":
        used = 1
        while position + used < len(blocks) and blocks[position + used].kind == "quote":
            used += 1
        spans = [one.whole() for one in blocks[position : position + used]]
        is_marked = True
    else:
        spans = _whole_quote(blocks, position)
        used = len(spans)
        is_marked = False
    if not spans:
        return 0, []
    made = _attributed(draft, blocks, position + used, spans, is_marked)
    if made:
        quote, more = made
        return used + more, [quote]
    other = _introduced(draft, spans, before) or _spoken_within(spans)
    if other:
        return used, [other]
    if is_marked and len(spans[0].text.split()) >= SHORTEST:
        quote = Quotation(words(*spans), speaking.spoken(spans))
        draft.note("quote-without-speaker", spans[0])
        return used, [quote]
    return 0, []


def _spoken_within(spans: Sequence[Span]) -> Quotation | None:
    """Return a quote that names its speaker between its marks: « …, dit X. … »."""
    first = spans[0]
    match = speaking.WITHIN.search(first.raw[:2000])
    if match is None or len(first.raw[: match.start()].split()) < SHORTEST:
        return None
    stop = match.end("role") if match["role"] else match.end("name")
    before, after = first.part(0, match.start()), first.part(stop)
    quote = speaking.quotation(
        [before, after, *spans[1:]],
        speaking.who(match["name"], match["role"]),
        words(first.part(match.start(), stop)),
    )
    sign = match["end"].strip()
    kept = speaking.spoken([before]) + ("." if sign == "." else ",")
    rest = re.sub(r"^[.,]\s*", "", after.text)
    quote.text = speaking.spoken_text(f"{kept} {rest}")
    if len(spans) > 1:
        quote.text = "\n".join(
            [quote.text, *(speaking.spoken([span]) for span in spans[1:])]
        )
    return quote


def _whole_quote(blocks: Sequence[Block], position: int) -> list[Span]:
    """Return the paragraphs that are one quote, from its first mark to its last.

    The last may have a line of its own that says who spoke.
    """
    spans: list[Span] = []
    for block in blocks[position : position + MOST_PARAGRAPHS]:
        lines = block.whole().lines()
        text = block.text
        if len(lines) > 1 and _line_attribution(lines[-1], needs_dash=True):
            text = text[: lines[-1].start].rstrip()
        if block.kind not in {"paragraph", "item"}:
            return []
        if not spans and (not text or text[0] not in speaking.OPENING):
            return []
        closing = (
            speaking.PAIRS[spans[0].block.text[0]] if spans else speaking.PAIRS[text[0]]
        )
        spans.append(block.whole())
        body = text[1:] if text[0] in speaking.OPENING else text
        place = body.rfind(closing)
        if place == -1:
            continue
        tail = body[place + 1 :]
        is_all = CLOSING_MARKS.fullmatch(tail) and closing not in body[:place]
        return spans if is_all else []
    return []


def _attributed(
    draft: Draft,
    blocks: Sequence[Block],
    position: int,
    spans: list[Span],
    is_marked: bool,
) -> tuple[Quotation, int] | None:
    """Return a quote whose last line, or whose next block, says who spoke."""
    last = spans[-1]
    lines = last.lines()
    if len(lines) > 1:
        inside = _line_attribution(lines[-1], needs_dash=not is_marked)
        if inside:
            kept = [*spans[:-1], last.part(0, lines[-1].start - last.start)]
            return speaking.quotation(kept, inside, words(lines[-1])), 0
    if len(spans) > 1 and is_marked:
        inside = _line_attribution(spans[-1], needs_dash=False)
        if inside:
            return speaking.quotation(spans[:-1], inside, words(spans[-1])), 0
    if position >= len(blocks):
        return None
    after = blocks[position]
    is_single = after.kind == "item" and not _is_item(blocks, position + 1, after.group)
    if after.kind not in {"paragraph", "quote", "heading"} and not is_single:
        return None
    who = _line_attribution(after.whole(), needs_dash=False)
    if who is None:
        return None
    if not is_marked and after.text[0] not in people.DASHES and not is_single:
        draft.note("attribution-apart", after.whole(), name=who.speaker)
    return speaking.quotation(spans, who, words(after.whole())), 1


def _is_item(blocks: Sequence[Block], position: int, group: int) -> bool:
    return position < len(blocks) and (
        blocks[position].kind == "item" and blocks[position].group == group
    )


def _line_attribution(span: Span, *, needs_dash: bool) -> people.Attribution | None:
    text = span.text
    if len(text.split()) > LONGEST_LINE or mending.is_section_line(text):
        return None
    if needs_dash and text[:1] not in people.DASHES:
        return None
    verb = re.match(rf"[\s,–—-]*(?i:\b(?:{speaking.SAYS}))\s+(?=[A-ZÀ-Þ])", text)
    if verb:
        text = text[verb.end() :]
    return people.attribution(text)


def _introduced(
    draft: Draft, spans: list[Span], before: list[Block | Quotation]
) -> Quotation | None:
    """Return a quote whose speaker the paragraph before it names: "X, role, said:"."""
    last = before[-1] if before else None
    if not isinstance(last, Block) or last.kind not in {"paragraph", "heading"}:
        return None
    sentence = sentences.split(last.whole())[-1]
    found = speaking.introduction(sentence.raw)
    if found is None:
        return None
    before.pop()
    if sentence.start > 0:
        before.append(mending.cut(last, 0, sentence.start))
    if found.clause:
        draft.set_aside(sentence.part(0, found.clause), "beside-speaker")
    return speaking.quotation(spans, found.by, words(sentence.part(found.clause)))


def _parted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, one that opens a long quote behind its speaker cut in two."""
    for block in blocks:
        place = _opening_behind_speaker(block)
        if place:
            yield mending.cut(block, 0, place)
            yield mending.cut(block, place, len(block.text))
        else:
            yield block


def _opening_behind_speaker(block: Block) -> int:
    """Return where a quote opens that goes on in the next paragraph, or 0."""
    for opening, closing in (("“", "”"), ("«", "»")):
        place = block.text.rfind(opening)
        if place > 0 and closing not in block.text[place:]:
            before = block.text[max(place - LONGEST_HEAD, 0) : place].rstrip()
            if block.kind == "paragraph" and before.endswith(":"):
                return place
    return 0
