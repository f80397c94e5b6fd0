"""Corrections, and locales that join a public release later."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from press import failpoints, models
from press.lifecycle import acting, writing

CORRECTED = "release.corrected"
TRANSLATED = "release.translated"


def require_public(act: acting.Act) -> dict[str, models.Document]:
    """Return the newest documents by locale; raise Refused."""
    newest = writing.newest_out(act.release, now=act.now)
    if not newest:
        raise acting.Refused("not-public", _("It is not public."))
    if act.release.withdrawals.filter(restored_at=None).exists():
        raise acting.Refused("withdrawn", _("It is withdrawn: restore it first."))
    return newest


def correct(
    release: models.Release,
    *,
    by: Any,
    notes: Mapping[str, str],
    correction_class: str,
    clock: acting.Clock,
    close_earlier: bool = False,
    at: datetime | None = None,
) -> int:
    """Put the approved drafts in the place of what is public; return the version.

    `notes` says what changed, in each public locale. A hidden version is
    cancelled and its number used again. `at` holds the correction back until a
    later instant. Raises Refused: `not-public`, `withdrawn`, `not-approved`,
    `no-note`, `nothing-changed`, `in-the-past`.
    """
    with acting.act(release, "correct", by=by, clock=clock) as act:
        newest = require_public(act)
        approved = writing.approvals_in_force(act.release)
        missing = sorted(set(newest) - set(approved))
        if missing:
            raise acting.Refused(
                "not-approved",
                _("Not approved yet: %(locales)s.") % {"locales": ", ".join(missing)},
            )
        for locale in newest:
            acting.require_text(notes.get(locale, ""))
        if all(approved[code].hash == row.hash for code, row in newest.items()) and (
            not close_earlier
        ):
            raise acting.Refused(
                "nothing-changed", _("The approved editions are what is public.")
            )
        moment = _instant(at, now=act.now)
        writing.discard_hidden(act.release, now=act.now)
        failpoints.reach("correct.discarded")
        version = writing.Version(
            number=writing.highest_out(act.release, now=act.now) + 1,
            public_from=moment,
            event=CORRECTED,
            corrected=True,
            notes={locale: notes[locale].strip() for locale in newest},
            correction_class=correction_class,
            closes_earlier=close_earlier,
        )
        sources = {locale: approved[locale] for locale in newest}
        writing.write(act.release, version, sources=sources, now=act.now)
        act.release.embargo_at = at
        act.release.save(update_fields=["embargo_at"])
        act.log(reason=correction_class)
        return version.number


def join(
    release: models.Release,
    locale: str,
    *,
    by: Any,
    clock: acting.Clock,
    at: datetime | None = None,
) -> None:
    """Make one more edition public, with the current version's number.

    Raises Refused: `not-public`, `withdrawn`, `already-public`, `not-approved`,
    `hidden-version`.
    """
    with acting.act(release, "join", by=by, clock=clock) as act:
        newest = require_public(act)
        if locale in newest:
            raise acting.Refused("already-public", _("It is public already."))
        approval = writing.approvals_in_force(act.release).get(locale)
        if approval is None:
            raise acting.Refused(
                "not-approved",
                _("Not approved yet: %(locales)s.") % {"locales": locale},
            )
        if writing.hidden(act.release, now=act.now).exists():
            raise acting.Refused(
                "hidden-version", _("A correction is under embargo: wait for it.")
            )
        version = writing.Version(
            number=writing.highest_out(act.release, now=act.now),
            public_from=_instant(at, now=act.now),
            event=TRANSLATED,
        )
        writing.write(act.release, version, sources={locale: approval}, now=act.now)
        act.log(locale=locale)


def _instant(at: datetime | None, *, now: datetime) -> datetime:
    if at is None:
        return now
    if at <= now:
        raise acting.Refused("in-the-past", _("This instant has passed."))
    return at
