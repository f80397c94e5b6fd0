"""The lift: embargo set, moved or cancelled, or lifted now."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from press import embargo, failpoints, locales, models
from press.lifecycle import acting, writing

PUBLISHED = "release.published"


def set_embargo(
    release: models.Release,
    moment: datetime,
    *,
    zone: str,
    by: Any,
    clock: acting.Clock,
) -> bool:
    """Set or move the embargo; tell whether the release is armed to lift.

    `moment` is an instant on a whole minute (see `embargo.instant`). It is armed
    when every required edition is approved, now or later but before `moment`.
    Raises Refused: `already-public`, `in-the-past`, `not-a-whole-minute`.
    """
    embargo.zone_named(zone)
    with acting.act(release, "set_embargo", by=by, clock=clock) as act:
        acting.require_instant(moment, now=act.now)
        pending = writing.hidden(act.release, now=act.now).exists()
        if writing.out(act.release, now=act.now).exists() and not pending:
            raise acting.Refused("already-public", _("It is public already."))
        act.keep(embargo_at=moment, zone=zone)
        if pending:
            writing.move(act.release, moment, now=act.now)
        failpoints.reach("set_embargo.set")
        act.log(reason=f"{moment.isoformat()} {zone}")
        return pending or arm_when_ready(act)


def cancel_embargo(
    release: models.Release, *, by: Any, reason: str, clock: acting.Clock
) -> None:
    """Take back a hidden version and its instant; nothing of it was public."""
    reason = acting.require_text(reason)
    with acting.act(release, "cancel_embargo", by=by, clock=clock) as act:
        pending = writing.hidden(act.release, now=act.now).exists()
        if not pending and act.release.embargo_at is None:
            raise acting.Refused("no-embargo", _("There is no embargo to cancel."))
        if not pending and writing.out(act.release, now=act.now).exists():
            raise acting.Refused("already-public", _("It is public already."))
        writing.discard_hidden(act.release, now=act.now)
        failpoints.reach("cancel_embargo.discarded")
        act.keep(embargo_at=None)
        act.log(reason=reason)


def lift_now(release: models.Release, *, by: Any, clock: acting.Clock) -> None:
    """Make the hidden version, or the approved editions, public at once.

    Raises Refused: `already-public`, `not-approved`.
    """
    with acting.act(release, "lift_now", by=by, clock=clock) as act:
        if writing.hidden(act.release, now=act.now).exists():
            writing.move(act.release, act.now, now=act.now)
        elif writing.out(act.release, now=act.now).exists():
            raise acting.Refused("already-public", _("It is public already."))
        else:
            _arm(act, moment=act.now, sources=_all_approved(act))
        failpoints.reach("lift_now.written")
        act.keep(embargo_at=None)
        act.log()


def arm_when_ready(act: acting.Act) -> bool:
    """Write the hidden version when all is approved and an embargo is set."""
    if not act.release.embargo_at or act.release.embargo_at <= act.now:
        return False
    if writing.out(act.release, now=act.now).exists():
        return False
    if missing_locales(act.release):
        return False
    approved = writing.approvals_in_force(act.release)
    _arm(act, moment=act.release.embargo_at, sources=approved)
    return True


def missing_locales(release: models.Release) -> list[str]:
    """Return the required locales without an approval in force.

    The source is always required: nothing lifts without the text it began with.
    """
    approved = writing.approvals_in_force(release)
    required = dict.fromkeys([release.source_locale, *release.required_locales])
    return [code for code in required if code not in approved]


def _all_approved(act: acting.Act) -> dict[str, models.Approval]:
    missing = missing_locales(act.release)
    if missing:
        raise acting.Refused(
            "not-approved",
            _("Not approved yet: %(locales)s.") % {"locales": locales.named(missing)},
        )
    return writing.approvals_in_force(act.release)


def _arm(
    act: acting.Act, *, moment: datetime, sources: dict[str, models.Approval]
) -> None:
    writing.discard_hidden(act.release, now=act.now)
    failpoints.reach("arm.discarded")
    version = writing.Version(number=1, public_from=moment, event=PUBLISHED)
    writing.write(act.release, version, sources=sources, now=act.now)
    act.keep(stage=models.Release.Stage.DRAFT)
