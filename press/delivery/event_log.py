"""Writes a line for each event: ids only, never a word of a release."""

import logging
from datetime import datetime

from press import models

logger = logging.getLogger(__name__)


def deliver(event: models.Event, *, at: datetime) -> None:
    """Log what became visible, for whom it is about and when it was told."""
    about = event.release_id or f"{event.record_kind}:{event.key}"
    logger.info(
        "%s %s %s v%s visible %s told %s",
        event.kind,
        about,
        event.locale,
        event.version,
        event.visible_at.isoformat(),
        at.isoformat(),
    )
