"""Writes releases for load in bulk: the rows that lifecycle writes for a lift."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from press import documents, ledger, models
from press.lifecycle import lift

Edition = tuple[dict[str, Any], list[tuple[str, str]]]


@dataclass(frozen=True)
class Scaled:
    """One more release: its row, its instant, and body and mentions by locale."""

    release: models.Release
    lift: datetime
    editions: dict[str, Edition]


def write(scaled: Iterable[Scaled], *, at: datetime) -> None:
    """Write releases with their claims, documents, mentions, events, deliveries.

    The deliveries are done at `at`: nobody waits for thousands of events that are
    made up, and the index is rebuilt in one go.
    """
    held = list(scaled)
    with ledger.locked():
        models.Release.objects.bulk_create(row.release for row in held)
        documents_of = {
            (row.release.pk, code): _document(row, code, body)
            for row in held
            for code, (body, _mentions) in row.editions.items()
        }
        models.Document.objects.bulk_create(documents_of.values())
        models.SlugClaim.objects.bulk_create(
            models.SlugClaim(locale=code, slug=row.slug, release_id=key)
            for (key, code), row in documents_of.items()
        )
        models.Mention.objects.bulk_create(
            models.Mention(
                document=documents_of[row.release.pk, code], kind=kind, key=key
            )
            for row in held
            for code, (_body, mentions) in row.editions.items()
            for kind, key in mentions
        )
        models.QuoteClaim.objects.bulk_create(
            models.QuoteClaim(id=quote, release=row.release)
            for row in held
            for quote in _quotes(row)
        )
        _tell(documents_of.values(), at=at)
        ledger.touch()


def _document(row: Scaled, code: str, body: dict[str, Any]) -> models.Document:
    return models.Document(
        release=row.release,
        locale=code,
        version=1,
        slug=body["slug"],
        body=body,
        hash=documents.content_hash(body),
        public_from=row.lift,
        lifted_at=row.lift,
    )


def _quotes(row: Scaled) -> set[UUID]:
    return {
        UUID(key)
        for _body, mentions in row.editions.values()
        for kind, key in mentions
        if kind == "quote"
    }


def _tell(rows: Iterable[models.Document], *, at: datetime) -> None:
    events = models.Event.objects.bulk_create(
        models.Event(
            kind=lift.PUBLISHED,
            visible_at=row.public_from,
            release_id=row.release_id,
            locale=row.locale,
            version=row.version,
        )
        for row in rows
    )
    models.Delivery.objects.bulk_create(
        models.Delivery(
            event=event, consumer=name, next_try=event.visible_at, done_at=at
        )
        for event in events
        for name in settings.NEWSROOM_CONSUMERS
    )
