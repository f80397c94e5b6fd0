"""Rules on contacts: name and address, country code, role."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from press.intake import matching
from press.intake.findings import Finding, Reading, at, noted, rule

# Mail boxes of an office rather than of a person.
OFFICE = re.compile(
    r"press|presse|media|medias|contact|info|infos|communication|communications|news|"
    r"newsroom|desk|pr|rp|service|relations|public|affairs|com|comm|hello|bonjour|mail|"
    r"team|equipe|office|bureau|secretariat|redaction|editor|webmaster|list|lists|"
    r"announce|support|help|admin|accueil|direction|cabinet|events|evenement|journal|"
    r"institut|institute|university|universite|dept|department|lab|labo|museum|musee"
)


@rule(
    "contact-mismatch",
    "E",
    _("The contact is %(name)s, but the e-mail address reads %(email)s."),
    _("Ask which of the two is right before the release goes out."),
)
def contact_mismatch(reading: Reading) -> Iterator[Finding]:
    for contact in reading.draft.contacts:
        addresses = dict.fromkeys(filter(None, [contact.email, contact.link_email]))
        for email in addresses:
            if contact.name and not fits(contact.name, email):
                span = contact.words.spans[0]
                yield at("contact-mismatch", span, name=contact.name, email=email)
                break


def fits(name: str, email: str) -> bool:
    """Tell whether an address may be that of a person; an office's fits anybody."""
    local, _at, domain = matching.unaccented(email).partition("@")
    parts = [part for part in re.split(r"[._\-+\d]+", local) if part]
    if len(parts) < 2 or any(OFFICE.fullmatch(part) for part in parts):
        return True
    if any(part in domain for part in parts if len(part) > 2):
        return True
    names = [part for part in re.split(r"[^\w]+", matching.unaccented(name)) if part]
    joined = "".join(names)
    for part in parts:
        if len(part) >= 3 and part in joined:
            return True
        if any(len(part) >= 3 and fuzz.ratio(part, other) >= 75 for other in names):
            return True
    surnames = [part for part in parts if len(part) >= 3]
    return not surnames or not _are_people(parts)


def _are_people(parts: list[str]) -> bool:
    """Tell whether an address has the form of a person's: words of letters."""
    return all(part.isalpha() for part in parts) and len(parts) <= 4


@rule(
    "contact-link-differs",
    "E",
    _("The address shown is %(email)s, but its link leads to %(link)s."),
    _("Correct the link or the address."),
)
def contact_link_differs(reading: Reading) -> Iterator[Finding]:
    for contact in reading.draft.contacts:
        shown, link = contact.email.casefold(), contact.link_email.casefold()
        if shown and link and shown != link:
            span = contact.words.spans[0]
            yield at("contact-link-differs", span, email=shown, link=link)


@rule(
    "phone-without-country",
    "W",
    _("The phone number %(phone)s has no country code."),
    _("It was read as %(number)s. Readers abroad need the country code."),
)
def phone_without_country(reading: Reading) -> Iterator[Finding]:
    for contact in reading.draft.contacts:
        written = contact.phone_written
        if contact.phone and not re.match(r"\(?(?:\+|00)", written):
            span = next(
                (span for span in contact.words.spans if written[:5] in span.text),
                contact.words.spans[0],
            )
            values = {"phone": written, "number": contact.phone}
            yield at("phone-without-country", span, **values)


@rule(
    "phone-unread",
    "W",
    _("The phone number %(phone)s is none that could be read."),
    _("Write it with its country code, for example +33 1 99 00 12 34."),
)
def phone_unread(reading: Reading) -> Iterator[Finding]:
    for contact in reading.draft.contacts:
        if contact.phone_written and not contact.phone:
            span = contact.words.spans[0]
            yield at("phone-unread", span, phone=contact.phone_written)


@rule(
    "contact-without-role",
    "I",
    _("The contact %(name)s has no role."),
    _("Add the role, for example “press officer”."),
)
def contact_without_role(reading: Reading) -> Iterator[Finding]:
    for contact in reading.draft.contacts:
        if contact.name and not contact.role:
            yield at("contact-without-role", contact.words.spans[0], name=contact.name)


@rule(
    "contact-missing",
    "W",
    _("No press contact was found."),
    _("Choose a press contact in the editor."),
)
def contact_missing(reading: Reading) -> Iterator[Finding]:
    if not reading.draft.contacts and reading.blocks:
        yield at("contact-missing", reading.blocks[-1].whole())


@rule(
    "paragraphs-in-contacts",
    "I",
    _("A line among the contacts reaches nobody: “%(text)s”."),
    _("It is listed as unplaced. Write it into the body if readers need it."),
)
def paragraphs_in_contacts(reading: Reading) -> Iterator[Finding]:
    yield from noted(reading, "paragraphs-in-contacts")
    for aside in reading.draft.asides:
        if aside.reason == "in-contacts":
            rule = "paragraphs-in-contacts"
            yield at(rule, aside.span, text=aside.span.text[:80])
