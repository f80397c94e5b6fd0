"""The neutral draft that a source becomes: typed parts made of the source's words."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from press.intake.blocks import WORD, Span, Words, words

NOTHING = Words()
Severity = Literal["E", "W", "I"]


@dataclass(frozen=True)
class Note:
    """What a reader of the source met on its way; a rule makes a finding of it."""

    rule: str
    span: Span
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Aside:
    """Words that no field holds, and why ("joint" words of a list, a label …)."""

    span: Span
    reason: str


@dataclass
class Dateline:
    """Place and day; `words` are all of it, as written."""

    words: Words
    place: str = ""
    date: datetime.date | None = None
    form: str = ""


@dataclass
class Embargo:
    """The line that says when a release may be used."""

    words: Words
    is_immediate: bool = False


@dataclass
class Paragraph:
    """Running text, with its formatting."""

    words: Words

    def spans(self) -> Iterator[Span]:
        yield from self.words.spans


@dataclass
class Heading:
    """A heading of the body; `source_level` is the level that the source gave it."""

    words: Words
    level: Literal[2, 3] = 2
    source_level: int = 0

    def spans(self) -> Iterator[Span]:
        yield from self.words.spans


@dataclass
class Listing:
    """A bulleted or numbered list."""

    items: list[Words]
    ordered: bool = False

    def spans(self) -> Iterator[Span]:
        for item in self.items:
            yield from item.spans


@dataclass
class Table:
    """Rows of cells; the first row is the header."""

    rows: list[list[Words]]

    def spans(self) -> Iterator[Span]:
        for row in self.rows:
            for cell in row:
                yield from cell.spans


@dataclass
class Quotation:
    """What somebody said; `attribution` are the words that say who, `verb` included.

    `organisation` is named inside the role, which stays as it was written.
    """

    words: Words
    text: str
    speaker: str = ""
    role: str = ""
    organisation: str = ""
    attribution: Words = NOTHING

    @property
    def line(self) -> int:
        return self.words.line

    def spans(self) -> Iterator[Span]:
        yield from self.words.spans
        yield from self.attribution.spans


@dataclass
class Member:
    """A body in a list of members; `again` are further mentions of the same."""

    name: str
    words: Words
    acronym: str = ""
    detail: str = ""
    role: Literal["lead", "member", "partner"] = "member"
    acronym_style: str = ""
    again: list[Words] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.words.line


@dataclass
class MemberGroup:
    """Members under one label; not `complete` where the list only gives examples."""

    label: Words
    complete: bool
    members: list[Member]


@dataclass
class Members:
    """A consortium. Where `in_text`, its words stay in a paragraph as well."""

    groups: list[MemberGroup]
    in_text: bool = False

    def spans(self) -> Iterator[Span]:
        if self.in_text:
            return
        for group in self.groups:
            yield from group.label.spans
            for member in group.members:
                yield from member.words.spans
                for again in member.again:
                    yield from again.spans


BodyPart = Paragraph | Heading | Listing | Table | Quotation | Members


@dataclass
class About:
    """The standing text about an organisation."""

    heading: Words
    organisation: str
    parts: list[Paragraph | Listing]

    def spans(self) -> Iterator[Span]:
        yield from self.heading.spans
        for part in self.parts:
            yield from part.spans()


@dataclass
class Contact:
    """Whom a journalist calls."""

    words: Words
    name: str = ""
    role: str = ""
    organisation: str = ""
    phone: str = ""
    phone_written: str = ""
    email: str = ""
    link_email: str = ""

    @property
    def line(self) -> int:
        return self.words.line


@dataclass
class Draft:
    """A release as a source has it, before any table is touched."""

    locale: str
    kind: Literal["release", "statement", "advisory"] = "release"
    label: Words = NOTHING
    headline: Words = NOTHING
    subtitle: Words = NOTHING
    dateline: Dateline | None = None
    lead: Words = NOTHING
    embargo: Embargo | None = None
    reference: Words = NOTHING
    end_mark: Words = NOTHING
    body: list[BodyPart] = field(default_factory=list)
    abouts: list[About] = field(default_factory=list)
    contact_heading: Words = NOTHING
    contacts: list[Contact] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def note(self, rule: str, span: Span, **values: str) -> None:
        """Keep what a rule will make a finding of."""
        self.notes.append(Note(rule, span, values))

    def set_aside(self, span: Span, reason: str) -> None:
        """List words that no field holds."""
        if WORD.search(span.raw):
            self.asides.append(Aside(span, reason))

    def placed(self) -> Iterator[Span]:
        """Yield every span that a field of the draft holds."""
        for whole in (
            self.label,
            self.headline,
            self.subtitle,
            self.lead,
            self.reference,
            self.end_mark,
            self.contact_heading,
        ):
            yield from whole.spans
        if self.dateline:
            yield from self.dateline.words.spans
        if self.embargo:
            yield from self.embargo.words.spans
        for part in self.body:
            yield from part.spans()
        for about in self.abouts:
            yield from about.spans()
        for contact in self.contacts:
            yield from contact.words.spans

    def members(self) -> Iterator[Member]:
        """Yield the members of all groups, in order."""
        for part in self.body:
            if isinstance(part, Members):
                for group in part.groups:
                    yield from group.members

    def quotations(self) -> Iterator[Quotation]:
        """Yield the quotes, in order."""
        yield from (part for part in self.body if isinstance(part, Quotation))

    def running_text(self) -> Iterator[Words]:
        """Yield the words of the lead, the paragraphs, lists and Abouts."""
        if self.lead:
            yield self.lead
        for part in self.body:
            if isinstance(part, Paragraph):
                yield part.words
            elif isinstance(part, Listing):
                yield from part.items
        for about in self.abouts:
            for piece in about.parts:
                yield from (words(span) for span in piece.spans())
