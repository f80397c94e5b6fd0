"""Members of a consortium: found in sentences and bullets, in groups, each once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from press.intake import consortium, listing, matching, mending, sentences
from press.intake.blocks import Block, Span, words
from press.intake.draft import Draft, Member, MemberGroup, Members, Quotation

FEWEST = 3
LONGEST_SENTENCE = 6000
LONGEST_ITEM = 24
MEMBERSHIP = matching.pattern("membership")
EXAMPLES = matching.pattern("examples").pattern
GATHERS = matching.pattern("gathers").pattern
ARTICLES = matching.pattern("articles").pattern
# Where a list may begin: behind a colon, "such as", or "brings together".
OPENERS = re.compile(
    rf"(?P<colon>:\s)|(?P<examples>\b(?i:{EXAMPLES})\s)|(?P<gathers>\b(?i:{GATHERS})\s)"
)
AMONG = re.compile(rf"\b(?i:{EXAMPLES})\s*:?\s*$")
MORE = re.compile(
    r",?\s*(?:etc\.?|and others|et autres|and many others|among others|entre autres|"
    r"notamment|\.\.\.|…)\s*$",
    re.IGNORECASE,
)
PARTNERS = re.compile(
    r"\b(?:partners?|partenaires?|supporters?|soutiens?|supported|backed|funded|"
    r"soutenue?s?|financ[eé]e?s?)\b",
    re.IGNORECASE,
)
LEADS = re.compile(r"\b(?:lead|leader|coordinat|porteu[rs]|pilote|chef de file)", re.I)
NAME_START = re.compile(
    rf"(?i:{ARTICLES})?(?:[A-ZÀ-ÖØ-Þ0-9]|(?i:{listing.HEADS})\s(?=de|d['’]|du|of|for))"
)


@dataclass(frozen=True)
class Found:
    """A list in a sentence: its label, names, and whether nothing else is there."""

    sentence: Span
    label: Span
    names: list[listing.Name]
    is_open: bool
    is_whole: bool


def take(draft: Draft, pieces: Sequence[Block | Quotation]) -> list[consortium.Piece]:
    """Return the pieces with lists of members in place of their words."""
    found: list[consortium.Piece] = []
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        if isinstance(piece, Block) and piece.kind == "item":
            items = _items(pieces, position)
            found += _bullets(draft, items, found)
            position += len(items)
            continue
        if isinstance(piece, Block) and piece.kind == "paragraph":
            found += _in_paragraph(draft, piece)
        else:
            found.append(piece)
        position += 1
    return consortium.merged(found)


def in_lead(draft: Draft) -> list[Members]:
    """Return the members that the lead names; its words stay where they are."""
    found = []
    for span in draft.lead.spans:
        lists = [one for s in sentences.split(span) if (one := find(s))]
        if lists:
            found.append(Members([_group(one) for one in lists], in_text=True))
    return found


def _in_paragraph(draft: Draft, block: Block) -> list[consortium.Piece]:
    """Return a paragraph cut at the sentences that are lists of members."""
    found: list[consortium.Piece] = []
    begin = 0
    for sentence in sentences.split(block.whole()):
        one = find(sentence)
        if one is None:
            continue
        group = _group(one)
        if not one.is_whole:
            found.append(Members([group], in_text=True))
            draft.note("members-in-text", sentence, count=str(len(group.members)))
            continue
        if block.text[begin : sentence.start].strip():
            found.append(mending.cut(block, begin, sentence.start))
        found.append(Members([group]))
        _set_joints_aside(draft, one)
        begin = sentence.end
    if begin == 0:
        return [block, *found]
    if block.text[begin:].strip():
        found.append(mending.cut(block, begin, len(block.text)))
    return found


def find(sentence: Span) -> Found | None:
    """Return the list of members that a sentence holds, if it holds one."""
    text = sentence.raw
    if len(text) > LONGEST_SENTENCE or not MEMBERSHIP.search(text):
        return None
    best: Found | None = None
    for match in OPENERS.finditer(text):
        start = match.end()
        if not NAME_START.match(text, start):
            continue
        if not MEMBERSHIP.search(text[: match.end()]):
            continue
        found = _list_from(sentence, match)
        if found and (best is None or len(found.names) > len(best.names)):
            best = found
    return best


def _list_from(sentence: Span, match: re.Match[str]) -> Found | None:
    text = sentence.raw
    start, end = match.end(), len(text.rstrip(" .;:!"))
    more = MORE.search(text, start, end)
    is_open = bool(match["examples"]) or bool(more)
    is_open = is_open or bool(AMONG.search(text[: match.start()]))
    stop = more.start() if more else end
    names = listing.split(text, start=start, end=stop)
    good = [name for name in names if listing.looks_like_name(name)]
    tail_at = _first_bad(names)
    is_whole = tail_at is None
    if not is_whole:
        good = names[:tail_at]
        last = _shortened(text, names[tail_at]) if tail_at is not None else None
        good = [*good, last] if last else good
    if len(good) < FEWEST:
        return None
    label = sentence.part(0, match.start() if match["colon"] else match.end())
    return Found(sentence, label, good, is_open, is_whole)


def _first_bad(names: list[listing.Name]) -> int | None:
    return next(
        (
            place
            for place, name in enumerate(names)
            if not listing.looks_like_name(name)
        ),
        None,
    )


def _shortened(text: str, name: listing.Name) -> listing.Name | None:
    """Return the name that a last piece begins with: "the CNRS have joined"."""
    piece = text[name.start : name.end]
    stop = re.search(r"\s(?=[a-zà-ÿ]+(?:\s|$))", piece.lstrip(" ,"))
    while stop:
        begin = name.start + len(piece) - len(piece.lstrip(" ,"))
        cut = listing.named(text, name.start, begin + stop.start())
        following = re.match(r"\s*([\w'’]+)", piece.lstrip(" ,")[stop.start() :])
        is_small = following and listing.SMALL.match(following[1])
        if cut.name and listing.looks_like_name(cut) and not is_small:
            return cut
        stop = re.compile(r"\s(?=[a-zà-ÿ]+(?:\s|$))").search(
            piece.lstrip(" ,"), stop.end()
        )
    return None


def _group(found: Found) -> MemberGroup:
    text = found.sentence.raw
    label = words(found.label)
    role = "partner" if PARTNERS.search(found.label.raw) else "member"
    members = []
    for name in found.names:
        span = _name_span(found.sentence, name, text)
        members.append(_member(name, span, role))
    return MemberGroup(label, complete=not found.is_open, members=members)


def _name_span(sentence: Span, name: listing.Name, text: str) -> Span:
    """Return the span of a name, the joint in front of it left out."""
    lead = re.match(
        rf"[\s,;•]*(?:(?i:{listing.JOINTS})\s+)?", text[name.start : name.end]
    )
    begin = name.start + (lead.end() if lead else 0)
    return sentence.part(begin, name.end)


def _member(name: listing.Name, span: Span, role: str) -> Member:
    if LEADS.search(name.detail):
        role = "lead"
    return Member(
        name=name.name,
        words=words(span),
        acronym=name.acronym,
        detail=name.detail,
        role=role,  # type: ignore[arg-type]
        acronym_style=name.style,
    )


def _set_joints_aside(draft: Draft, found: Found) -> None:
    """List the words between the names: "and", "or even"."""
    text = found.sentence.raw
    reached = found.label.end - found.sentence.start
    for name in found.names:
        begin = _name_span(found.sentence, name, text).start - found.sentence.start
        draft.set_aside(found.sentence.part(reached, begin), "joint")
        reached = name.end
    draft.set_aside(found.sentence.part(reached, len(text)), "joint")


def _items(pieces: Sequence[Block | Quotation], position: int) -> list[Block]:
    """Return the items of one list, from its first."""
    items: list[Block] = []
    for piece in pieces[position:]:
        if not isinstance(piece, Block) or piece.kind != "item":
            break
        if items and piece.group != items[0].group:
            break
        items.append(piece)
    return items


def _bullets(
    draft: Draft, items: list[Block], before: list[consortium.Piece]
) -> list[consortium.Piece]:
    """Return a group of members, where a list has bodies under a fitting label."""
    last = before[-1] if before else None
    names = [listing.named(item.text, 0, len(item.text)) for item in items]
    is_list = len(items) >= FEWEST and all(
        listing.looks_like_name(name) and len(item.text.split()) <= LONGEST_ITEM
        for name, item in zip(names, items, strict=True)
    )
    is_labelled = isinstance(last, Block) and last.kind in {"paragraph", "heading"}
    if not is_list or not is_labelled or not isinstance(last, Block):
        return list(items)
    label = sentences.split(last.whole())[-1]
    is_label = last.kind == "heading" or label.text.endswith(":")
    if not is_label or not MEMBERSHIP.search(label.raw):
        return list(items)
    before.pop()
    if last.text[: label.start].strip():
        before.append(mending.cut(last, 0, label.start))
    role = "partner" if PARTNERS.search(label.raw) else "member"
    is_open = bool(AMONG.search(label.raw.rstrip(" :")))
    members = [
        _member(name, item.whole(), role)
        for name, item in zip(names, items, strict=True)
    ]
    return [Members([MemberGroup(words(label), not is_open, members)])]
