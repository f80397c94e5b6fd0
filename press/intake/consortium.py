"""One consortium of a draft: groups together, each body once, who leads."""

import re
from collections.abc import Sequence

from press.intake import matching
from press.intake.blocks import Block
from press.intake.draft import Draft, Member, Members, Quotation

Piece = Block | Quotation | Members
AFTER_LEAD = r"\s+(?:the\s+|l['’]|la\s+|le\s+)?(?P<name>[A-ZÀ-ÖØ-Þ][^,.;()\n]{1,80})"


def merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Make groups that follow each other one consortium."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if (
            isinstance(piece, Members)
            and isinstance(last, Members)
            and piece.in_text == last.in_text
        ):
            last.groups += piece.groups
        else:
            found.append(piece)
    return found


def key(name: str) -> frozenset[str]:
    """Return a name as its words, whatever their order, accents and articles."""
    bare = matching.unaccented(re.sub(r"['’]", " ", name))
    small = {"the", "of", "and", "for", "de", "du", "des", "la", "le", "les", "et"}
    return frozenset(set(re.findall(r"\w+", bare)) - small - {"d", "l"})


def settle(draft: Draft) -> None:
    """List each body once, across groups, and note which came twice; find leads."""
    seen: dict[frozenset[str], Member] = {}
    for part in draft.body:
        if not isinstance(part, Members):
            continue
        for group in part.groups:
            kept = []
            for member in group.members:
                known = _known(seen, member)
                if known is None:
                    kept.append(member)
                    continue
                known.again.append(member.words)
                draft.note(
                    "member-twice",
                    member.words.spans[0],
                    name=member.name,
                    first=known.name,
                )
            group.members = kept
        part.groups = [group for group in part.groups if group.members or group.label]
    _set_leads(draft)


def _known(seen: dict[frozenset[str], Member], member: Member) -> Member | None:
    keys = [key(member.name)]
    if member.acronym:
        keys.append(key(member.acronym))
    known = next((seen[one] for one in keys if one in seen), None)
    for one in keys:
        seen.setdefault(one, known or member)
    return known


def _set_leads(draft: Draft) -> None:
    """Give the role "lead" to a member that the text calls so: "led by X"."""
    texts = [draft.subtitle.text, *(text.text for text in draft.running_text())]
    for part in draft.body:
        if isinstance(part, Members):
            texts += [group.label.text for group in part.groups]
    regex = re.compile(matching.pattern("led_by").pattern + AFTER_LEAD, re.IGNORECASE)
    leads = []
    for text in texts:
        leads += [match["name"] for match in regex.finditer(text[:20000])]
    for member in draft.members():
        name = member.name.casefold()
        if any(lead.casefold().startswith(name) for lead in leads):
            member.role = "lead"
