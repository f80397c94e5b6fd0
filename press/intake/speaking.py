"""Who speaks, in the forms of a sentence; the words of a quote without its marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from press.intake import matching, people
from press.intake.blocks import Span, Words, words
from press.intake.draft import Quotation

PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"', "”": "”", "‹": "›"}
OPENING = '“«„"‹'
SAYS = matching.pattern("says").pattern
NAMED = rf"(?P<name>{people.NAME})(?P<role>\s*(?:,|\()\s*[^.:“”«»\"]{{2,200}}?)?"
BEHIND = re.compile(
    rf"\s*[,–—-]*\s*(?:(?i:\b(?:{SAYS}))\s+(?:(?i:par|by)\s+)?{NAMED}"
    rf"|{NAMED.replace('?P<name>', '?P<name2>').replace('?P<role>', '?P<role2>')}"
    rf",?\s+(?i:(?:{SAYS})))\s*(?P<end>[.:;]|,(?=\s*[“«\"])|$)"
)
BEFORE = re.compile(
    rf"(?P<clause>[A-ZÀ-Þ][^“”«».:\"]{{3,100}},\s+)??(?:(?i:comme|as)\s+)?{NAMED}"
    rf"\s*,?\s*(?i:(?:{SAYS}))\b[^.:“«\"]{{0,60}}[:,]\s*$"
)
FOR = re.compile(
    rf"(?:(?i:comme|as|selon|pour|for|according to)\s+)?(?P<name>{people.NAME})"
    r"(?P<role>\s*(?:,|\()[^.:“”«»\"]{2,200})?\s*:\s*$"
    rf"|(?i:selon|pour|for|according to)\s+(?P<name2>{people.NAME})"
    r"(?P<role2>\s*(?:,|\()[^.:“”«»\"]{2,200}?)?\s*,\s*$"
)
LONGEST_INTRODUCTION = 400
# What follows a name and is no role: "who led the trial".
CLAUSE = re.compile(r"(?:who|whose|which|qui|dont|que)\s", re.IGNORECASE)
WITHIN = re.compile(
    rf",\s+(?P<verb>(?i:(?:{SAYS})))\s+(?:t-(?:il|elle)\s+)?"
    rf"(?P<name>{people.NAME})(?P<role>,\s+[^.“”«»\"]{{2,160}}?)?(?P<end>[.,]\s)"
)


def spoken(spans: Sequence[Span]) -> str:
    """Return the words of a quote without its outer marks, a line a paragraph."""
    return "\n".join(spoken_text(span.text) for span in spans)


def spoken_text(text: str) -> str:
    """Return one stretch of a quote without its outer marks."""
    text = re.sub(r"^[“«„\"‹”]\s*", "", text.strip())
    text = re.sub(r"\s*[”»\"›]\s*(?P<stop>[.,;:!?]?)$", r"\g<stop>", text)
    return re.sub(r",$", "", text).strip()


def continued(texts: Sequence[str]) -> str:
    """Return stretches of a quote as one text: a new sentence needs an end before."""
    joined = texts[0]
    for text in texts[1:]:
        sign = ""
        if joined[-1:].isalnum():
            sign = "." if text[:1].isupper() else ","
        joined = f"{joined}{sign} {text}"
    return joined


def quotation(
    spans: Sequence[Span], by: people.Attribution, attribution: Words
) -> Quotation:
    return Quotation(
        words=words(*spans),
        text=spoken(spans),
        speaker=by.speaker,
        role=by.role,
        organisation=by.organisation,
        attribution=attribution,
    )


def who(name: str, role: str | None) -> people.Attribution:
    said = (role or "").strip(" ,()\n\u2028")
    said = " ".join(said.split())
    if CLAUSE.match(said):
        said = ""
    return people.Attribution(
        people.clean_name(name), said, people.organisation_in(said)
    )


@dataclass(frozen=True)
class Introduction:
    """A sentence that names who speaks next; `clause` is how long it begins before."""

    by: people.Attribution
    clause: int = 0
    is_sure: bool = True


def introduction(sentence: str) -> Introduction | None:
    """Return who speaks next, where a sentence says so: "X, role, said:"."""
    if len(sentence) > LONGEST_INTRODUCTION:
        return None
    says = BEFORE.fullmatch(sentence)
    if says:
        clause = len(says["clause"] or "")
        return Introduction(who(says["name"], says["role"]), clause)
    match = FOR.fullmatch(sentence)
    if match is None:
        return None
    role = match["role"] or match["role2"]
    by = who(match["name"] or match["name2"], role)
    return Introduction(by, is_sure=bool(role))
