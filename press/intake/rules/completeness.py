"""Rules on what a release lacks: reference, embargo line, image, end mark."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from press.intake.blocks import excerpt
from press.intake.findings import Finding, Reading, at, rule


@rule(
    "reference-missing",
    "I",
    _("The text has no reference."),
    _("The newsroom gives the release one of its own."),
)
def reference_missing(reading: Reading) -> Iterator[Finding]:
    if not reading.draft.reference:
        yield Finding("reference-missing", 1)


@rule(
    "reference-of-source",
    "I",
    _("The text has a reference of its own: %(reference)s."),
    _("The newsroom gives the release another; keep this one in your files."),
)
def reference_of_source(reading: Reading) -> Iterator[Finding]:
    words = reading.draft.reference
    if words:
        yield at("reference-of-source", words.spans[0], reference=words.text)


@rule(
    "embargo-line-missing",
    "W",
    _("The text does not say when it may be used."),
    _("Set an embargo on the release's panel, or make it public at once."),
)
def embargo_line_missing(reading: Reading) -> Iterator[Finding]:
    if reading.draft.embargo is None:
        yield Finding("embargo-line-missing", 1)


@rule(
    "embargo-to-set",
    "W",
    _("The text asks for an embargo: “%(text)s”."),
    _("An import sets none: an approver sets it on the release's panel."),
)
def embargo_to_set(reading: Reading) -> Iterator[Finding]:
    embargo = reading.draft.embargo
    if embargo and not embargo.is_immediate:
        yield at("embargo-to-set", embargo.words.spans[0], text=embargo.words.text)


@rule(
    "image-missing",
    "W",
    _("The text has no image."),
    _("Add a main image with its alternative text and rights."),
)
def image_missing(reading: Reading) -> Iterator[Finding]:
    if not any(one.reason == "image" for one in reading.parsed.dropped):
        yield Finding("image-missing", 1)


@rule(
    "image-to-upload",
    "W",
    _("An image is named, but a text brings none along: “%(text)s”."),
    _("Upload it in the editor; its words are listed as unplaced."),
)
def image_to_upload(reading: Reading) -> Iterator[Finding]:
    for one in reading.parsed.dropped:
        if one.reason == "image":
            text = excerpt(one.text)
            yield Finding("image-to-upload", one.line, text, {"text": text})


@rule(
    "hidden-text",
    "W",
    _("The source holds text that no reader sees: “%(text)s”."),
    _("It was left out and is listed as unplaced."),
)
def hidden_text(reading: Reading) -> Iterator[Finding]:
    for one in reading.parsed.dropped:
        if one.reason not in {"image", "marker"}:
            text = excerpt(one.text)
            yield Finding("hidden-text", one.line, text, {"text": text})


@rule(
    "link-without-address",
    "W",
    _("The link “%(text)s” leads nowhere that a reader could go."),
    _("Its words were kept. Give it a web or mail address."),
)
def link_without_address(reading: Reading) -> Iterator[Finding]:
    for block in reading.blocks:
        for mark in block.whole().marks():
            if mark.kind == "link" and not mark.href:
                span = block.whole().part(mark.start, mark.end)
                yield at("link-without-address", span, text=span.text[:80])
                return


@rule(
    "end-mark-missing",
    "I",
    _("Nothing marks the end of the release."),
    _("Nothing to do here: the pages of the newsroom need no mark."),
)
def end_mark_missing(reading: Reading) -> Iterator[Finding]:
    if not reading.draft.end_mark:
        yield Finding("end-mark-missing", reading.source.count("\n") + 1)


@rule(
    "before-headline",
    "W",
    _("Words stand before the headline: “%(text)s”."),
    _("They are listed as unplaced. Check which line is the headline."),
)
def before_headline(reading: Reading) -> Iterator[Finding]:
    for aside in reading.draft.asides:
        if aside.reason == "before-headline":
            yield at("before-headline", aside.span, text=aside.span.text[:80])


@rule(
    "words-lost",
    "E",
    _("Words of the source could not be read: %(words)s."),
    _("Copy them by hand; please report the file."),
)
def words_lost(reading: Reading) -> Iterator[Finding]:
    lost = reading.lost
    if lost:
        yield Finding("words-lost", 1, "", {"words": ", ".join(lost[:20])})
