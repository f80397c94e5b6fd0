"""Quotes inside a paragraph, beside other sentences, with who said them."""

import re
from collections.abc import Iterator

from press.intake import mending, sentences, speaking
from press.intake.blocks import Block, Span, words
from press.intake.draft import Draft, Quotation

SHORTEST = 2
# How far to look for what stands beside a quote.
LOOK = 200


def inside(draft: Draft, block: Block) -> Iterator[Block | Quotation]:
    """Yield the pieces of a paragraph that holds quotes beside other sentences."""
    if block.kind not in {"paragraph", "quote"} or not re.search('[“«„"]', block.text):
        yield block
        return
    begin = 0
    for start, end, quote in _attributed_inside(draft, block):
        if block.text[begin:start].strip():
            yield mending.cut(block, begin, start)
        yield quote
        begin = end
    if begin == 0:
        yield block
    elif block.text[begin:].strip():
        yield mending.cut(block, begin, len(block.text))


def _attributed_inside(
    draft: Draft, block: Block
) -> Iterator[tuple[int, int, Quotation]]:
    """Yield start, end and quote for each quoted sentence that says who spoke."""
    text, done = block.text, 0
    for start, end in _quoted(text):
        if start < done or len(text[start:end].split()) < SHORTEST:
            continue
        found = _behind(block, start, end) or _in_front(draft, block, start, end, done)
        if found is None:
            continue
        begin, stop, quote = found
        done = stop
        yield begin, stop, quote


def _quoted(text: str) -> list[tuple[int, int]]:
    """Return where quoted stretches begin and end, marks included; in one pass."""
    found, start, closing = [], -1, ""
    for match in re.finditer(r"[“”«»„\"‹›]", text):
        sign = match[0]
        if start < 0 and sign in speaking.OPENING:
            start, closing = match.start(), speaking.PAIRS[sign]
        elif start >= 0 and sign == closing:
            found.append((start, match.end()))
            start = -1
    return found


def _behind(block: Block, start: int, end: int) -> tuple[int, int, Quotation] | None:
    """Return the quote whose speaker follows: “…”, said X, role. “…”"""
    text = block.text
    before = text[max(start - LOOK, 0) : start].rstrip()
    is_first = not before or before[-1] in '.!?:…”»"'
    match = speaking.BEHIND.match(text, end, end + 400)
    if match is None or not is_first:
        return None
    who = speaking.who(match["name"] or match["name2"], match["role"] or match["role2"])
    spans = [Span(block, start, end)]
    stop = match.end()
    more = re.match(r"\s*(?=[“«\"])", text[stop : stop + 4])
    if more:
        for next_start, next_end in _quoted(text[stop : stop + 3000]):
            is_next = not text[stop : stop + next_start].strip()
            again = speaking.BEHIND.match(text, stop + next_end, stop + next_end + 400)
            if is_next and again is None:
                spans.append(Span(block, stop + next_start, stop + next_end))
                stop += next_end
            break
    tail = re.match(r"\s*\.", text[stop : stop + LOOK])
    stop += tail.end() if tail and len(spans) > 1 else 0
    attribution = words(Span(block, end, match.end()))
    quote = speaking.quotation(spans, who, attribution)
    quote.text = speaking.continued([speaking.spoken_text(span.text) for span in spans])
    return start, stop, quote


def _in_front(
    draft: Draft, block: Block, start: int, end: int, done: int
) -> tuple[int, int, Quotation] | None:
    """Return the quote whose speaker comes first: X, role, said: “…”"""
    head = block.text[max(done, start - 400) : start]
    offset = max(done, start - 400)
    pieces = sentences.split(Span(block, offset, offset + len(head.rstrip())))
    if not pieces:
        return None
    found = speaking.introduction(pieces[-1].raw)
    after = block.text[end : end + LOOK].lstrip()
    is_sentence = not after or after[0] in ".\n\u2028" or after[0].isupper()
    if found is None or not is_sentence or not found.is_sure:
        return None
    stop = end + (1 if block.text[end : end + 1] == "." else 0)
    begin = pieces[-1].part(found.clause)
    quote = speaking.quotation([Span(block, start, stop)], found.by, words(begin))
    if found.clause:
        draft.set_aside(pieces[-1].part(0, found.clause), "beside-speaker")
    return pieces[-1].start, stop, quote
