"""The audit log: who did what, when and why; each entry seals the one before."""

import hashlib
import json
from datetime import datetime
from typing import Any

from press import models

GENESIS = "0" * 64


def append(
    action: str,
    *,
    actor: Any,
    object_kind: str,
    object_key: str,
    at: datetime,
    locale: str = "",
    reason: str = "",
) -> models.AuditEntry:
    """Write one entry; call it inside the act's transaction, under its lock."""
    last = models.AuditEntry.objects.order_by("-id").first()
    entry = models.AuditEntry(
        actor=actor,
        actor_name=actor.get_username() if actor else "",
        action=action,
        object_kind=object_kind,
        object_key=object_key,
        locale=locale,
        reason=reason,
        at=at,
        previous_hash=last.hash if last else GENESIS,
    )
    entry.hash = seal(entry)
    entry.save()
    return entry


def seal(entry: models.AuditEntry) -> str:
    """Return the hash of an entry's facts and of the entry before it."""
    facts = [
        entry.previous_hash,
        entry.actor_name,
        entry.action,
        entry.object_kind,
        entry.object_key,
        entry.locale,
        entry.reason,
        entry.at.isoformat(),
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def broken_at() -> models.AuditEntry | None:
    """Return the first entry whose seal does not hold, or None."""
    previous = GENESIS
    for entry in models.AuditEntry.objects.order_by("id").iterator():
        if entry.previous_hash != previous or entry.hash != seal(entry):
            return entry
        previous = entry.hash
    return None
