"""Rules on members: twice, in two styles, an open list, names that are broken."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from press.intake import listing
from press.intake.blocks import Span
from press.intake.draft import Members
from press.intake.findings import Finding, Reading, at, noted, rule

# "Paris -Panthéon", "Paris- Panthéon": a hyphen of a name with one space beside it.
STRAY = re.compile(
    r"\b[A-ZÀ-Þ][\w’']+(?: -(?=[A-ZÀ-Þ][a-zà-ÿ])|- (?=[A-ZÀ-Þ][a-zà-ÿ]))[\w’']+"
)
BRACKETED = re.compile(r"\w\s\((?=(?:[^A-ZÀ-Þ()]*[A-ZÀ-Þ]){2})[A-ZÀ-Þ][\w&-]{1,11}\)")
DASHED = re.compile(
    r"[A-ZÀ-Þ][\w’']+(?:\s[\w’']+)+\s?[–—]\s?(?P<short>[A-ZÀ-Þ]{3,8})(?=[\s,.;)]|$)"
)


@rule(
    "member-twice",
    "E",
    _("“%(name)s” and “%(first)s” are the same body, listed twice."),
    _("It is listed once. Check whether another body was meant."),
)
def member_twice(reading: Reading) -> Iterator[Finding]:
    yield from noted(reading, "member-twice")


@rule(
    "space-at-hyphen",
    "E",
    _("A stray space at a hyphen: “%(text)s”."),
    _("Take the space out, or write a dash with a space on both sides."),
)
def space_at_hyphen(reading: Reading) -> Iterator[Finding]:
    for block in reading.blocks:
        for match in STRAY.finditer(block.text):
            span = Span(block, match.start(), match.end())
            yield at("space-at-hyphen", span, text=span.text)


@rule(
    "acronym-styles",
    "W",
    _("Acronyms stand in brackets here and behind a dash there: “%(text)s”."),
    _("Use brackets for all: Name of the body (NB)."),
)
def acronym_styles(reading: Reading) -> Iterator[Finding]:
    has_brackets = any(BRACKETED.search(block.text) for block in reading.blocks)
    if not has_brackets:
        return
    for block in reading.blocks:
        match = DASHED.search(block.text)
        if match:
            span = Span(block, match.start(), match.end())
            yield at("acronym-styles", span, text=span.text[-60:])
            return


@rule(
    "acronym-case",
    "W",
    _("Short names are in capitals here and in lower case there: %(names)s."),
    _("Write each as the body itself does; the registry holds these forms."),
)
def acronym_case(reading: Reading) -> Iterator[Finding]:
    single = [
        member
        for member in reading.draft.members()
        if re.fullmatch(r"[A-ZÀ-Þ][\w]{2,9}", member.name)
    ]
    capitals = [member for member in single if member.name.isupper()]
    mixed = [member for member in single if not member.name.isupper()]
    if len(capitals) >= 2 and len(mixed) >= 2:
        names = ", ".join(member.name for member in [*capitals[:3], *mixed[:3]])
        yield at("acronym-case", mixed[0].words.spans[0], names=names)


@rule(
    "acronym-unexpanded",
    "I",
    _("Acronyms are never written out: %(names)s."),
    _("Write out each at its first mention, or choose the body from the registry."),
)
def acronym_unexpanded(reading: Reading) -> Iterator[Finding]:
    bare = [
        member
        for member in reading.draft.members()
        if listing.ACRONYM.fullmatch(member.name) and member.name.isupper()
    ]
    if bare:
        names = ", ".join(member.name for member in bare[:12])
        yield at("acronym-unexpanded", bare[0].words.spans[0], names=names)


@rule(
    "list-open",
    "W",
    _("The list of members gives examples and is not complete: “%(text)s”."),
    _("It is marked as open. Tick “The list is complete” if it names all."),
)
def list_open(reading: Reading) -> Iterator[Finding]:
    for part in reading.draft.body:
        if isinstance(part, Members):
            for group in part.groups:
                if not group.complete and group.label:
                    span = group.label.spans[0]
                    yield at("list-open", span, text=span.text[-80:])


@rule(
    "members-in-text",
    "W",
    _("A sentence names %(count)s members and says more than that."),
    _("It stays in the text, and the members are listed as well: keep one of them."),
)
def members_in_text(reading: Reading) -> Iterator[Finding]:
    yield from noted(reading, "members-in-text")


@rule(
    "member-detail",
    "W",
    _("Words stand beside “%(name)s” that a list of members does not hold: %(text)s."),
    _("Write them into the text if readers need them."),
)
def member_detail(reading: Reading) -> Iterator[Finding]:
    for member in reading.draft.members():
        if member.detail:
            values = {"name": member.name, "text": member.detail[:80]}
            yield at("member-detail", member.words.spans[0], **values)
