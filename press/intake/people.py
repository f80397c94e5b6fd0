"""Names of people, and lines that say who spoke: name, role, organisation."""

import re
from dataclasses import dataclass

from press.intake import matching

TITLE = (
    r"(?:(?:Dr|Prof|Pr|Professor|Professeure?|Docteure?|Mr|Mrs|Ms|M|Mme|Mlle|Sir|Dame|"
    r"Lord|Lady|Rev|Maître|Me)\b\.?\s+)*"
)
PARTICLE = (
    r"(?:de|du|des|da|di|dos|della|von|van|der|den|zu|la|le|ben|bin|el|al|y|d['’]|of)"
)
# One part of a name: capitalised or in capitals, with hyphens and apostrophes.
PART = (
    r"(?:(?:d['’]|O['’]|Mc|Mac|L['’]|D['’])?[A-ZÀ-ÖØ-Þ][\w'’]*\.?"
    r"(?:[-‐‑][A-ZÀ-ÖØ-Þa-z][\w'’]*\.?)*)"
)
NAME = rf"{TITLE}{PART}(?:\s+(?:{PARTICLE}\s*)*{PART}){{1,4}}"
NAME_ONLY = re.compile(NAME)
DASHES = "-–—―"
ROLE_AFTER = re.compile(r"\s*(?:[,(:|/]|\s[-–—]|[–—])\s*")
LONGEST_ROLE = 200
LONGEST_NAME = 120


@dataclass(frozen=True)
class Attribution:
    """Who spoke; `organisation` is what the role names behind "of", "at", "de"."""

    speaker: str
    role: str = ""
    organisation: str = ""


def is_name(text: str) -> bool:
    """Tell whether a text is the name of a person and nothing else."""
    name = text.strip()
    is_short = len(name) <= LONGEST_NAME
    return is_short and bool(NAME_ONLY.fullmatch(name)) and not _is_of_a_body(name)


def attribution(text: str) -> Attribution | None:
    """Return who a text names, where it is "Name, role" and nothing else."""
    flat = " ".join(text.split()).strip(f" {DASHES},:*_")
    flat = re.sub(r"(?<![A-ZÀ-Þ])\.$", "", flat)
    match = NAME_ONLY.match(flat)
    if match is None:
        return None
    name, rest = match[0], flat[match.end() :]
    if rest:
        gap = ROLE_AFTER.match(rest)
        if gap is None:
            return None
        rest = rest[gap.end() :]
        if gap[0].strip() == "(":
            rest = rest.removesuffix(")")
    rest = rest.strip(" ,;:")
    if len(name) > LONGEST_NAME or _is_of_a_body(name):
        return None
    if len(rest) > LONGEST_ROLE or re.search(r"[.!?]\s", rest):
        return None
    return Attribution(clean_name(name), rest, organisation_in(rest))


def clean_name(name: str) -> str:
    """Return a name without "Mr" and the like, surnames in capitals left alone."""
    return re.sub(
        r"^(?:(?:Mr|Mrs|Ms|M|Mme|Mlle)\b\.?\s+)", "", " ".join(name.split())
    ).strip(" ,")


def organisation_in(role: str) -> str:
    """Return the organisation that a role names, or ""."""
    of = matching.pattern("of").pattern
    articles = matching.pattern("articles").pattern
    regex = re.compile(
        rf"(?:\b(?i:{of})(?:(?<=['’])|\s+)|,\s+|\s[-–—]\s+|\()(?i:{articles})?"
        r"(?P<name>[A-ZÀ-ÖØ-Þ0-9][^,()|;]+)"
    )
    names, position = [], 0
    while match := regex.search(role, position):
        names.append(match["name"].strip(" .)"))
        position = match.start("name")
    heads = matching.pattern("heads")
    for name in names:
        if any(heads.fullmatch(word) for word in re.split(r"[\s'’]+", name)):
            return name
    return names[0] if names else ""


def _is_of_a_body(name: str) -> bool:
    """Tell whether a capitalised phrase is an organisation's rather than a person's."""
    heads = matching.pattern("heads")
    return any(heads.fullmatch(part) for part in re.split(r"[\s'’]+", name))
