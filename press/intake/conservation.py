"""Proves that every word of a source is placed once, or listed as unplaced."""

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from press.intake import building, markdown
from press.intake.blocks import WORD, Block, Span

# Markup whose letters are no words of the text.
TAG = re.compile(r"""</?([a-zA-Z][\w-]*)(?:"[^"<]*"|'[^'<]*'|[^'"<>])*>""")
LINK_TARGET = re.compile(
    r"""\]\((?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"""
    r"""(?=(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\))"""
)
# Tags that part words: a line, a cell, or text that nobody sees.
APART = building.OWN_BLOCKS | building.CELL_TAGS | building.SILENT_TAGS | {"br", "hr"}
# Code shows its tags as they are.
CODE = re.compile(r"(?<![`\\])(`+)(?!`)[^`\n]{1,2000}(?<!`)\1(?!`)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)


@dataclass(frozen=True)
class Account:
    """The words of a source: how many, how many placed, and what is amiss.

    `lost` are words of the source that neither the draft nor its list of unplaced
    words holds, `invented` those that the source does not have, `doubled` those
    that two places of the draft hold.
    """

    total: int
    placed: int
    unplaced: int
    lost: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not (self.lost or self.invented or self.doubled)


def words_of(text: str) -> list[str]:
    """Return the words of a text: its runs of letters and digits."""
    return WORD.findall(text)


def letters(text: str) -> str:
    """Return the letters and digits of a text, in order."""
    return "".join(WORD.findall(text))


def readable(source: str) -> str:
    """Return a source without the markup whose letters are no words."""
    text = CODE.sub(lambda code: code[0].replace("<", "‹"), source)
    text = DEFINITION.sub(" ", text)
    text = LINK_TARGET.sub("] (", text)
    text = TAG.sub(_without_tag, text)
    return html.unescape(text)


def unread(source: str, parsed: markdown.Parsed) -> list[str]:
    """Return words of the source that its parser did not hand on."""
    kept = [block.marker + " " + block.text for block in parsed.blocks]
    kept += [dropped.text for dropped in parsed.dropped]
    # What is dropped comes last there, and two words may touch: letters tell.
    if Counter(letters(readable(source))) == Counter(letters(" ".join(kept))):
        return []
    there = Counter(word for text in kept for word in words_of(text))
    missing = []
    for word in words_of(readable(source)):
        if there[word]:
            there[word] -= 1
        else:
            missing.append(word)
    parted = _parted(kept, there) if missing else ""
    shown = {word for word in building.KNOWN_TAGS if f"<{word}>" in source}
    shown |= {word for word in building.KNOWN_TAGS if f"</{word}>" in source}
    return [word for word in missing if word not in parted and word not in shown]


def _parted(kept: list[str], left: Counter[str]) -> str:
    """Return kept words that no word of the source equals, as one run of letters.

    Code shows tags that are markup elsewhere; there a word of the source may be
    two of the text, with a tag between.
    """
    over = [word for text in kept for word in words_of(text) if left[word] > 0]
    return "".join(word for word in over if word.lower() not in building.KNOWN_TAGS)


def account(
    blocks: Iterable[Block], *, placed: Iterable[Span], unplaced: Iterable[Span]
) -> Account:
    """Compare the words of blocks with the spans that a draft made of them.

    Each word is told apart by its place, so that two equal ones are two.
    """
    spans = [(span, True) for span in placed] + [(span, False) for span in unplaced]
    by_block: dict[int, list[tuple[Span, bool]]] = {}
    known = {id(block) for block in blocks}
    invented: list[str] = []
    for span, is_placed in spans:
        rooted = _rooted(span, known)
        if rooted:
            by_block.setdefault(id(rooted.block), []).append((rooted, is_placed))
        else:
            invented += words_of(span.raw)
    counts = {"total": 0, "placed": 0, "unplaced": 0}
    lost: list[str] = []
    doubled: list[str] = []
    for block in blocks:
        _account_block(block, by_block.get(id(block), []), counts, lost, doubled)
    return Account(
        **counts,
        lost=tuple(lost),
        invented=tuple(invented),
        doubled=tuple(doubled),
    )


def _rooted(span: Span, known: set[int]) -> Span | None:
    """Return the span in the block that its own was cut out of."""
    while id(span.block) not in known:
        origin, offset = span.block.origin, span.block.offset
        if origin is None:
            return None
        span = Span(origin, span.start + offset, span.end + offset)
    return span


def _account_block(
    block: Block,
    spans: list[tuple[Span, bool]],
    counts: dict[str, int],
    lost: list[str],
    doubled: list[str],
) -> None:
    """Count each word of a block by the spans that touch it: one, and wholly."""
    spans = sorted(spans, key=lambda pair: (pair[0].start, pair[0].end))
    position, reached = 0, 0
    for (span, _one), (after, _two) in pairwise(spans):
        reached = max(reached, span.end)
        overlap = block.text[after.start : min(reached, after.end)]
        doubled += words_of(overlap)
    for word in WORD.finditer(block.text):
        counts["total"] += 1
        while position < len(spans) and spans[position][0].end <= word.start():
            position += 1
        if position == len(spans) or not (
            spans[position][0].start <= word.start()
            and word.end() <= spans[position][0].end
        ):
            lost.append(word.group())
        elif spans[position][1]:
            counts["placed"] += 1
        else:
            counts["unplaced"] += 1


def _without_tag(match: re.Match[str]) -> str:
    name = match[1].lower()
    if name not in building.KNOWN_TAGS:
        return match[0]
    return " " if name in APART else ""
