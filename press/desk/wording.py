"""Says where a release stands in the words of an editor, in the reader's language."""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from press import locales, models, states
from press.desk import standing

TONES = {
    states.State.DRAFT: "quiet",
    states.State.REVIEW: "busy",
    states.State.APPROVED: "ready",
    states.State.EMBARGOED: "held",
    states.State.PUBLIC: "out",
    states.State.CORRECTED: "out",
    states.State.WITHDRAWN: "closed",
    states.State.ERASED: "closed",
}

CORRECTION_CLASSES = [
    ("minor", gettext_lazy("Small: wording or spelling, no fact changes")),
    ("fact", gettext_lazy("A fact: a figure, name or date was wrong")),
    ("major", gettext_lazy("Major: what it announced has changed")),
]

LAPSES: dict[str, Promise] = {
    "edited": gettext_lazy("Changes not approved"),
    "source-edited": gettext_lazy("The original changed: approve it again"),
    "outdated": gettext_lazy("The original changed: approve it again"),
    "approved-again": gettext_lazy("Approve it again"),
    "sent-back": gettext_lazy("Sent back"),
}


def language(code: str) -> str:
    """Return the name of a language, in the reader's own."""
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    return str(names.get(code, code))


def languages(codes: Iterable[str]) -> str:
    """Return names of languages, as a list in words."""
    return ", ".join(language(code) for code in codes)


def instant(moment: datetime, *, zone: str) -> str:
    """Return an instant in its zone, with the same in UTC: nobody has to reckon."""
    utc = moment.astimezone(UTC)
    local = utc.astimezone(ZoneInfo(zone))
    day, hour = _day(local), f"{local:%H:%M}"
    if zone == "UTC":
        return _("%(day)s, %(hour)s UTC") % {"day": day, "hour": hour}
    in_utc = f"{utc:%H:%M}"
    if local.date() != utc.date():
        in_utc = f"{_day(utc)}, {in_utc}"
    return _("%(day)s, %(hour)s %(zone)s (%(utc)s UTC)") % {
        "day": day,
        "hour": hour,
        "zone": zone,
        "utc": in_utc,
    }


def minute(moment: datetime, *, zone: str) -> str:
    """Return an instant in a zone, and no more."""
    local = moment.astimezone(UTC).astimezone(ZoneInfo(zone))
    return f"{_day(local)}, {local:%H:%M} {zone}"


def _day(moment: datetime) -> str:
    return locales.day(moment.date(), locale=get_language() or "en")


def person(user: models.Approval | object | None) -> str:
    """Return the name of a user, or what is known of who is gone."""
    if user is None:
        return _("somebody whose account is gone")
    return str(user.get_full_name() or user.get_username())  # type: ignore[attr-defined]


def headline(now: standing.Standing) -> str:
    """Return the state in one line, with the instant that matters to it."""
    zone = now.release.zone
    state, since = now.state, now.public_since
    if state == states.State.EMBARGOED and now.pending_at:
        return _("Under embargo until %(instant)s") % {
            "instant": instant(now.pending_at, zone=zone)
        }
    if state == states.State.PUBLIC and since:
        return _("Public since %(instant)s") % {"instant": instant(since, zone=zone)}
    if state == states.State.CORRECTED and now.corrected_at:
        return _("Public, corrected on %(instant)s") % {
            "instant": instant(now.corrected_at, zone=zone)
        }
    if state == states.State.WITHDRAWN and now.withdrawal:
        return _("Withdrawn on %(instant)s") % {
            "instant": instant(now.withdrawal.withdrawn_at, zone=zone)
        }
    return str(states.LABELS[state])


def plan(now: standing.Standing) -> str:
    """Return what is set for later, or what has been missed; empty when nothing."""
    zone = now.release.zone
    if now.missed_at:
        return _("The embargo of %(instant)s has passed: set a new one.") % {
            "instant": instant(now.missed_at, zone=zone)
        }
    if now.pending_at and not now.is_out and now.unapproved():
        return _(
            "What was approved before becomes public then. Changes made since are "
            "not in it unless they are approved in time."
        )
    if now.is_out and now.pending_at:
        return _("A new version waits until %(instant)s.") % {
            "instant": instant(now.pending_at, zone=zone)
        }
    if now.is_out and now.release.stage == models.Release.Stage.REVIEW:
        return _("A correction is in review.")
    if not now.is_out and not now.pending_at and now.planned_at and not now.is_closed:
        return _(
            "Embargo set for %(instant)s; nothing lifts before all is approved."
        ) % {"instant": instant(now.planned_at, zone=zone)}
    return ""


def edition(row: standing.Edition) -> str:
    """Return how far an edition is."""
    if row.page is None:
        return _("Missing")
    if row.approval:
        if row.is_changed and row.document:
            return _("Approved changes, not public yet")
        return _("Approved")
    if row.lapsed and row.lapsed.reason in LAPSES:
        return str(LAPSES[row.lapsed.reason])
    if row.share and not row.share.is_complete:
        return _("In translation")
    return _("Not approved")


def share(row: standing.Edition) -> str:
    """Return the progress of a translation."""
    if row.share is None:
        return ""
    return ngettext(
        "%(done)d of %(total)d text translated",
        "%(done)d of %(total)d texts translated",
        row.share.total,
    ) % {"done": row.share.done, "total": row.share.total}


def blockers(now: standing.Standing) -> list[str]:
    """Return what stands between the release and its next step."""
    if now.is_closed:
        return []
    found = []
    if now.missed_at:
        found.append(_("The embargo has passed: set a new one."))
    if now.release.release_date is None:
        found.append(_("The release date is missing."))
    for row in now.wanted():
        name = {"language": language(row.locale)}
        if row.page is None:
            found.append(_("%(language)s: there is no edition.") % name)
        elif not row.is_translated:
            found.append(
                _("%(language)s: %(progress)s.") % (name | {"progress": share(row)})
            )
        elif not row.approval:
            what = edition(row)
            found.append(_("%(language)s: %(what)s") % (name | {"what": what}))
    return found
