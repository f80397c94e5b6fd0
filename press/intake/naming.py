"""The names of a draft: which the registry knows, and which are new."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from press.intake import listing, matching, registry
from press.intake.blocks import Span
from press.intake.draft import Draft


@dataclass
class Named:
    """One thing that a draft names: a body, a person, a place …"""

    kind: registry.Kind
    name: str
    acronym: str = ""
    span: Span | None = None
    match: registry.Match = field(default_factory=registry.Match)

    @property
    def identity(self) -> tuple[str, str]:
        entry = self.match.entry
        return (self.kind, entry.key if entry else registry.normalised(self.name))


@dataclass
class Names:
    """The names of a draft, each once."""

    all: list[Named] = field(default_factory=list)
    by_identity: dict[tuple[str, str], Named] = field(default_factory=dict)
    by_text: dict[tuple[str, str], Named] = field(default_factory=dict)

    def add(self, named: Named) -> Named:
        """Add a name; one known under another form is the same."""
        plain = registry.normalised(named.name)
        short = registry.normalised(named.acronym)
        known = (
            self.by_identity.get(named.identity)
            or self.by_text.get((named.kind, plain))
            or (self.by_text.get((named.kind, short)) if short else None)
        )
        held = known or named
        if known is None:
            self.all.append(named)
        for text in filter(None, [plain, short]):
            self.by_text.setdefault((named.kind, text), held)
        self.by_identity.setdefault(named.identity, held)
        return held

    def get(self, kind: registry.Kind, name: str) -> Named | None:
        """Return what a name of this kind stands for, or None."""
        return self.by_text.get((kind, registry.normalised(name)))

    def of(self, kind: registry.Kind) -> list[Named]:
        return [named for named in self.all if named.kind == kind]


def names(draft: Draft, *, known: registry.Registry) -> Names:
    """Return the names of a draft with what the registry has for each."""
    found = Names()
    for named in _all(draft):
        named.match = known.find(named.kind, named.name, named.acronym)
        found.add(named)
    for named in _in_text(draft, known):
        found.add(named)
    return found


def _all(draft: Draft) -> Iterator[Named]:
    for member in draft.members():
        span = member.words.spans[0]
        yield Named("organisation", member.name, member.acronym, span)
    for about in draft.abouts:
        span = about.heading.spans[0]
        if about.organisation:
            yield _body(about.organisation, span)
        title = about.heading.text.strip(" :")
        yield Named("boilerplate", title, about.organisation, span)
    for quote in draft.quotations():
        span = quote.words.spans[0]
        if quote.speaker:
            yield Named("person", quote.speaker, "", span)
        if is_body(quote.organisation):
            yield _body(quote.organisation, span)
    for contact in draft.contacts:
        span = contact.words.spans[0]
        if contact.name:
            yield Named("contact", contact.name, "", span)
        if contact.organisation:
            yield _body(contact.organisation, span)
    if draft.dateline and draft.dateline.place:
        span = draft.dateline.words.spans[0]
        yield Named("place", draft.dateline.place, "", span)


def _body(text: str, span: Span) -> Named:
    name = listing.named(text, 0, len(text))
    return Named("organisation", name.name or text, name.acronym, span)


def is_body(text: str) -> bool:
    """Tell whether the name behind a role is that of a body: not a town or a field."""
    if not text:
        return False
    heads = matching.pattern("heads")
    parts = re.split(r"[\s'’]+", text)
    return (
        any(heads.fullmatch(part) for part in parts)
        or bool(listing.ACRONYM.fullmatch(text))
        or len([part for part in parts if part[:1].isupper()]) >= 2
    )


def _in_text(draft: Draft, known: registry.Registry) -> Iterator[Named]:
    """Yield the entries that the text names: bodies anywhere, topics in the front."""
    front = " ".join([draft.headline.text, draft.subtitle.text, draft.lead.text])
    text = "\n".join(words.text for words in draft.running_text())
    places: dict[registry.Kind, str] = {
        "organisation": _padded(f"{front} {text}"),
        "topic": _padded(front),
    }
    for entry in known.entries:
        for name in entry.names if entry.kind in places else ():
            plain = _padded(name)
            if len(plain) > 5 and plain in places[entry.kind]:
                yield Named(entry.kind, name, "", None, registry.Match(entry))
                break


def _padded(text: str) -> str:
    return f" {' '.join(_plain(text))} "


def _plain(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", matching.unaccented(text))
