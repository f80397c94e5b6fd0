"""The report of an import as plain data: what was made, found and left over."""

from typing import Any

from press.intake import findings, naming
from press.intake.blocks import excerpt
from press.intake.draft import (
    Draft,
    Heading,
    Listing,
    Member,
    MemberGroup,
    Members,
    Paragraph,
    Quotation,
    Table,
)
from press.intake.examining import Examined


def of(examined: Examined) -> dict[str, Any]:
    """Return the whole report, in the language in force."""
    draft, names = examined.draft, examined.names
    return {
        "file": examined.source.name,
        "locale": draft.locale,
        "kind": draft.kind,
        "label": draft.label.text,
        "headline": draft.headline.text,
        "subtitle": draft.subtitle.text,
        "dateline": _dateline(draft, names),
        "embargo": _embargo(draft),
        "reference_of_source": draft.reference.text,
        "lead": draft.lead.text,
        "body": [_part(part) for part in draft.body],
        "members": [
            {**_member(member, names), "group": group.label.text}
            for part in draft.body
            if isinstance(part, Members)
            for group in part.groups
            for member in group.members
        ],
        "organisations": [_named(named) for named in names.of("organisation")],
        "people": [_named(named) for named in names.of("person")],
        "topics": [_named(named) for named in names.of("topic")],
        "quotes": [_quote(quote, names) for quote in draft.quotations()],
        "boilerplates": _abouts(draft, names),
        "contacts": _contacts(draft, names),
        "unplaced": unplaced(examined),
        "conservation": account(examined),
        "findings": [findings.shown(finding) for finding in examined.findings],
    }


def account(examined: Examined) -> dict[str, Any]:
    """Return the proof that every word is placed once or listed."""
    kept = examined.account
    hidden = sum(len(one.text.split()) for one in examined.parsed.dropped)
    return {
        "words": kept.total,
        "placed": kept.placed,
        "unplaced": kept.unplaced,
        "hidden": hidden,
        "lost": [*examined.unread, *kept.lost],
        "doubled": list(kept.doubled),
        "holds": examined.holds,
    }


def unplaced(examined: Examined) -> list[dict[str, Any]]:
    """Return the words that no field holds, and why."""
    found = [
        {"text": aside.span.text, "line": aside.span.line, "reason": aside.reason}
        for aside in examined.draft.asides
    ]
    found += [
        {"text": excerpt(one.text, length=400), "line": one.line, "reason": one.reason}
        for one in examined.parsed.dropped
    ]
    found += [{"text": word, "line": 0, "reason": "unread"} for word in examined.unread]
    return sorted(found, key=lambda one: int(str(one["line"])))


def _dateline(draft: Draft, names: naming.Names) -> dict[str, Any] | None:
    line = draft.dateline
    if line is None:
        return None
    return {
        "text": line.words.text,
        "place": line.place,
        "date": line.date.isoformat() if line.date else None,
        "match": _match(names.get("place", line.place)),
    }


def _embargo(draft: Draft) -> dict[str, Any] | None:
    if draft.embargo is None:
        return None
    return {
        "text": draft.embargo.words.text,
        "immediate": draft.embargo.is_immediate,
    }


def _part(part: Any) -> dict[str, Any]:
    match part:
        case Paragraph():
            return {"type": "paragraph", "text": part.words.text}
        case Heading():
            text = part.words.text
            return {"type": "heading", "level": part.level, "text": text}
        case Listing():
            items = [item.text for item in part.items]
            return {"type": "list", "ordered": part.ordered, "items": items}
        case Table():
            rows = [[cell.text for cell in row] for row in part.rows]
            return {"type": "table", "rows": rows}
        case Quotation():
            return {"type": "quote", "text": part.text, "speaker": part.speaker}
        case _:
            groups = [_group(group) for group in part.groups]
            return {"type": "members", "in_text": part.in_text, "groups": groups}


def _group(group: MemberGroup) -> dict[str, Any]:
    return {
        "label": group.label.text,
        "complete": group.complete,
        "members": [member.name for member in group.members],
    }


def _member(member: Member, names: naming.Names) -> dict[str, Any]:
    return {
        "name": member.name,
        "acronym": member.acronym,
        "detail": member.detail,
        "role": member.role,
        "line": member.line,
        "repeated": len(member.again),
        "match": _match(names.get("organisation", member.name)),
    }


def _named(named: naming.Named) -> dict[str, Any]:
    return {
        "name": named.name,
        "acronym": named.acronym,
        "match": _match(named),
    }


def _match(named: naming.Named | None) -> dict[str, Any] | None:
    """Return what a name was found to be, or the nearest name there is."""
    if named is None:
        return None
    entry = named.match.entry
    if entry is not None:
        return {"id": entry.key, "name": entry.name}
    if named.match.nearest:
        return {
            "id": None,
            "nearest": named.match.nearest,
            "score": named.match.score,
        }
    return None


def _quote(quote: Quotation, names: naming.Names) -> dict[str, Any]:
    return {
        "text": quote.text,
        "speaker": quote.speaker,
        "role": quote.role,
        "organisation": quote.organisation,
        "line": quote.line,
        "match": _match(names.get("person", quote.speaker)),
    }


def _abouts(draft: Draft, names: naming.Names) -> list[dict[str, Any]]:
    return [
        {
            "title": about.heading.text.strip(" :"),
            "organisation": about.organisation,
            "text": "\n".join(
                span.text for part in about.parts for span in part.spans()
            ),
            "match": _match(names.get("boilerplate", about.heading.text.strip(" :"))),
        }
        for about in draft.abouts
    ]


def _contacts(draft: Draft, names: naming.Names) -> list[dict[str, Any]]:
    return [
        {
            "name": contact.name,
            "role": contact.role,
            "organisation": contact.organisation,
            "phone": contact.phone,
            "email": contact.email,
            "line": contact.line,
            "match": _match(names.get("contact", contact.name)),
        }
        for contact in draft.contacts
    ]
