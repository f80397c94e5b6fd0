"""Keeps a file under examination until it is accepted or refused, each once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from press import ledger, models
from press.intake import examining, reading, registry_rows, writing

FORGOTTEN_AFTER = timedelta(days=30)


def keep(
    source: reading.Source, *, locale: str, by: Any, at: datetime
) -> models.Intake:
    """Keep a source for its reader to decide on; old ones left lying are dropped."""
    models.Intake.objects.filter(
        release=None, by=by, at__lt=at - FORGOTTEN_AFTER
    ).delete()
    found = locale or examining.locale_of(source, default=settings.LANGUAGE_CODE)
    return models.Intake.objects.create(
        file_name=source.name[:255],
        locale=found,
        source=source.text,
        by=by,
        at=at,
    )


def examined(intake: models.Intake) -> examining.Examined:
    """Examine a kept source against the registry as it is now."""
    return examining.examine(
        reading.Source(name=intake.file_name, text=intake.source),
        locale=intake.locale,
        region=settings.NEWSROOM_PHONE_REGION,
        known=registry_rows.load(),
    )


def accept(
    key: UUID, *, by: Any, clock: Callable[[], datetime]
) -> tuple[models.ReleasePage | None, bool]:
    """Make the draft of a kept source; return its page, and whether it is new.

    A second acceptance finds the draft of the first. The page is None where the
    source was refused, or its draft deleted, in the meantime.
    """
    with ledger.locked():
        intake = models.Intake.objects.select_for_update().filter(pk=key).first()
        if intake is None:
            return None, False
        if intake.release_id is None:
            made = writing.accept(intake, examined(intake), by=by, clock=clock)
            return made.page, True
        page = models.ReleasePage.objects.filter(
            translation_key=intake.release_id, locale__language_code=intake.locale
        ).first()
        return page, False


def refuse(key: UUID) -> None:
    """Drop a kept source that was not accepted."""
    models.Intake.objects.filter(pk=key, release=None).delete()
