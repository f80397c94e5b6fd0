"""Lists of names in a sentence: where each begins and ends, and its acronym."""

import re
from dataclasses import dataclass, replace

from press.intake import matching
from press.intake.blocks import flat

LONGEST_NAME = 255
MOST_PAIRS = 20
ARTICLES = matching.pattern("articles").pattern
HEADS = matching.pattern("heads").pattern
JOINTS = "(?:{}|{})".format(
    matching.pattern("or_even").pattern, matching.pattern("conjunctions").pattern
)
LEADING = re.compile(
    rf"[\s,;:•\-–—]*(?:(?i:{JOINTS})\s+(?:(?i:finally|enfin|by|par|de|with|avec)\s+)?)?"
    rf"(?:(?i:{ARTICLES})(?=\s*[\w(]))?\s*"
)
COUNTRIES = frozenset({"UK", "US", "USA", "UAE", "EU", "UE", "RU", "U.K.", "U.S."})
TRAILING = re.compile(rf"\s(?i:{JOINTS})$")
FORM_OF_COMPANY = re.compile(
    r"(?:Inc|Ltd|LLC|LLP|PLC|plc|GmbH|AG|SAS?|SARL|Corp|Co|a\.s|S\.A|NV|BV|Oy|AB)\.?$"
)
# An acronym: two capitals at least, in one word or two.
ACRONYM = re.compile(
    r"(?=(?:[^A-ZÀ-Þ]*[A-ZÀ-Þ]){2})[\w@&+.’'\-]{2,16}(?:[ \-]\w{1,8})?"
)
# An adjective in front of "and": "Economic, Social and Environmental Council".
ADJECTIVE = re.compile(
    r"(?:\w+(?:ic|al|ive|ary|ous|ial|ical|an|ine|ish|ese|ied|ed)|Fine|Further|Higher|Liberal"
    r"|Arts?|Science|Sciences|Agriculture|Food|Health|Youth|Sport|Education|Culture)"
)
# What stands behind "and" inside one name: "Science and Technology".
FIELD = re.compile(
    r"(?:technolog|scien|research|recherch|innov|[eé]ducation|cultur|industr|commerc|"
    r"trade|touris|health|sant[eé]|environ|[eé]nerg|agricult|engineer|arts?\b|crafts|"
    r"design|humanit|medic|m[eé]decin|[eé]conom|law\b|droit|letters|lettres|communicat|"
    r"develop|d[eé]velop|techni|m[eé]tiers|enseign|patrimoin|heritage|sport|youth|"
    r"jeunesse|food|aliment|fisher|p[eê]che|forest|for[eê]t|climat|secur|s[eé]curit|"
    r"soci|statist|histor|philosoph|math[eé]mat|physi|chem|chimi|biolog|inform|data|"
    r"digital|num[eé]riqu|manag|gestion|business|financ|transport|housing|logement|"
    r"[eé]colog|space|espace|marin|ocean|oc[eé]an|music|musiqu|danc|dans|theat|th[eé][aâ]t|"
    r"cinem|cin[eé]m|film|media|langu|civili|ethic|[eé]thiqu|peace|paix|justice|rights|"
    r"labour|labor\b|sons\b|company|associates|fils\b|cie\b|travail|employ|emploi|solidar|territ|ireland|herzegovina|wales)",
    re.IGNORECASE,
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|will|has|have|which|who|that|est|sont|était|sera|ont|qui|"
    r"que|where|où|to|can|must|may)\b"
)
SMALL = re.compile(
    r"(?:of|the|and|for|in|on|at|de|du|des|la|le|les|et|d|l|en|aux?|pour|sur|sous|by|"
    r"von|der|und|di|del|e|y|a|à|&)$"
)


@dataclass(frozen=True)
class Name:
    """A name in a list: its place with articles, and what it says."""

    start: int
    end: int
    name: str
    acronym: str = ""
    detail: str = ""
    style: str = ""


