"""Findings: what a rule saw, where, and what to do; the words in any language."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.functional import Promise

from press.intake import markdown
from press.intake.blocks import Block, Span, excerpt
from press.intake.draft import Draft, Severity

# So many of one rule are enough to see that a text has it throughout.
MOST_OF_A_RULE = 40


@dataclass(frozen=True)
class Finding:
    """What a rule saw: its place in the source, and values for its message."""

    rule: str
    line: int = 0
    excerpt: str = ""
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """All that a rule may look at."""

    source: str
    parsed: markdown.Parsed
    blocks: list[Block]
    draft: Draft
    lost: tuple[str, ...] = ()

    @property
    def locale(self) -> str:
        return self.draft.locale


@dataclass(frozen=True)
class Rule:
    """A rule: its id, how grave its findings are, and what it tells an editor."""

    id: str
    severity: Severity
    message: str | Promise
    suggestion: str | Promise
    look: Callable[[Reading], Iterable[Finding]]


CATALOGUE: dict[str, Rule] = {}
Look = Callable[[Reading], Iterable[Finding]]


def rule(
    id: str, severity: Severity, message: str | Promise, suggestion: str | Promise
) -> Callable[[Look], Look]:
    """Put a function into the catalogue, with its words."""

    def register(look: Look) -> Look:
        CATALOGUE[id] = Rule(id, severity, message, suggestion, look)
        return look

    return register


def at(rule: str, span: Span, **values: str) -> Finding:
    """Return a finding at a span."""
    return Finding(rule, span.line, excerpt(span.raw[:400]), values)


def noted(reading: Reading, rule: str) -> Iterator[Finding]:
    """Yield a finding for each note of this rule that the draft holds."""
    for note in reading.draft.notes:
        if note.rule == rule:
            yield at(rule, note.span, **note.values)


def all_of(reading: Reading) -> list[Finding]:
    """Return the findings of every rule, in the order of the source."""
    found: list[Finding] = []
    for rule in CATALOGUE.values():
        found += islice(rule.look(reading), MOST_OF_A_RULE)
    return sorted(found, key=lambda finding: (finding.line, finding.rule))


def shown(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data, in the language in force."""
    rule = CATALOGUE[finding.rule]
    return {
        "rule": finding.rule,
        "severity": rule.severity,
        "place": {"line": finding.line, "excerpt": finding.excerpt},
        "message": str(rule.message) % finding.values,
        "suggestion": str(rule.suggestion) % finding.values,
    }


def stored(finding: Finding) -> dict[str, Any]:
    """Return a finding as it is kept: without words of any language."""
    return {
        "rule": finding.rule,
        "line": finding.line,
        "excerpt": finding.excerpt,
        "values": finding.values,
    }


def restored(value: dict[str, Any]) -> Finding | None:
    """Return a kept finding, or None where its rule is no more."""
    if value["rule"] not in CATALOGUE:
        return None
    return Finding(value["rule"], value["line"], value["excerpt"], value["values"])
