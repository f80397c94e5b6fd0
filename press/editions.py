"""Builds the document of an edition from its draft, with what it names."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from press import documents, locales, models, resolving, slugs
from press.blocks import body, shapes

SUMMARY_LENGTH = 220


@dataclass(frozen=True)
class Built:
    """A built edition: its document, stored value, hash, mentions and problems."""

    document: documents.ReleaseDocument
    body: dict[str, Any]
    hash: str
    mentions: tuple[tuple[str, str], ...]
    problems: tuple[resolving.Problem, ...]


def newest_draft(page: models.ReleasePage) -> models.ReleasePage:
    """Return the page as its newest revision has it.

    The revision is read into the page that is given: Wagtail would read its row again.
    """
    revision = page.latest_revision if page.has_unpublished_changes else None
    if revision is None:
        row: models.ReleasePage = page.get_latest_revision_as_object()
        return row
    draft: models.ReleasePage = page.with_content_json(revision.content)
    draft.latest_revision, draft.locale = revision, page.locale
    return draft


def build(page: models.ReleasePage, *, release: models.Release, today: date) -> Built:
    """Return the edition as the public would read it.

    `today` stands in for a missing release date, which is noted as a problem.
    """
    builder = resolving.EditionBuilder(
        locale=page.locale.language_code, source_locale=release.source_locale
    )
    document = _document(page, release=release, today=today, builder=builder)
    _check(document, release=release, builder=builder)
    value = documents.stored(document)
    return Built(
        document=document,
        body=value,
        hash=documents.content_hash(value),
        mentions=tuple(sorted(builder.mentions)),
        problems=tuple(builder.problems),
    )


def _document(
    page: models.ReleasePage,
    *,
    release: models.Release,
    today: date,
    builder: resolving.EditionBuilder,
) -> documents.ReleaseDocument:
    lead = builder.rich_text(page.lead)
    place = builder.place(page.place)
    day = release.release_date or today
    line = locales.dateline(
        day, place=place.name if place else "", locale=builder.locale
    )
    return documents.ReleaseDocument(
        id=release.pk,
        reference=release.reference,
        kind=release.kind,
        locale=builder.locale,
        source_locale=release.source_locale,
        slug=slugs.slug_of(page.title),
        title=page.title.strip(),
        subtitle=page.subtitle.strip(),
        summary=_summary(page.search_description.strip() or lead.text),
        release_date=day,
        dateline=documents.Dateline(place=place, date=day, text=line),
        lead=lead,
        image=builder.image(page.image, alt=page.image_alt, caption=page.image_caption),
        body=body.build(page.body, builder=builder),
        contacts=_contacts(page, builder),
        topics=_topics(page, builder),
    )


def _contacts(
    page: models.ReleasePage, builder: resolving.EditionBuilder
) -> list[shapes.Contact]:
    built = (builder.contact(child.value) for child in page.contacts)
    return [contact for contact in built if contact]


def _topics(
    page: models.ReleasePage, builder: resolving.EditionBuilder
) -> list[shapes.TopicRef]:
    built = (builder.topic(child.value) for child in page.topics)
    return [topic for topic in built if topic]


def _summary(text: str) -> str:
    flat = " ".join(text.split())
    if len(flat) <= SUMMARY_LENGTH:
        return flat
    return flat[:SUMMARY_LENGTH].rpartition(" ")[0].rstrip(",;:.") + "…"


def _check(
    document: documents.ReleaseDocument,
    *,
    release: models.Release,
    builder: resolving.EditionBuilder,
) -> None:
    if release.release_date is None:
        builder.problem("no-release-date", _("The release date is missing."))
    if not document.slug:
        builder.problem("no-title", _("The headline has no letters."))
    if not document.lead.text:
        builder.problem("no-lead", _("The lead is empty."))
    if document.image and not document.image.alt:
        builder.problem(
            "image-without-alt", _("The main image has no alternative text.")
        )
