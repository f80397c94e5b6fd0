"""Makes the draft: each block of a source goes to one part of it."""

from collections.abc import Sequence
from typing import Literal

from press.intake import consortium, contacts, front, members, quotes, sections
from press.intake.blocks import Block, Span, Words, words
from press.intake.draft import Draft, Heading, Listing, Paragraph, Table

LONGEST_HEADING = 200


def draft(blocks: Sequence[Block], *, locale: str, region: str) -> Draft:
    """Return the draft that mended blocks make, in a locale."""
    made = Draft(locale=locale)
    early: list[Block] = []
    rest = front.take(made, blocks, contacts=early)
    found = sections.divide(made, rest, early=early)
    pieces = members.take(made, quotes.take(made, found.body))
    _fill_body(made, pieces)
    made.body += members.in_lead(made)
    for heading, parts in found.abouts:
        made.abouts.append(sections.about(made, heading, parts))
    contacts.take(made, found.contacts, region=region)
    consortium.settle(made)
    return made


def _fill_body(made: Draft, pieces: Sequence[consortium.Piece]) -> None:
    group = 0
    for piece in pieces:
        if not isinstance(piece, Block):
            made.body.append(piece)
            continue
        last = made.body[-1] if made.body else None
        if piece.kind == "item" and isinstance(last, Listing) and piece.group == group:
            last.items.append(words(piece.whole()))
        elif piece.kind == "row" and isinstance(last, Table) and piece.group == group:
            last.rows.append(cells(piece))
        else:
            made.body.append(_part(piece))
        group = piece.group


def _part(block: Block) -> Paragraph | Heading | Listing | Table:
    if block.kind == "item":
        return Listing([words(block.whole())], ordered=block.marker[:1].isdigit())
    if block.kind == "row":
        return Table([cells(block)])
    is_title = block.kind == "heading" or _is_bold_line(block)
    if is_title and len(block.text) <= LONGEST_HEADING:
        level: Literal[2, 3] = 3 if block.level > 2 else 2
        return Heading(words(block.whole()), level, source_level=block.level)
    return Paragraph(words(block.whole()))


def _is_bold_line(block: Block) -> bool:
    """Tell whether a paragraph is a short bold line: a heading in all but name."""
    return (
        block.kind == "paragraph"
        and len(block.text.split()) <= sections.LONGEST_HEADING
        and not block.text.rstrip().endswith((".", "!", ",", ";"))
        and block.is_wholly("bold")
    )


def cells(block: Block) -> list[Words]:
    """Return the cells of a row."""
    found: list[Words] = []
    begin = 0
    for part in block.text.split("\t"):
        found.append(words(Span(block, begin, begin + len(part))))
        begin += len(part) + 1
    return found
