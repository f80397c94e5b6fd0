"""One act: under the ledger's lock, permitted, at one instant, in the audit log."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from press import actors, audit, failpoints, ledger, models, resolving

Clock = Callable[[], datetime]


class Refused(Exception):
    """An act that may not be done now; `problems` says what to mend."""

    def __init__(
        self, rule: str, message: str, problems: Sequence[resolving.Problem] = ()
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.problems = tuple(problems)


@dataclass
class Act:
    """An act under way: its release, locked, and its instant."""

    release: models.Release
    action: str
    by: Any
    now: datetime

    def keep(self, **values: Any) -> None:
        """Write these facts of the release."""
        for name, value in values.items():
            setattr(self.release, name, value)
        self.release.save(update_fields=list(values))

    def log(self, *, locale: str = "", reason: str = "") -> None:
        """Write the act to the audit log."""
        audit.append(
            self.action,
            actor=self.by,
            object_kind="release",
            object_key=str(self.release.pk),
            locale=locale,
            reason=reason,
            at=self.now,
        )


@contextmanager
def act(
    release: models.Release, action: str, *, by: Any, clock: Clock
) -> Iterator[Act]:
    """Run an act in one transaction; raise Refused: `not-allowed`, `erased`."""
    require_right(by, action)
    failpoints.reach(f"{action}.before")
    with ledger.locked():
        rows = models.Release.objects.select_for_update(no_key=True)
        row = rows.get(pk=release.pk)
        failpoints.reach(f"{action}.locked")
        if row.documents.filter(erased_at__isnull=False).exists():
            raise Refused("erased", _("It was erased: nothing of it changes."))
        yield Act(release=row, action=action, by=by, now=clock())
        failpoints.reach(f"{action}.before-commit")
    failpoints.reach(f"{action}.after-commit")


def require_right(by: Any, action: str) -> None:
    """Raise Refused("not-allowed") where none of the roles of `by` may do it."""
    if not actors.may(by, action):
        raise Refused("not-allowed", _("Your role does not allow this."))


def require_instant(moment: datetime, *, now: datetime) -> datetime:
    """Return the instant; raise Refused: `not-a-whole-minute`, `in-the-past`."""
    if moment.second or moment.microsecond:
        raise Refused("not-a-whole-minute", _("An embargo falls on a whole minute."))
    if moment <= now:
        raise Refused("in-the-past", _("This instant has passed."))
    return moment


def require_text(text: str) -> str:
    """Return a note without its outer spaces; raise Refused("no-note")."""
    if not text.strip():
        raise Refused("no-note", _("Write a note that says why."))
    return text.strip()