def split(text: str, *, start: int = 0, end: int | None = None) -> list[Name]:
    """Return the names of a list, in order; brackets and compound names stay whole."""
    stop = len(text) if end is None else end
    pieces = _pieces(text, start, stop)
    pieces = _compound(text, pieces)
    pieces = _last_pair(text, pieces)
    names = [named(text, begin, finish) for begin, finish in pieces]
    return [name for name in names if name.name]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at commas and semicolons that are in no bracket."""
    found, begin, depth = [], start, 0
    signs = ";" if _has_semicolons(text, start, end) else ",;"
    for match in re.finditer(r"[(),;\[\]]", text[start:end]):
        position = start + match.start()
        sign = match[0]
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(depth - 1, 0)
        elif depth == 0 and sign in signs and not _is_in_number(text, position):
            found.append((begin, position))
            begin = position + 1
    if depth:
        return _pieces_flat(text, start, end)
    found.append((begin, end))
    return [piece for piece in found if text[slice(*piece)].strip()]


def _pieces_flat(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at every comma: a bracket was opened and never closed."""
    found, begin = [], start
    for match in re.finditer(r"[,;]", text[start:end]):
        found.append((begin, start + match.start()))
        begin = start + match.end()
    found.append((begin, end))
    return [piece for piece in found if text[slice(*piece)].strip()]


def _has_semicolons(text: str, start: int, end: int) -> bool:
    return text.count(";", start, end) >= 2


def _is_in_number(text: str, position: int) -> bool:
    around = text[max(position - 1, 0) : position + 2]
    return bool(re.fullmatch(r"\d,\d", around))


