"""A published snippet becomes a record, as the public reads it."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from press import documents, failpoints, ledger, models, resolving, slugs
from press.lifecycle import acting

CHANGED = "record.changed"


def record(row: Any, *, clock: acting.Clock, by: Any = None) -> models.Record | None:
    """Write the record of a snippet as it is now; None when nothing changed.

    An unpublished snippet writes a version without a body: it is taken back.
    """
    if not row.record_kind:
        return None
    failpoints.reach("record.before")
    with ledger.locked():
        written = _write(row, now=clock())
        failpoints.reach("record.before-commit")
    return written


def built(row: Any) -> tuple[documents.RecordBody | None, set[tuple[str, str]]]:
    """Return the public body of a snippet and what it mentions."""
    if not row.live:
        return None, set()
    builder = resolving.EditionBuilder(
        locale=row.locale.language_code, source_locale=row.locale.language_code
    )
    body = BODIES[row.record_kind](row, builder)
    return body, builder.mentions


def _write(row: Any, *, now: datetime) -> models.Record | None:
    body, mentions = built(row)
    value = documents.stored(body) if body else None
    digest = documents.content_hash(value) if value else ""
    earlier = models.Record.objects.filter(
        kind=row.record_kind,
        key=str(row.translation_key),
        locale=row.locale.language_code,
    )
    last = earlier.order_by("-version").first()
    listed = bool(row.is_listed)
    if last is None and value is None:
        return None
    if last and last.hash == digest and last.listed == listed:
        return None
    number = (earlier.aggregate(Max("version"))["version__max"] or 0) + 1
    written = models.Record.objects.create(
        kind=row.record_kind,
        key=str(row.translation_key),
        locale=row.locale.language_code,
        version=number,
        body=value,
        hash=digest,
        listed=listed,
        public_from=now,
    )
    models.Mention.objects.bulk_create(
        models.Mention(record=written, kind=kind, key=key)
        for kind, key in sorted(mentions)
    )
    ledger.append(
        CHANGED,
        visible_at=now,
        locale=written.locale,
        version=number,
        record_kind=written.kind,
        key=written.key,
    )
    return written


def _organisation(
    row: Any, _builder: resolving.EditionBuilder
) -> documents.OrganisationBody:
    return documents.OrganisationBody(
        id=row.translation_key,
        locale=row.locale.language_code,
        name=row.name,
        acronym=row.acronym,
        url=row.url,
        ror=row.ror,
        wikidata=row.wikidata,
        country=row.country,
    )


def _person(row: Any, builder: resolving.EditionBuilder) -> documents.PersonBody:
    return documents.PersonBody(
        id=row.translation_key,
        locale=row.locale.language_code,
        name=row.name,
        role=row.role,
        organisation=builder.organisation(row.organisation),
        bio=builder.rich_text(row.bio),
        portrait=builder.image(row.portrait, alt=row.name, caption=""),
    )


def _boilerplate(
    row: Any, builder: resolving.EditionBuilder
) -> documents.BoilerplateBody:
    return documents.BoilerplateBody(
        id=row.translation_key,
        locale=row.locale.language_code,
        title=row.title,
        organisation=builder.organisation(row.organisation),
        content=builder.rich_text(row.text),
    )


def _contact(row: Any, builder: resolving.EditionBuilder) -> documents.ContactBody:
    organisation = builder.organisation(row.organisation)
    return documents.ContactBody(
        id=row.translation_key,
        locale=row.locale.language_code,
        contact=resolving.contact_ref(row, organisation=organisation),
    )


def _topic(row: Any, _builder: resolving.EditionBuilder) -> documents.TopicBody:
    return documents.TopicBody(
        id=row.translation_key,
        locale=row.locale.language_code,
        name=row.name,
        slug=slugs.slug_of(row.name),
    )


BODIES: dict[str, Any] = {
    "organisation": _organisation,
    "person": _person,
    "boilerplate": _boilerplate,
    "contact": _contact,
    "topic": _topic,
}
