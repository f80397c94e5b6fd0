"""Rules on quotes: no speaker, no role, an attribution that stands apart."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from press.intake.findings import Finding, Reading, at, noted, rule


@rule(
    "attribution-apart",
    "E",
    _("Who said the quote stands in a paragraph of its own, without a verb or dash."),
    _("It was taken as the speaker: %(name)s. Check speaker, role and organisation."),
)
def attribution_apart(reading: Reading) -> Iterator[Finding]:
    yield from noted(reading, "attribution-apart")


@rule(
    "quote-without-speaker",
    "W",
    _("A quote does not say who spoke."),
    _("Choose the speaker in the editor, or make it a paragraph."),
)
def quote_without_speaker(reading: Reading) -> Iterator[Finding]:
    yield from noted(reading, "quote-without-speaker")


@rule(
    "quote-without-role",
    "W",
    _("The quote of %(name)s gives no role."),
    _("Add the speaker's role on that day."),
)
def quote_without_role(reading: Reading) -> Iterator[Finding]:
    for quote in reading.draft.quotations():
        if quote.speaker and not quote.role:
            yield at("quote-without-role", quote.words.spans[0], name=quote.speaker)
