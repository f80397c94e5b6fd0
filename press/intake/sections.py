"""Sections behind the body: Abouts, contacts, the end mark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from press.intake import matching, mending
from press.intake.blocks import WORD, Block, Span, words
from press.intake.draft import About, Draft, Listing, Paragraph

END = matching.pattern("end")
LONGEST_HEADING = 14


@dataclass
class Sections:
    """The blocks of a release by what they belong to."""

    body: list[Block] = field(default_factory=list)
    abouts: list[tuple[Block, list[Block]]] = field(default_factory=list)
    contacts: list[Block] = field(default_factory=list)


def divide(
    draft: Draft, blocks: Sequence[Block], *, early: Sequence[Block] = ()
) -> Sections:
    """Return the blocks by section, headings of contacts and end mark taken.

    `early` are contacts that stand in front of the headline.
    """
    found = Sections()
    for block in early:
        take_inline_contact(draft, block, found.contacts)
    target = found.body
    for block in blocks:
        if is_end(block, draft):
            draft.end_mark = words(block.whole())
            continue
        if mending.is_contacts(block.text) and is_heading_like(block):
            _take_contact_heading(draft, block)
            target = found.contacts
        elif is_heading_like(block) and mending.is_about(block.text):
            found.abouts.append((block, []))
            target = found.abouts[-1][1]
        elif is_inline_contact(block):
            target = take_inline_contact(draft, block, found.contacts)
        elif _leaves(block, target, found):
            target = found.body
            target.append(block)
        else:
            target.append(block)
    found.body = [block for block in found.body if block.kind != "rule"]
    return found


def is_heading_like(block: Block) -> bool:
    """Tell whether a block stands as a heading: by its format or as a short line."""
    if block.kind == "heading":
        return True
    is_short = len(block.text.split()) <= LONGEST_HEADING
    return block.kind == "paragraph" and is_short


def is_end(block: Block, draft: Draft) -> bool:
    """Tell whether a block is an end mark: "-30-", "ENDS", "FIN"."""
    if draft.end_mark or block.kind not in {"paragraph", "heading", "item"}:
        return False
    text = block.text.strip()
    if text and not WORD.search(text):
        return block.kind == "heading" or bool(re.fullmatch(r"[#*\s]+", text))
    if len(text) > 40 or not END.fullmatch(text):
        return False
    return bool(re.search(r"[-–—*#]|30", text)) or text == text.upper()


def _take_contact_heading(draft: Draft, block: Block) -> None:
    if draft.contact_heading:
        draft.set_aside(block.whole(), "contact-heading")
    else:
        draft.contact_heading = words(block.whole())


def is_inline_contact(block: Block) -> bool:
    """Tell whether a paragraph is "Press contact: name, address"."""
    if block.kind not in {"paragraph", "heading"} or len(block.text) > 400:
        return False
    prefix = matching.pattern("contact_prefix")
    match = re.match(rf"\W*(?:{prefix.pattern})\s*[:\-–—]\s*", block.text, re.I)
    rest = block.text[match.end() :] if match else ""
    return bool(match) and bool(re.search(r"@|\d{2}[ .\-]?\d{2}", rest))


def take_inline_contact(
    draft: Draft, block: Block, contacts: list[Block]
) -> list[Block]:
    """Take a paragraph of contacts, its label apart; return the section."""
    prefix = matching.pattern("contact_prefix")
    match = re.match(rf"\W*(?:{prefix.pattern})\s*[:\-–—]\s*", block.text, re.I)
    end = match.end() if match else 0
    if draft.contact_heading:
        draft.set_aside(Span(block, 0, end), "contact-heading")
    else:
        draft.contact_heading = words(Span(block, 0, end))
    contacts.append(mending.cut(block, end, len(block.text), kind="paragraph"))
    return contacts


def _leaves(block: Block, target: list[Block], found: Sections) -> bool:
    """Tell whether a block ends a section: another heading, or a rule."""
    if target is found.body:
        return False
    if block.kind == "heading":
        return True
    is_bold_line = block.kind == "paragraph" and block.is_wholly("bold")
    if target is found.contacts:
        is_prose = len(block.text.split()) > 40 and "@" not in block.text
        return is_prose or (is_bold_line and bool(_ends_like_heading(block)))
    return block.kind == "rule" or (is_bold_line and is_heading_like(block))


def _ends_like_heading(block: Block) -> bool:
    return block.text.endswith(":") and len(block.text.split()) <= LONGEST_HEADING


def about(draft: Draft, heading: Block, blocks: Sequence[Block]) -> About:
    """Return the About of a section."""
    title = heading.text.strip()
    match = matching.pattern("about").match(title)
    name = title[match.end() :] if match else title
    article = re.match(matching.pattern("articles").pattern, name, re.IGNORECASE)
    name = name[article.end() :] if article else name
    parts: list[Paragraph | Listing] = []
    for block in blocks:
        last = parts[-1] if parts else None
        if block.kind == "rule":
            continue
        if block.kind == "item" and isinstance(last, Listing):
            last.items.append(words(block.whole()))
        elif block.kind == "item":
            parts.append(Listing([words(block.whole())], block.marker[:1].isdigit()))
        else:
            parts.append(Paragraph(words(block.whole())))
    return About(words(heading.whole()), " ".join(name.split()).strip(" :?."), parts)
