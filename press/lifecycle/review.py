"""Review: submit, send back, approve, and what a later edit does to an approval."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from press import checks, editions, failpoints, models
from press.lifecycle import acting, lift, writing

EDITED = "edited"
SOURCE_EDITED = "source-edited"
APPROVED_AGAIN = "approved-again"
SENT_BACK = "sent-back"


def submit(release: models.Release, *, by: Any, clock: acting.Clock) -> None:
    """Ask for review."""
    with acting.act(release, "submit", by=by, clock=clock) as act:
        if act.release.stage == models.Release.Stage.REVIEW:
            raise acting.Refused("in-review", _("It is in review already."))
        act.release.stage = models.Release.Stage.REVIEW
        act.release.note = ""
        act.release.save(update_fields=["stage", "note"])
        act.log()


def send_back(
    release: models.Release, *, by: Any, note: str, clock: acting.Clock
) -> None:
    """Return it to its editors with a note; approvals of hidden work lapse."""
    note = acting.require_text(note)
    with acting.act(release, "send_back", by=by, clock=clock) as act:
        if writing.hidden(act.release, now=act.now).exists():
            raise acting.Refused(
                "embargoed", _("It is under embargo: cancel the embargo first.")
            )
        act.release.stage = models.Release.Stage.DRAFT
        act.release.note = note
        act.release.save(update_fields=["stage", "note"])
        for approval in writing.approvals_in_force(act.release).values():
            _lapse(approval, reason=SENT_BACK, at=act.now)
        act.log(reason=note)


def edition(release: models.Release, locale: str) -> models.ReleasePage:
    """Return the newest draft in a locale; raise Refused("no-edition")."""
    page = models.ReleasePage.objects.filter(
        translation_key=release.pk, locale__language_code=locale
    ).first()
    if page is None:
        raise acting.Refused("no-edition", _("There is no edition in this language."))
    return editions.newest_draft(page)


def approve(
    release: models.Release,
    locale: str,
    *,
    by: Any,
    clock: acting.Clock,
    translation_unaffected: bool = False,
) -> models.Approval:
    """Accept an edition as it stands now, and claim its slug.

    `translation_unaffected` says of a source edition that its last edit needs
    no new translation: approvals that lapsed by that edit hold again. When all
    required editions are approved and an embargo is set, documents are written.
    Raises Refused: `own-edit`, `problems`, `slug-taken`, `no-edition`.
    """
    with acting.act(release, "approve", by=by, clock=clock) as act:
        page = edition(act.release, locale)
        _four_eyes(page, by)
        today = act.now.astimezone(ZoneInfo(act.release.zone)).date()
        built = editions.build(page, release=act.release, today=today)
        problems = checks.findings(page, release=act.release, built=built)
        if problems:
            raise acting.Refused(
                "problems", _("Some things must be mended first."), problems
            )
        _claim_slug(act.release, locale, built.document.slug)
        failpoints.reach("approve.claimed")
        held = writing.approvals_in_force(act.release).get(locale)
        if held and held.hash == built.hash:
            return held
        if held:
            _lapse(held, reason=APPROVED_AGAIN, at=act.now)
        if translation_unaffected and locale == act.release.source_locale:
            _reinstate(act.release, now=act.now)
        approval = models.Approval.objects.create(
            release=act.release,
            locale=locale,
            revision=page.latest_revision,
            body=built.body,
            mentions=[list(pair) for pair in built.mentions],
            hash=built.hash,
            by=by,
            at=act.now,
        )
        failpoints.reach("approve.approved")
        act.log(locale=locale)
        lift.arm_when_ready(act)
        return approval


def edited(page: models.ReleasePage, *, now: datetime) -> None:
    """Lapse the approvals that an edit of this page has overtaken.

    An approval holds while the newest draft builds to the approved bytes; an
    edit of the source lapses those of its translations too.
    """
    release = models.Release.objects.filter(pk=page.translation_key).first()
    held = writing.approvals_in_force(release) if release else {}
    if release is None or not held:
        return
    today = now.astimezone(ZoneInfo(release.zone)).date()
    locale = page.locale.language_code
    approval = held.pop(locale, None)
    if approval is None:
        return
    if editions.build(page, release=release, today=today).hash == approval.hash:
        return
    with transaction.atomic():
        _lapse(approval, reason=EDITED, at=now)
        if locale == release.source_locale:
            for other in held.values():
                _lapse(other, reason=SOURCE_EDITED, at=now)


def _four_eyes(page: models.ReleasePage, by: Any) -> None:
    last = page.latest_revision
    if settings.NEWSROOM_FOUR_EYES and last and last.user_id == by.pk:
        raise acting.Refused(
            "own-edit", _("You edited it last: another person approves it.")
        )


def _claim_slug(release: models.Release, locale: str, slug: str) -> None:
    try:
        with transaction.atomic():
            claim, _created = models.SlugClaim.objects.get_or_create(
                locale=locale, slug=slug, defaults={"release": release}
            )
    except IntegrityError:
        claim = models.SlugClaim.objects.get(locale=locale, slug=slug)
    if claim.release_id != release.pk:
        raise acting.Refused(
            "slug-taken",
            _("The address made from this headline is in use: change the headline."),
        )


def _lapse(approval: models.Approval, *, reason: str, at: datetime) -> None:
    approval.lapsed_at = at
    approval.reason = reason
    approval.save(update_fields=["lapsed_at", "reason"])


def _reinstate(release: models.Release, *, now: datetime) -> None:
    today = now.astimezone(ZoneInfo(release.zone)).date()
    held = writing.approvals_in_force(release)
    lapsed = release.approvals.filter(reason=SOURCE_EDITED).order_by("-at")
    for approval in lapsed:
        if approval.locale in held:
            continue
        page = edition(release, approval.locale)
        built = editions.build(page, release=release, today=today)
        if built.hash == approval.hash:
            approval.lapsed_at = None
            approval.reason = ""
            approval.save(update_fields=["lapsed_at", "reason"])
        held[approval.locale] = approval
