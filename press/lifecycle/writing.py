"""Writes versions: documents, their mentions and their events, all or none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from press import failpoints, ledger, models


@dataclass(frozen=True)
class Version:
    """What all documents of one version share."""

    number: int
    public_from: datetime
    event: str
    corrected: bool = False
    notes: Mapping[str, str] | None = None
    correction_class: str = ""
    closes_earlier: bool = False


def approvals_in_force(release: models.Release) -> dict[str, models.Approval]:
    """Return the approvals that hold, by locale."""
    rows = release.approvals.filter(lapsed_at=None)
    return {row.locale: row for row in rows}


def out(release: models.Release, *, now: datetime) -> QuerySet[models.Document]:
    """Return the documents whose instant has come, withdrawn or not."""
    return release.documents.filter(public_from__lte=now)


def hidden(release: models.Release, *, now: datetime) -> QuerySet[models.Document]:
    """Return the documents whose instant has not come."""
    return release.documents.filter(public_from__gt=now)


def newest_out(release: models.Release, *, now: datetime) -> dict[str, models.Document]:
    """Return the newest document that is out, by locale."""
    rows = out(release, now=now).order_by("version")
    return {row.locale: row for row in rows}


def highest_out(release: models.Release, *, now: datetime) -> int:
    """Return the highest version number that is out, or 0."""
    return out(release, now=now).aggregate(Max("version"))["version__max"] or 0


def discard_hidden(release: models.Release, *, now: datetime) -> None:
    """Delete hidden versions and their events: their number is used again."""
    hidden(release, now=now).delete()
    ledger.discard_hidden(release, now=now)


def write(
    release: models.Release,
    version: Version,
    *,
    sources: Mapping[str, models.Approval | models.Document],
    now: datetime,
) -> list[models.Document]:
    """Write one document a locale from approvals, or from earlier documents."""
    earlier = newest_out(release, now=now)
    written = []
    for locale, source in sorted(sources.items()):
        document = _document(release, version, locale, source, earlier.get(locale))
        document.save()
        failpoints.reach("write.document")
        _mention(document, _mentions_of(source))
        failpoints.reach("write.mentions")
        ledger.append(
            version.event,
            visible_at=version.public_from,
            release=release,
            locale=locale,
            version=version.number,
        )
        failpoints.reach("write.event")
        written.append(document)
    return written


def move(release: models.Release, moment: datetime, *, now: datetime) -> None:
    """Give the hidden version another instant; its bytes stay."""
    rows = hidden(release, now=now)
    rows.filter(corrected_at__isnull=False).update(corrected_at=moment)
    out_locales = set(newest_out(release, now=now))
    rows.exclude(locale__in=out_locales).update(lifted_at=moment)
    rows.update(public_from=moment)
    events = release.events.filter(visible_at__gt=now)
    models.Delivery.objects.filter(event__in=events).update(next_try=moment)
    events.update(visible_at=moment)
    ledger.touch()


def tell(
    release: models.Release,
    event: str,
    newest: Mapping[str, models.Document],
    *,
    now: datetime,
) -> None:
    """Write an event for each public locale."""
    for locale, document in sorted(newest.items()):
        ledger.append(
            event,
            visible_at=now,
            release=release,
            locale=locale,
            version=document.version,
        )


def free_slugs(release: models.Release) -> None:
    """Give up the slugs that neither a version nor an approval in force uses."""
    written = set(release.documents.values_list("locale", "slug"))
    approved = {
        (approval.locale, approval.body.get("slug", ""))
        for approval in approvals_in_force(release).values()
    }
    for claim in release.slug_claims.all():
        if (claim.locale, claim.slug) not in written | approved:
            claim.delete()


def _document(
    release: models.Release,
    version: Version,
    locale: str,
    source: models.Approval | models.Document,
    earlier: models.Document | None,
) -> models.Document:
    document = models.Document(
        release=release,
        locale=locale,
        version=version.number,
        slug=source.body.get("slug", ""),
        body=source.body,
        hash=source.hash,
        public_from=version.public_from,
        lifted_at=earlier.lifted_at if earlier else version.public_from,
        closes_earlier=version.closes_earlier,
    )
    if version.corrected:
        document.corrected_at = version.public_from
        document.correction_note = (version.notes or {}).get(locale, "")
        document.correction_class = version.correction_class
    elif earlier:
        document.corrected_at = earlier.corrected_at
        document.correction_note = earlier.correction_note
        document.correction_class = earlier.correction_class
    return document


def _mentions_of(source: models.Approval | models.Document) -> Iterable[Any]:
    if isinstance(source, models.Approval):
        return source.mentions
    return source.mentions.values_list("kind", "key")


def _mention(document: models.Document, pairs: Iterable[Any]) -> None:
    models.Mention.objects.bulk_create(
        models.Mention(document=document, kind=kind, key=key) for kind, key in pairs
    )
