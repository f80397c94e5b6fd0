"""Corrections, and locales that join a public release later."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from press import failpoints, locales, models
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
    later instant, on a whole minute. Raises Refused: `not-public`, `withdrawn`,
    `not-approved`, `no-note`, `nothing-changed`, `not-a-whole-minute`,
    `in-the-past`.
    """
    with acting.act(release, "correct", by=by, clock=clock) as act:
        newest = require_public(act)
        approved = _approved(act, newest, close_earlier=close_earlier)
        kept = {code: acting.require_text(notes.get(code, "")) for code in newest}
        moment = _instant(at, now=act.now)
        writing.discard_hidden(act.release, now=act.now)
        failpoints.reach("correct.discarded")
        version = writing.Version(
            number=writing.highest_out(act.release, now=act.now) + 1,
            public_from=moment,
            event=CORRECTED,
            corrected=True,
            notes=kept,
            correction_class=correction_class,
            closes_earlier=close_earlier,
        )
        writing.write(act.release, version, sources=approved, now=act.now)
        act.keep(embargo_at=at, stage=models.Release.Stage.DRAFT)
        note = kept.get(act.release.source_locale, "")
        act.log(reason=f"{correction_class}: {note}")
        return version.number


def _approved(
    act: acting.Act, newest: Mapping[str, models.Document], *, close_earlier: bool
) -> dict[str, models.Approval]:
    """Return the approvals of all public locales; raise Refused."""
    approved = writing.approvals_in_force(act.release)
    missing = sorted(set(newest) - set(approved))
    if missing:
        raise acting.Refused(
            "not-approved",
            _("Not approved yet: %(locales)s.") % {"locales": locales.named(missing)},
        )
    is_same = all(approved[code].hash == row.hash for code, row in newest.items())
    if is_same and not close_earlier:
        raise acting.Refused(
            "nothing-changed", _("The approved editions are what is public.")
        )
    return {locale: approved[locale] for locale in newest}


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
    `hidden-version`, `not-a-whole-minute`, `in-the-past`.
    """
    with acting.act(release, "join", by=by, clock=clock) as act:
        newest = require_public(act)
        if locale in newest:
            raise acting.Refused("already-public", _("It is public already."))
        approval = writing.approvals_in_force(act.release).get(locale)
        if approval is None:
            raise acting.Refused(
                "not-approved",
                _("Not approved yet: %(locales)s.")
                % {"locales": locales.named([locale])},
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
        act.keep(embargo_at=at)
        act.log(locale=locale)


def _instant(at: datetime | None, *, now: datetime) -> datetime:
    return now if at is None else acting.require_instant(at, now=now)
