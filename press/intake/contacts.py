"""Press contacts: cards of lines with name, role, organisation, phone, e-mail."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import phonenumbers

from press.intake import matching, people
from press.intake.blocks import Block, Span, words
from press.intake.draft import Contact, Draft

EMAIL = re.compile(r"[\w.+\-]+(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[\w\-]+(?:\.[\w\-]+)+")
WEB = re.compile(r"(?:https?://|www\.)\S+")
LABEL = re.compile(
    rf"(?:^|(?<=[\s,;|/·•(–—-]))(?:{matching.pattern('field_labels').pattern})\s*\.?\s*"
    r"(?:[:/)]|(?=\+?\d)|(?<=\.)\s)",
    re.IGNORECASE,
)
JOB = matching.pattern("job_words")
PARTS = re.compile(
    r"\s+[-–—|/•·]\s+|\s*[,;|•·\t:]\s*|\s*[–—]\s*|[\n\u2028]|\s{2,}|\(|\)"
)
# A number that looks like one to call, in whatever country.
DIGITS = re.compile(r"\(?\+?\d[\d ().\u00a0/-]{6,22}\d")
LONGEST_NAME = 200


@dataclass
class _Card:
    """Lines that belong to one contact."""

    spans: list[Span] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    phone: str = ""
    written: str = ""
    email: str = ""
    link_email: str = ""

    @property
    def is_reachable(self) -> bool:
        return bool(self.phone or self.written or self.email)

    @property
    def has_name(self) -> bool:
        return any(people.is_name(part) for part in self.parts)


def take(draft: Draft, blocks: Sequence[Block], *, region: str) -> None:
    """Fill the contacts of a draft from the blocks of its section."""
    card = _Card()
    for block in blocks:
        if block.kind == "rule":
            continue
        if card.is_reachable or (not card.has_name and _begins_card(block.text)):
            _finish(draft, card)
            card = _Card()
        for line in block.whole().lines():
            if card.is_reachable and _begins_card(line.text):
                _finish(draft, card)
                card = _Card()
            _add(card, line, region=region)
    _finish(draft, card)


def _begins_card(text: str) -> bool:
    """Tell whether a line names somebody: it is neither a number nor an address."""
    rest = LABEL.sub(" ", EMAIL.sub(" ", text))
    first = re.split(PARTS, rest[:400].strip(" -–—•*"))[0]
    return people.is_name(first)


def _add(card: _Card, line: Span, *, region: str) -> None:
    card.spans.append(line)
    text = line.raw
    email = EMAIL.search(text)
    if email and not card.email:
        card.email = plain_email(email[0])
    for mark in line.marks():
        if mark.kind == "link" and mark.href.startswith("mailto:"):
            card.link_email = mark.href[7:].partition("?")[0]
    text = EMAIL.sub("\n", WEB.sub("\n", text))
    for start, end, number in phones(text, region=region):
        if not card.phone:
            card.phone = number
            card.written = " ".join(text[start:end].split())
        text = text[:start] + "\n" * (end - start) + text[end:]
    unread = DIGITS.search(text)
    if unread and not card.written:
        card.written = " ".join(unread[0].split())
        text = text[: unread.start()] + "\n" + text[unread.end() :]
    text = LABEL.sub("\n", text)
    card.parts += [
        part.strip(" .-–—•*:")
        for part in PARTS.split(text)
        if part and part.strip(" .-–—•*:")
    ]


def plain_email(text: str) -> str:
    """Return an address that a text writes with "[at]" as an address."""
    return re.sub(r"\s?[\[(]at[\])]\s?", "@", text).strip(".")


def phones(text: str, *, region: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and E.164 of each phone number of a line."""
    found = list(phonenumbers.PhoneNumberMatcher(text[:2000], region))
    if not found and "+" in text:
        possible = phonenumbers.Leniency.POSSIBLE
        found = list(phonenumbers.PhoneNumberMatcher(text[:2000], None, possible))
    for match in found:
        yield (
            match.start,
            match.end,
            phonenumbers.format_number(
                match.number, phonenumbers.PhoneNumberFormat.E164
            ),
        )


def _finish(draft: Draft, card: _Card) -> None:
    """Make a contact of a card; lines that reach nobody are listed."""
    if not card.spans:
        return
    if not card.is_reachable and not (card.parts and people.is_name(card.parts[0])):
        for span in card.spans:
            draft.set_aside(span, "in-contacts")
        return
    name, role, organisation = _who(card.parts)
    contact = Contact(
        words=words(*card.spans),
        name=name,
        role=role,
        organisation=organisation,
        phone=card.phone,
        phone_written=card.written,
        email=card.email or card.link_email,
        link_email=card.link_email,
    )
    draft.contacts.append(contact)


def _who(parts: list[str]) -> tuple[str, str, str]:
    """Return name, role and organisation of a card's words."""
    name, roles, bodies = "", [], []
    for part in parts:
        if not name and people.is_name(part):
            name = people.clean_name(part)
        elif JOB.search(part):
            roles.append(part)
        elif re.search(r"[^\W\d_]{2,}", part) and part[0].isupper():
            bodies.append(part)
    if not name:
        office = roles or bodies
        if office:
            name = office.pop(0)
    return (
        name[:LONGEST_NAME],
        ", ".join(roles)[:LONGEST_NAME],
        bodies[0][:255] if bodies else "",
    )
