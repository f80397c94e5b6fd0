"""A published snippet becomes a record; one that is taken back loses its body."""

from datetime import datetime
from typing import Any, NamedTuple

from press import audit, documents, failpoints, ledger, models, resolving, slugs
from press.lifecycle import acting

CHANGED = "record.changed"


class Key(NamedTuple):
    """What names a record: its kind, the snippet's translation key, the locale."""

    kind: str
    key: str
    locale: str


def record(row: Any, *, clock: acting.Clock, by: Any = None) -> models.Record | None:
    """Write the record of a snippet as it is now; None when nothing changed.

    An unpublished snippet writes a version without a body: it is taken back.
    """
    if not row.record_kind:
        return None
    body, mentions = built(row)
    key = Key(row.record_kind, str(row.translation_key), row.locale.language_code)
    return _in_one(
        key, body, mentions=mentions, listed=bool(row.is_listed), clock=clock, by=by
    )


def forget(key: Key, *, clock: acting.Clock, by: Any = None) -> models.Record | None:
    """Take back the record of a snippet that was deleted."""
    return _in_one(key, None, mentions=set(), listed=False, clock=clock, by=by)


def built(row: Any) -> tuple[documents.RecordBody | None, set[tuple[str, str]]]:
    """Return the public body of a snippet and what it mentions."""
    if not row.live:
        return None, set()
    builder = resolving.EditionBuilder(
        locale=row.locale.language_code, source_locale=row.locale.language_code
    )
    body = BODIES[row.record_kind](row, builder)
    return body, builder.mentions


def _in_one(
    key: Key,
    body: documents.RecordBody | None,
    *,
    mentions: set[tuple[str, str]],
    listed: bool,
    clock: acting.Clock,
    by: Any,
) -> models.Record | None:
    failpoints.reach("record.before")
    with ledger.locked():
        now = clock()
        written = _write(key, body, listed=listed, now=now)
        if written:
            failpoints.reach("record.written")
            models.Mention.objects.bulk_create(
                models.Mention(record=written, kind=kind, key=named)
                for kind, named in sorted(mentions)
            )
            _tell(written, by=by, now=now)
        failpoints.reach("record.before-commit")
    failpoints.reach("record.after-commit")
    return written


def _write(
    key: Key, body: documents.RecordBody | None, *, listed: bool, now: datetime
) -> models.Record | None:
    value = documents.stored(body) if body else None
    digest = documents.content_hash(value) if value else ""
    last = models.Record.objects.filter(**key._asdict()).order_by("-version").first()
    if last is None and value is None:
        return None
    if last and last.hash == digest and last.listed == listed:
        return None
    return models.Record.objects.create(
        **key._asdict(),
        version=last.version + 1 if last else 1,
        body=value,
        hash=digest,
        listed=listed,
        public_from=now,
    )


def _tell(written: models.Record, *, by: Any, now: datetime) -> None:
    ledger.append(
        CHANGED,
        visible_at=now,
        locale=written.locale,
        version=written.version,
        record_kind=written.kind,
        key=written.key,
    )
    audit.append(
        "record" if written.body else "take_back",
        actor=by,
        object_kind=written.kind,
        object_key=written.key,
        locale=written.locale,
        at=now,
    )


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
