"""Rules on language: headings, labels and text in another language than the release."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from press.intake import matching, vocabulary
from press.intake.blocks import Block, Span
from press.intake.draft import Heading, Paragraph
from press.intake.findings import Finding, Reading, at, rule

WORDS = re.compile(r"[^\W\d_]+")
FEWEST = 3
LONG = 12


def guessed(text: str) -> str:
    """Return the locale whose frequent words a text has most of, or ""."""
    counts = Counter(word.casefold() for word in WORDS.findall(text[:200000]))
    scores = {
        locale: sum(counts[word] for word in row.frequent)
        for locale, row in vocabulary.TABLE.items()
    }
    best, *others = sorted(scores, key=lambda locale: -scores[locale])
    is_clear = scores[best] >= FEWEST and all(
        scores[best] >= 1.5 * scores[other] for other in others
    )
    return best if is_clear else ""


def language_of_heading(text: str) -> str:
    """Return the one locale that a heading's words belong to, or ""."""
    of = [
        locale
        for locale, row in vocabulary.TABLE.items()
        for source in row.labels.values()
        if re.fullmatch(matching.spaced(source), text.strip(" :*#"), re.IGNORECASE)
    ]
    for locale in vocabulary.TABLE:
        for field in ("contacts", "about", "notes", "immediate"):
            regex = matching.whole_line(field, locale=locale)
            line = " ".join(text.split()).strip(" :*#")
            hit = regex.match(line) if field == "about" else regex.fullmatch(line)
            if hit:
                of.append(locale)
    if of:
        return of[0] if len(set(of)) == 1 else ""
    found = [word.casefold() for word in WORDS.findall(text)]
    hits = {
        locale: sum(word in row.frequent for word in found)
        for locale, row in vocabulary.TABLE.items()
    }
    best = max(hits, key=lambda locale: hits[locale])
    others = sum(hits.values()) - hits[best]
    return best if hits[best] >= 2 and others == 0 and len(found) >= 3 else ""


@rule(
    "heading-language",
    "E",
    _("This heading is in another language (%(language)s) than the release."),
    _("Write it in the language of the release."),
)
def heading_language(reading: Reading) -> Iterator[Finding]:
    if vocabulary.of(reading.locale) is None:
        return
    for span in _headings(reading):
        language = language_of_heading(span.raw)
        if language and language != reading.locale.partition("-")[0]:
            yield at("heading-language", span, language=language)


def _headings(reading: Reading) -> Iterator[Span]:
    draft = reading.draft
    for words in (draft.label, draft.contact_heading):
        yield from words.spans
    if draft.embargo and draft.embargo.is_immediate:
        yield from draft.embargo.words.spans
    for part in draft.body:
        if isinstance(part, Heading):
            yield from part.words.spans
    for about in draft.abouts:
        yield from about.heading.spans


@rule(
    "text-language",
    "W",
    _("This paragraph is in another language (%(language)s) than the release."),
    _("Translate it, or leave it to the edition in that language."),
)
def text_language(reading: Reading) -> Iterator[Finding]:
    if vocabulary.of(reading.locale) is None:
        return
    spans = [
        span
        for part in reading.draft.body
        if isinstance(part, Paragraph)
        for span in part.words.spans
    ]
    spans += [span for about in reading.draft.abouts for span in about.spans()]
    for span in spans:
        if len(span.raw.split()) >= LONG and not _is_code(span.block):
            language = guessed(span.raw)
            if language and language != reading.locale.partition("-")[0]:
                yield at("text-language", span, language=language)


def _is_code(block: Block) -> bool:
    return block.is_wholly("code")


@rule(
    "release-language",
    "E",
    _("The text reads as another language (%(language)s) than the one chosen."),
    _("Import it again and choose the language that it is written in."),
)
def release_language(reading: Reading) -> Iterator[Finding]:
    text = " ".join(block.text for block in reading.blocks)
    if vocabulary.of(reading.locale) is None or len(text.split()) < 40:
        return
    language = guessed(text)
    if language and language != reading.locale.partition("-")[0]:
        yield at("release-language", reading.blocks[0].whole(), language=language)
