"""When an act makes sense where a release stands; lifecycle decides whether it may."""

from press import models, states
from press.desk import standing as standings

Standing = standings.Standing


def is_pending(now: Standing) -> bool:
    """A version waits for its instant."""
    return now.pending_at is not None and not now.is_closed


def is_before_lift(now: Standing) -> bool:
    """Nothing of it is, or has been, public."""
    return not now.is_out and not now.is_closed


def is_ready(now: Standing) -> bool:
    """Every edition that its next step needs is approved."""
    return not now.unapproved() and not now.is_closed


def may_be_submitted(now: Standing) -> bool:
    """A draft that somebody should read."""
    is_draft = now.release.stage == models.Release.Stage.DRAFT
    return is_draft and bool(now.unapproved()) and not now.is_closed


def may_be_sent_back(now: Standing) -> bool:
    """Work in review that is not under embargo."""
    in_review = now.release.stage == models.Release.Stage.REVIEW
    waits = bool(now.unapproved()) or now.has_changes or not now.is_out
    return in_review and waits and not now.pending_at and not now.is_closed


def to_approve(now: Standing) -> list[str]:
    """Return the locales whose edition waits for approval."""
    if now.is_closed:
        return []
    return [row.locale for row in now.editions if row.page and not row.approval]


def to_translate(now: Standing) -> list[str]:
    """Return the locales that the original is there for, and no edition yet."""
    source = now.source
    if now.is_closed or source is None or source.page is None:
        return []
    return [row.locale for row in now.editions if row.page is None]


def to_join(now: Standing) -> list[str]:
    """Return the approved locales that are not public while others are."""
    if not now.is_out or now.pending_at:
        return []
    return [row.locale for row in now.editions if row.approval and not row.document]


def may_be_corrected(now: Standing) -> bool:
    """Approved drafts differ from what is out, or an earlier version may be closed."""
    versions = [row.document.version for row in now.editions if row.document]
    return now.is_out and is_ready(now) and (now.has_changes or max(versions) > 1)


def is_erasable(now: Standing) -> bool:
    """It has versions whose text can be deleted; a mere draft is deleted as such."""
    has_versions = any(row.document or row.hidden for row in now.editions)
    return has_versions and now.state != states.State.ERASED


def can_lift_now(now: Standing) -> bool:
    """Everything is approved, or a version waits already."""
    return (is_before_lift(now) and is_ready(now)) or is_pending(now)


def has_embargo(now: Standing) -> bool:
    """An instant is set, whether it is armed or not."""
    planned = is_before_lift(now) and now.release.embargo_at is not None
    return is_pending(now) or planned


def is_withdrawn(now: Standing) -> bool:
    """It was public and is taken back."""
    return now.state == states.State.WITHDRAWN
