"""Findings that need the registry: names it lacks, texts that differ from it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from press.intake import naming, registry
from press.intake.blocks import excerpt
from press.intake.draft import Draft
from press.intake.findings import Finding, Reading, at, rule


def findings_of(
    draft: Draft, names: naming.Names, *, known: registry.Registry
) -> list[Finding]:
    """Return what differs between a draft and the registry; an empty one says all."""
    if not known.entries:
        return []
    return [
        *_unknown(names),
        *_boilerplates(draft, names),
        *_contacts(draft, names),
    ]


def _unknown(names: naming.Names) -> Iterator[Finding]:
    """Yield a finding for each name that the registry does not have."""
    for named in names.all:
        match = named.match
        if match.entry is not None:
            continue
        rule = "name-near" if match.nearest else "name-unknown"
        if match.is_ambiguous:
            rule = "name-ambiguous"
        values = {
            "name": named.name,
            "nearest": match.nearest,
            "score": str(match.score),
        }
        line = named.span.line if named.span else 1
        shown = excerpt(named.span.raw[:200]) if named.span else named.name
        yield Finding(rule, line, shown, values)


def _boilerplates(draft: Draft, names: naming.Names) -> Iterator[Finding]:
    """Yield a finding for each About whose wording the registry has otherwise."""
    for about in draft.abouts:
        title = about.heading.text.strip(" :")
        named = names.get("boilerplate", title)
        entry = named.match.entry if named else None
        if entry is None or not about.parts:
            continue
        text = " ".join(span.text for part in about.parts for span in part.spans())
        if registry.normalised(text) not in map(registry.normalised, entry.texts):
            yield at("boilerplate-differs", about.heading.spans[0], name=title)


def _contacts(draft: Draft, names: naming.Names) -> Iterator[Finding]:
    """Yield a finding for each contact whom the registry reaches otherwise."""
    for contact in draft.contacts:
        named = names.get("contact", contact.name)
        entry = named.match.entry if named else None
        if entry is None:
            continue
        known = {text.casefold() for text in entry.texts}
        given = [contact.phone, contact.email.casefold()]
        other = [text for text in given if text and text not in known]
        if other:
            values = {"name": contact.name, "values": ", ".join(other)}
            yield at("contact-differs", contact.words.spans[0], **values)


def _nothing(_reading: Reading) -> list[Finding]:
    """These findings come with the registry, not with the text alone."""
    return []


rule(
    "name-near",
    "W",
    _("“%(name)s” matches none; nearest “%(nearest)s” (%(score)s %%)."),
    _("It is proposed as a draft. If the nearest is meant, choose that instead."),
)(_nothing)
rule(
    "name-unknown",
    "I",
    _("“%(name)s” matches none in the registry."),
    _("It is proposed as a draft: check its official name, then publish it."),
)(_nothing)
rule(
    "name-ambiguous",
    "W",
    _("“%(name)s” is the name of more than one entry, for example “%(nearest)s”."),
    _("It is proposed as a draft. Choose the right entry instead."),
)(_nothing)
rule(
    "boilerplate-differs",
    "W",
    _("The text of “%(name)s” differs from the standing text in the registry."),
    _("The registry's text is used. Change it there if the new wording is meant."),
)(_nothing)
rule(
    "contact-differs",
    "W",
    _("%(name)s is reached otherwise in the registry than by %(values)s."),
    _("The registry's entry is used. Change it there if the new one is right."),
)(_nothing)