def _compound(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join pieces that are one name: "Conseil économique, social et …"."""
    joined: list[tuple[int, int]] = []
    held: tuple[int, int] | None = None
    for position, (start, end) in enumerate(pieces):
        begin = held[0] if held else start
        piece = _bare(text[start:end])
        if joined and not held and _continues(piece, text[start:end]):
            joined[-1] = (joined[-1][0], end)
            continue
        later = [_bare(text[slice(*other)]) for other in pieces[position + 1 :][:3]]
        if _is_first_adjective(piece, later):
            held = (begin, end)
            continue
        joined.append((begin, end))
        held = None
    if held:
        joined.append(held)
    return joined


def _continues(bare: str, raw: str) -> bool:
    """Tell whether a piece begins in lower case, without an article or joint."""
    if FORM_OF_COMPANY.match(bare):
        return True
    if not bare or not bare[0].islower():
        return False
    lead = LEADING.match(raw)
    has_article = bool(lead and re.search(r"\w", lead[0]))
    return not has_article or bool(re.match(r"\s*(?:de|des|du|et|of)\b", raw, re.I))


def _is_first_adjective(piece: str, later: list[str]) -> bool:
    """Tell whether a one-word piece is the first of adjectives that share a noun."""
    if not ADJECTIVE.fullmatch(piece) or ACRONYM.fullmatch(piece):
        return False
    for other in later:
        match = re.match(r"([\w\-]+),? (?:and|et|&) ([\w\-]+)(?: (\w+))?", other)
        if match:
            return bool(ADJECTIVE.fullmatch(match[1]) and match[3])
        if not ADJECTIVE.fullmatch(other):
            return False
    return False


def _last_pair(
    text: str, pieces: list[tuple[int, int]], *, most: int = MOST_PAIRS
) -> list[tuple[int, int]]:
    """Cut the last piece at its "and", where both sides are names of their own."""
    if not pieces or not most:
        return pieces
    start, end = pieces[-1]
    lead = LEADING.match(text, start, end)
    begins_with_joint = bool(
        lead and re.match(rf"[\s,;]*(?i:{JOINTS})\s", text[start:end])
    )
    inner = lead.end() if lead else start
    for match in reversed(list(re.finditer(rf",?\s(?i:{JOINTS})\s+", text[inner:end]))):
        left = (start, inner + match.start())
        right = (inner + match.start(), end)
        if is_pair(text[inner : left[1]], text[inner + match.end() : end]) and (
            not begins_with_joint or _is_sure(text[inner + match.end() : end])
        ):
            return [*pieces[:-1], *_last_pair(text, [left], most=most - 1), right]
    return pieces


def is_pair(left: str, right: str) -> bool:
    """Tell whether "left and right" are two names, and not one with "and" in it."""
    bare_left, bare_right = _bare(left), _bare(right)
    if not bare_left or not bare_right or not _begins_name(bare_right):
        return False
    if left.count("(") != left.count(")"):
        return False
    if _is_sure(right):
        return True
    if ACRONYM.fullmatch(bare_left) or re.search(r"\)\s*$", left):
        return True
    # "Institute of Science and Technology", "Arts et Métiers": one name.
    return not FIELD.match(bare_right) and not ADJECTIVE.fullmatch(bare_left)


def _is_sure(right: str) -> bool:
    """Tell whether a text begins a name of its own: an article, a head, an acronym."""
    article = re.match(rf"\s*(?i:{ARTICLES})(?=[A-ZÀ-Þ0-9])", right)
    if article:
        return True
    first = re.match(r"\s*([\w@&’'\-]+)", right)
    if first is None:
        return False
    return bool(
        re.fullmatch(f"(?i:{HEADS})", first[1]) and first[1][0].isupper()
    ) or bool(ACRONYM.fullmatch(first[1]))


def _bare(text: str) -> str:
    """Return a piece without joints, articles and outer stops."""
    lead = LEADING.match(text)
    bare = flat(text[lead.end() :] if lead else text).strip(" .;,")
    return TRAILING.sub("", bare).strip(" .;,")


def _begins_name(text: str) -> bool:
    if not text:
        return False
    first = re.match(r"[\w]+", text)
    is_head = bool(first and re.fullmatch(f"(?i:{HEADS})", first[0]))
    return text[0].isupper() or text[0].isdigit() or is_head


def named(text: str, start: int, end: int) -> Name:
    """Return the name that a piece of a list holds, its acronym taken apart."""
    bare = _bare(text[start:end])
    if bare.count(")") > bare.count("("):
        bare = re.sub(r"\)+$", "", bare).strip(" .;,")
    return replace(_with_acronym(bare), start=start, end=end)


def _with_acronym(bare: str) -> Name:
    bracket = re.fullmatch(
        r"(?P<name>[^()]+?)\s*\((?P<in>[^()]*)\)\s*(?P<rest>.*)", bare
    )
    if bracket and bracket["name"].strip():
        return _bracketed(
            bracket["name"].strip(), bracket["in"].strip(), bracket["rest"]
        )
    dash = re.fullmatch(r"(?P<name>.+?)(?P<dash>\s[-–—]\s|[–—])(?P<after>.+)", bare)
    if dash:
        name, after = dash["name"].strip(), dash["after"].strip()
        if ACRONYM.fullmatch(after) and not ACRONYM.fullmatch(name) and " " in name:
            return Name(0, 0, name, after, style="dash")
        if ACRONYM.fullmatch(name) and len(after.split()) > 2 and after[0].isupper():
            return Name(0, 0, after, name, style="dash")
        if dash["dash"].strip() != dash["dash"] and not after[0].isupper():
            return Name(0, 0, name, detail=after)
    return Name(0, 0, bare[:LONGEST_NAME])


def _bracketed(name: str, inside: str, rest: str) -> Name:
    rest = rest.strip(" –—-,:")
    if inside in COUNTRIES:
        return Name(0, 0, name, detail=" ".join(filter(None, [inside, rest])))
    if ACRONYM.fullmatch(inside):
        if ACRONYM.fullmatch(name) and " " not in name:
            return Name(0, 0, name, detail=" ".join(filter(None, [inside, rest])))
        return Name(0, 0, name, inside, detail=rest, style="bracket")
    if ACRONYM.fullmatch(name) and len(inside.split()) > 1 and inside[0].isupper():
        return Name(0, 0, inside, name, detail=rest, style="bracket")
    first, _comma, others = inside.partition(",")
    if others and ACRONYM.fullmatch(first.strip()):
        detail = " ".join(filter(None, [others.strip(), rest]))
        return Name(0, 0, name, first.strip(), detail=detail, style="bracket")
    return Name(0, 0, name, detail=" ".join(filter(None, [inside, rest])))


def looks_like_name(name: Name) -> bool:
    """Tell whether a piece of a list is the name of a body, as far as form says."""
    text = name.name
    if (
        not _begins_name(text)
        or len(text) > 140
        or (text[0].isdigit() and " " not in text)
    ):
        return False
    if FINITE.search(text) or re.search(r"[.!?]\s", text):
        return False
    run = 0
    for word in re.findall(r"[\w’']+", text):
        is_low = word[0].islower() and not SMALL.match(re.sub(r"^[dl]['’]", "", word))
        run = run + 1 if is_low else 0
        if run > 5:
            return False
    return True
