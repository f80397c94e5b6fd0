"""Review: submit, send back, approve, and what a later edit does to an approval."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from press import checks, editions, failpoints, models
from press.lifecycle import acting, lift, writing

EDITED = "edited"
SOURCE_EDITED = "source-edited"
OUTDATED = "outdated"
APPROVED_AGAIN = "approved-again"
SENT_BACK = "sent-back"
# What all editions of a release have in common.
SHARED = ("reference", "kind", "release_date")


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
    page = (
        models.ReleasePage.objects.filter(
            translation_key=release.pk, locale__language_code=locale
        )
        .select_related("locale", "latest_revision")
        .first()
    )
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
    seen: str = "",
) -> models.Approval:
    """Accept an edition as it stands now, and claim its slug.

    `translation_unaffected` says of a source edition that what changed since its
    last approval needs no new translation: approvals that lapsed by it hold
    again. `seen` is the hash of what was read. When all required editions are
    approved and an embargo is set, documents are written. Raises Refused:
    `own-edit`, `changed`, `problems`, `slug-taken`, `no-edition`.
    """
    acting.require_right(by, "approve")
    # Sizes of images are made before the lock: nobody waits for them.
    _built(release, locale, now=clock())
    with acting.act(release, "approve", by=by, clock=clock) as act:
        page, built = _read(act, locale, seen=seen)
        _claim_slug(act.release, locale, built.document.slug)
        failpoints.reach("approve.claimed")
        held = writing.approvals_in_force(act.release).get(locale)
        if held and held.hash == built.hash:
            return held
        if held:
            _lapse(held, reason=APPROVED_AGAIN, at=act.now)
        if locale == act.release.source_locale:
            _settle_translations(act, built, unaffected=translation_unaffected)
        approval = _accept(act, page, built)
        failpoints.reach("approve.approved")
        act.log(locale=locale)
        lift.arm_when_ready(act)
        writing.free_slugs(act.release)
        return approval


def _read(
    act: acting.Act, locale: str, *, seen: str
) -> tuple[models.ReleasePage, editions.Built]:
    """Return the edition and what it builds to; raise Refused where it may not pass."""
    page = edition(act.release, locale)
    _four_eyes(page, act.by)
    built = editions.build(
        page, release=act.release, today=_today(act.release, act.now)
    )
    if seen and seen != built.hash:
        raise acting.Refused("changed", _("It has changed: read it again."))
    problems = checks.findings(page, release=act.release, built=built)
    if problems:
        raise acting.Refused(
            "problems", _("Some things must be mended first."), problems
        )
    return page, built


def _accept(
    act: acting.Act, page: models.ReleasePage, built: editions.Built
) -> models.Approval:
    is_source = built.document.locale == act.release.source_locale
    return models.Approval.objects.create(
        release=act.release,
        locale=built.document.locale,
        revision=page.latest_revision,
        body=built.body,
        mentions=[list(pair) for pair in built.mentions],
        hash=built.hash,
        source_hash=built.hash if is_source else _source_hash(act.release, now=act.now),
        by=act.by,
        at=act.now,
    )


def edited(page: models.ReleasePage, *, now: datetime) -> None:
    """Lapse the approvals that an edit of this page has overtaken.

    An approval holds while the newest draft builds to the approved bytes, and
    while the facts that all editions share are those approved. That of a
    translation holds while the source is the one it was read beside.
    """
    release = models.Release.objects.filter(pk=page.translation_key).first()
    held = writing.approvals_in_force(release) if release else {}
    if release is None or not held:
        return
    locale = page.locale.language_code
    built = editions.build(page, release=release, today=_today(release, now))
    with transaction.atomic():
        for code, approval in held.items():
            reason = ""
            if code == locale:
                reason = EDITED if built.hash != approval.hash else ""
            elif locale == release.source_locale:
                reason = SOURCE_EDITED if built.hash != approval.source_hash else ""
            elif any(approval.body[name] != built.body[name] for name in SHARED):
                reason = EDITED
            if reason:
                _lapse(approval, reason=reason, at=now)


def _today(release: models.Release, now: datetime) -> date:
    return now.astimezone(ZoneInfo(release.zone)).date()


def _built(release: models.Release, locale: str, *, now: datetime) -> editions.Built:
    page = edition(release, locale)
    return editions.build(page, release=release, today=_today(release, now))


def _source_hash(release: models.Release, *, now: datetime) -> str:
    """Return the hash of the source as its newest draft builds; empty without one."""
    try:
        return _built(release, release.source_locale, now=now).hash
    except acting.Refused:
        return ""


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


def _settle_translations(
    act: acting.Act, source: editions.Built, *, unaffected: bool
) -> None:
    """Let the translations that the source's edit overtook hold again, or go."""
    held = writing.approvals_in_force(act.release)
    lapsed = act.release.approvals.filter(reason=SOURCE_EDITED).order_by("-pk")
    if not unaffected:
        lapsed.update(reason=OUTDATED)
        return
    for approval in lapsed:
        if approval.locale in held:
            continue
        held[approval.locale] = approval
        try:
            built = _built(act.release, approval.locale, now=act.now)
        except acting.Refused:
            continue
        if built.hash == approval.hash:
            approval.lapsed_at = None
            approval.reason = ""
            approval.source_hash = source.hash
            approval.save(update_fields=["lapsed_at", "reason", "source_hash"])
