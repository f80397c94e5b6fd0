"""Every read of what is public, named by who asks; the instant is an argument."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from press import models, visibility

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Gone:
    """Something that was public and is not: reference, instant and notes only."""

    reference: str
    at: datetime
    notes: dict[str, str]


@dataclass(frozen=True)
class Moved:
    """An earlier slug of a public release; `document` has the one in use."""

    document: models.Document


@dataclass(frozen=True)
class FoundQuote:
    """A quote and the newest public document that holds it."""

    document: models.Document
    block: dict[str, Any]


def documents(*, at: datetime, locale: str | None = None) -> QuerySet[models.Document]:
    """Return the newest public document of each release and locale, newest first."""
    rows = models.Document.objects.filter(
        visibility.public_q(at), visibility.newest_q(at), erased_at=None
    )
    if locale is not None:
        rows = rows.filter(locale=locale)
    return rows.select_related("release").order_by("-lifted_at", "release_id", "locale")


def versions(*, at: datetime) -> QuerySet[models.Document]:
    """Return every public version that no correction has closed."""
    return models.Document.objects.filter(
        visibility.public_q(at), visibility.open_q(at), erased_at=None
    ).select_related("release")


def release_id(key: str) -> UUID:
    """Return the id of a release by UUID or reference; knows hidden ones too.

    Only a step of a look-up, never an answer: what is unknown is NOBODY, so that
    the steps that follow are the same for a hidden release and for none.
    """
    try:
        return UUID(key)
    except ValueError:
        row = models.Release.objects.filter(reference=key).values_list("pk").first()
        return row[0] if row else NOBODY


def document(key: str, *, locale: str, at: datetime) -> models.Document | Gone | None:
    """Return a release's newest public document by UUID or reference."""
    release = release_id(key)
    found = documents(at=at, locale=locale).filter(release=release).first()
    return found or gone(release, locale=locale, at=at)


def version(
    key: str, number: int, *, locale: str, at: datetime
) -> models.Document | Gone | None:
    """Return one version of a release; Gone when closed or withdrawn."""
    release = release_id(key)
    mine = Q(release=release, locale=locale, version=number)
    found = versions(at=at).filter(mine).first()
    if found:
        return found
    withdrawn = gone(release, locale=locale, at=at)
    if withdrawn:
        return withdrawn
    closed = models.Document.objects.filter(mine, public_from__lte=at).first()
    if closed is None:
        return None
    closed_at = _replaced_at(closed, at, closes_earlier=True)
    return Gone(reference=closed.release.reference, at=closed_at, notes={})


def by_slug(
    slug: str, *, locale: str, at: datetime
) -> models.Document | Moved | Gone | None:
    """Return what a slug stands for: the document, a move, or a notice."""
    earlier = (
        models.Document.objects.filter(locale=locale, slug=slug, public_from__lte=at)
        .values_list("release_id", flat=True)
        .first()
    ) or NOBODY
    found = documents(at=at, locale=locale).filter(release=earlier).first()
    if found is None:
        return gone(earlier, locale=locale, at=at)
    return found if found.slug == slug else Moved(found)


def withdrawals(
    *, at: datetime, locale: str, topic: str = ""
) -> QuerySet[models.Withdrawal]:
    """Return the withdrawals in force of what was public in a locale, newest first.

    With a topic's key, of what named the topic in public.
    """
    was_out = models.Document.objects.filter(
        release=OuterRef("release"), locale=locale, public_from__lte=at
    )
    if topic:
        was_out = was_out.filter(mentions__kind="topic", mentions__key=topic)
    return (
        models.Withdrawal.objects.filter(visibility.withdrawn_q(at), Exists(was_out))
        .select_related("release")
        .order_by("-withdrawn_at", "release_id")
    )


def gone(release: UUID, *, locale: str, at: datetime) -> Gone | None:
    """Return the notice of a withdrawn or erased release, public once in a locale."""
    row = withdrawals(at=at, locale=locale).filter(release=release).first()
    erased = (
        models.Document.objects.filter(
            release=release, locale=locale, public_from__lte=at, erased_at__lte=at
        )
        .order_by("-version")
        .first()
    )
    if row:
        reference, notes = row.release.reference, dict(row.notes)
        return Gone(reference=reference, at=row.withdrawn_at, notes=notes)
    if erased and erased.erased_at:
        return Gone(reference=erased.body["reference"], at=erased.erased_at, notes={})
    return None


