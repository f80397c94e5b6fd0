"""Examines a source: from its text to a draft, findings, matches and an account."""

from dataclasses import dataclass, field

from press.intake import (
    comparing,
    conservation,
    drafting,
    findings,
    markdown,
    mending,
    naming,
    reading,
    registry,
    rules,
)
from press.intake.blocks import Block
from press.intake.draft import Draft
from press.intake.rules import language

__all__ = ["Examined", "examine", "locale_of", "rules"]


@dataclass(frozen=True)
class Examined:
    """All that is known of a source."""

    source: reading.Source
    parsed: markdown.Parsed
    blocks: list[Block]
    draft: Draft
    findings: list[findings.Finding]
    names: naming.Names
    account: conservation.Account
    unread: tuple[str, ...] = field(default=())

    @property
    def holds(self) -> bool:
        """Tell whether every word is placed once or listed as unplaced."""
        return self.account.holds and not self.unread


def locale_of(source: reading.Source, *, default: str) -> str:
    """Return the locale that a text reads as, or the default."""
    return language.guessed(source.text) or default


def examine(
    source: reading.Source,
    *,
    locale: str,
    region: str,
    known: registry.Registry | None = None,
) -> Examined:
    """Return what a source holds, in a locale; no table is touched."""
    parsed = markdown.parse(source.text)
    blocks = mending.mended(parsed.blocks)
    draft = drafting.draft(blocks, locale=locale, region=region)
    account = conservation.account(
        blocks,
        placed=draft.placed(),
        unplaced=[aside.span for aside in draft.asides],
    )
    unread = tuple(conservation.unread(source.text, parsed))
    names = naming.names(draft, known=known or registry.Registry())
    read = findings.Reading(
        source=source.text,
        parsed=parsed,
        blocks=blocks,
        draft=draft,
        lost=(*unread, *account.lost),
    )
    found = findings.all_of(read)
    found += comparing.findings_of(draft, names, known=known or registry.Registry())
    return Examined(
        source=source,
        parsed=parsed,
        blocks=blocks,
        draft=draft,
        findings=sorted(found, key=lambda one: (one.line, one.rule)),
        names=names,
        account=account,
        unread=unread,
    )
