"""Withdraw and restore: what takes a release back, and what brings it again."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from press import failpoints, models
from press.lifecycle import acting, correction, writing

WITHDRAWN = "release.withdrawn"
RESTORED = "release.restored"


def withdraw(
    release: models.Release,
    *,
    by: Any,
    notes: Mapping[str, str],
    clock: acting.Clock,
) -> None:
    """Take a public release back; before its lift this only cancels it.

    `notes` is what readers see in its place, in each public locale. Links to
    previews close with it: what is taken back is read by nobody outside.
    Raises Refused: `not-public`, `withdrawn`, `no-note`.
    """
    with acting.act(release, "withdraw", by=by, clock=clock) as act:
        is_hidden = writing.hidden(act.release, now=act.now).exists()
        if is_hidden and not writing.out(act.release, now=act.now).exists():
            writing.discard_hidden(act.release, now=act.now)
            act.keep(embargo_at=None)
            act.log(reason="before its lift")
            return
        newest = correction.require_public(act)
        for locale in newest:
            acting.require_text(notes.get(locale, ""))
        writing.discard_hidden(act.release, now=act.now)
        models.Withdrawal.objects.create(
            release=act.release,
            withdrawn_at=act.now,
            notes={locale: notes[locale].strip() for locale in newest},
        )
        act.keep(embargo_at=None)
        act.release.previews.all().delete()
        failpoints.reach("withdraw.written")
        writing.tell(act.release, WITHDRAWN, newest, now=act.now)
        act.log(reason=notes.get(act.release.source_locale, "").strip())


def restore(
    release: models.Release, *, by: Any, reason: str, clock: acting.Clock
) -> int:
    """Make a withdrawn release public again, as a new version; return its number."""
    reason = acting.require_text(reason)
    with acting.act(release, "restore", by=by, clock=clock) as act:
        held = act.release.withdrawals.filter(restored_at=None).first()
        if held is None:
            raise acting.Refused("not-withdrawn", _("It is not withdrawn."))
        held.restored_at = act.now
        held.save(update_fields=["restored_at"])
        failpoints.reach("restore.written")
        newest = writing.newest_out(act.release, now=act.now)
        version = writing.Version(
            number=writing.highest_out(act.release, now=act.now) + 1,
            public_from=act.now,
            event=RESTORED,
        )
        writing.write(act.release, version, sources=newest, now=act.now)
        act.log(reason=reason)
        return version.number
