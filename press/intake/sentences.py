"""Sentences of a span: where each begins and ends."""

import re

from press.intake.blocks import Span

END = re.compile(r"[.!?…]+[\"”»’)\]]*(?=\s+[\"“«‘(\[]*\s?[A-ZÀ-ÖØ-Þ0-9])")
SHORTENED = re.compile(
    r"(?:\b(?:M|MM|Mme|Mlle|Dr|Drs|Pr|Prof|Mr|Mrs|Ms|St|Ste|No|no|vs|cf|Cf|etc|approx|"
    r"e\.g|i\.e|art|Jr|Sr|Inc|Ltd|Co|Corp|Tél|Tel|Réf|Ref|env|p|n)|\b[A-ZÀ-Þ]|"
    r"\b[A-Z]\.-?[A-Z])\.$"
)


def split(span: Span) -> list[Span]:
    """Return the sentences of a span, without the space between them."""
    text, begin, found = span.raw, 0, []
    for match in END.finditer(text):
        if SHORTENED.search(text[max(begin, match.end() - 12) : match.end()]):
            continue
        found.append((begin, match.end()))
        begin = match.end()
    found.append((begin, len(text)))
    spans = []
    for start, end in found:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if end > start:
            spans.append(span.part(start, end))
    return spans
