"""Rules on Abouts: links that belong elsewhere, figures, style, no text."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from press.intake import matching
from press.intake.blocks import Span
from press.intake.draft import About
from press.intake.findings import Finding, Reading, at, rule

BARE = re.compile(r"(?:https?://|www\.)[^\s<>()]+")
FIGURE = re.compile(r"\b\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+\b")
GENERAL = frozenset({"www", "en", "fr", "com", "org", "net", "eu", "edu", "gouv"})


@rule(
    "link-of-other",
    "E",
    _("The About of %(own)s holds the web address of %(other)s: %(url)s."),
    _("Move the address to the About of %(other)s, or take it out."),
)
def link_of_other(reading: Reading) -> Iterator[Finding]:
    named = _named(reading)
    for about in reading.draft.abouts:
        own = _short_names(about.organisation)
        for span in about.spans():
            for match in BARE.finditer(span.raw):
                first = _first_label(match[0])
                other = named.get(first)
                if other and first not in own and not _same(other, about.organisation):
                    yield at(
                        "link-of-other",
                        span.part(match.start(), match.end()),
                        own=about.organisation,
                        other=other,
                        url=match[0].rstrip(".,"),
                    )


def _first_label(url: str) -> str:
    """Return the first part of a host that says whose it is."""
    address = url if "//" in url else f"https://{url}"
    host = urlsplit(re.sub(r"[\[\]]", "", address)).hostname or ""
    labels = [label for label in host.split(".")[:-1] if label not in GENERAL]
    return labels[0] if labels else ""


def _named(reading: Reading) -> dict[str, str]:
    """Return the bodies of a release by what a host name would say."""
    named: dict[str, str] = {}
    for about in reading.draft.abouts:
        for short in _short_names(about.organisation):
            named.setdefault(short, about.organisation)
    for member in reading.draft.members():
        for text in filter(None, [member.acronym, member.name]):
            for short in _short_names(text):
                named.setdefault(short, member.name)
    return named


def _short_names(name: str) -> set[str]:
    """Return a name as a host would write it: with hyphens, joined, its acronym."""
    plain = re.findall(r"[a-z0-9]+", matching.unaccented(name))
    found = {"-".join(plain), "".join(plain)}
    bracket = re.search(r"\(([^()\s]{2,12})\)", name)
    if bracket:
        found.add(matching.unaccented(bracket[1]))
        found |= _short_names(name.replace(bracket[0], " "))
    return {one for one in found if len(one) >= 3}


def _same(first: str, second: str) -> bool:
    one, two = matching.unaccented(first), matching.unaccented(second)
    return one in two or two in one


@rule(
    "boilerplate-empty",
    "W",
    _("The heading “%(heading)s” has no text under it."),
    _("Choose the standing text from the registry, or write it."),
)
def boilerplate_empty(reading: Reading) -> Iterator[Finding]:
    for about in reading.draft.abouts:
        if not about.parts:
            heading = about.heading.text
            yield at("boilerplate-empty", about.heading.spans[0], heading=heading)


@rule(
    "boilerplate-styles",
    "W",
    _("One About is in italics and another is not."),
    _("They are written alike; the italics were left out."),
)
def boilerplate_styles(reading: Reading) -> Iterator[Finding]:
    styles = [(about, _is_italic(about)) for about in reading.draft.abouts]
    if len({style for _about, style in styles}) > 1:
        about = next(about for about, style in styles if style)
        yield at("boilerplate-styles", about.heading.spans[0])


def _is_italic(about: About) -> bool:
    spans = [span for part in about.parts for span in part.spans()]
    return bool(spans) and all(_is_wholly_italic(span) for span in spans)


def _is_wholly_italic(span: Span) -> bool:
    return span.is_wholly("italic")


@rule(
    "boilerplate-figures",
    "I",
    _("The About of %(name)s holds figures that age: %(figures)s."),
    _("Check them against the current standing text."),
)
def boilerplate_figures(reading: Reading) -> Iterator[Finding]:
    for about in reading.draft.abouts:
        for span in about.spans():
            found = FIGURE.findall(span.raw)
            if found:
                values = {"name": about.organisation, "figures": "; ".join(found[:6])}
                yield at("boilerplate-figures", span, **values)
                break