def slugs(release: UUID, *, locale: str, at: datetime) -> list[str]:
    """Return every slug that a release has had in public, withdrawn or not."""
    rows = models.Document.objects.filter(
        release=release, locale=locale, public_from__lte=at
    )
    return sorted(set(rows.values_list("slug", flat=True)))


def alternates(
    releases: Iterable[UUID], *, at: datetime
) -> dict[UUID, list[models.Document]]:
    """Return the newest public documents of these releases in every locale."""
    found: dict[UUID, list[models.Document]] = {}
    rows = documents(at=at).filter(release__in=list(releases)).defer("body")
    for row in rows:
        found.setdefault(row.release_id, []).append(row)
    return found


def naming(
    kind: str, key: str, *, at: datetime, locale: str
) -> QuerySet[models.Document]:
    """Return newest public documents that name a person, topic, and so on."""
    mention = models.Mention.objects.filter(document=OuterRef("pk"), kind=kind, key=key)
    return documents(at=at, locale=locale).filter(Exists(mention))


def quotes(*, at: datetime, locale: str) -> QuerySet[models.Document]:
    """Return the newest public documents that hold a quote."""
    mention = models.Mention.objects.filter(document=OuterRef("pk"), kind="quote")
    return documents(at=at, locale=locale).filter(Exists(mention))


def quote(key: str, *, locale: str, at: datetime) -> FoundQuote | Gone | None:
    """Return a quote from the newest public version; Gone when it was taken out."""
    found = naming("quote", key, at=at, locale=locale).first()
    if found:
        block = next(
            block
            for block in found.body["body"]
            if block["type"] == "quote" and block["id"] == key
        )
        return FoundQuote(document=found, block=block)
    held = (
        models.Document.objects.filter(
            Exists(
                models.Mention.objects.filter(
                    document=OuterRef("pk"), kind="quote", key=key
                )
            ),
            locale=locale,
            public_from__lte=at,
        )
        .select_related("release")
        .order_by("-version")
        .first()
    )
    if held is None:
        return None
    withdrawn = gone(held.release_id, locale=locale, at=at)
    if withdrawn:
        return withdrawn
    return Gone(reference=held.release.reference, at=_replaced_at(held, at), notes={})


def records(
    *, at: datetime, locale: str | None = None, kind: str | None = None
) -> QuerySet[models.Record]:
    """Return the newest public version of each record that may be shown.

    It must be named by a public document or a live plain page, or be marked as
    always public.
    """
    later = models.Record.objects.filter(
        kind=OuterRef("kind"),
        key=OuterRef("key"),
        locale=OuterRef("locale"),
        version__gt=OuterRef("version"),
        public_from__lte=at,
    )
    rows = models.Record.objects.filter(
        Q(listed=True) | Q(Exists(_documents_naming(at))) | Q(Exists(_pages_naming())),
        ~Exists(later),
        public_from__lte=at,
        body__isnull=False,
    ).order_by("kind", "key", "locale")
    if locale is not None:
        rows = rows.filter(locale=locale)
    if kind is not None:
        rows = rows.filter(kind=kind)
    return rows


def record(kind: str, key: str, *, locale: str, at: datetime) -> models.Record | None:
    """Return the newest public version of one record, or None."""
    return records(at=at, locale=locale, kind=kind).filter(key=key).first()


def file(token: str, *, at: datetime) -> models.File | None:
    """Return a file that something public names, or None."""
    named = models.Mention.objects.filter(
        Q(document__in=versions(at=at).values("pk"))
        | Q(record__in=records(at=at).values("pk"))
        | Q(page__live=True),
        kind="file",
        key=OuterRef("hash"),
    )
    return models.File.objects.filter(Exists(named), token=token).first()


def _documents_naming(at: datetime) -> QuerySet[models.Document]:
    """Return the newest public documents that name a record.

    Apart from the pages that name it: with both in one condition, a database reads
    every mention there is.
    """
    return models.Document.objects.filter(
        visibility.public_q(at),
        visibility.newest_q(at),
        erased_at=None,
        mentions__kind=OuterRef("kind"),
        mentions__key=OuterRef("key"),
    )


def _pages_naming() -> QuerySet[models.Mention]:
    return models.Mention.objects.filter(
        page__live=True, kind=OuterRef("kind"), key=OuterRef("key")
    )


def _replaced_at(held: models.Document, at: datetime, **conditions: Any) -> datetime:
    """Return when the first later version came out, or the held one's instant."""
    row = (
        models.Document.objects.filter(
            release=held.release_id,
            locale=held.locale,
            version__gt=held.version,
            public_from__lte=at,
            **conditions,
        )
        .order_by("version")
        .first()
    )
    return row.public_from if row else held.public_from
