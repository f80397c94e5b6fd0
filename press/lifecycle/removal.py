"""Withdraw, restore and erase: what takes a release back."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.models import TranslationSource

from press import documents, failpoints, ledger, models
from press.lifecycle import acting, correction, writing

WITHDRAWN = "release.withdrawn"
RESTORED = "release.restored"
ERASED = "release.erased"


def withdraw(
    release: models.Release,
    *,
    by: Any,
    notes: Mapping[str, str],
    clock: acting.Clock,
) -> None:
    """Take a public release back; before its lift this only cancels it.

    `notes` is what readers see in its place, in each public locale.
    Raises Refused: `not-public`, `withdrawn`, `no-note`.
    """
    with acting.act(release, "withdraw", by=by, clock=clock) as act:
        is_hidden = writing.hidden(act.release, now=act.now).exists()
        if is_hidden and not writing.out(act.release, now=act.now).exists():
            writing.discard_hidden(act.release, now=act.now)
            act.release.embargo_at = None
            act.release.save(update_fields=["embargo_at"])
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
        failpoints.reach("withdraw.written")
        _tell(act, WITHDRAWN, newest)
        act.log(reason=notes.get(act.release.source_locale, ""))


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


def erase(
    release: models.Release, *, by: Any, reason: str, clock: acting.Clock
) -> None:
    """Replace the bytes of every version by a notice, and drop all drafts."""
    reason = acting.require_text(reason)
    with acting.act(release, "erase", by=by, clock=clock) as act:
        writing.discard_hidden(act.release, now=act.now)
        newest = writing.newest_out(act.release, now=act.now)
        for document in act.release.documents.all():
            _erase_document(act, document)
        failpoints.reach("erase.documents")
        act.release.approvals.all().delete()
        for page in models.ReleasePage.objects.filter(translation_key=act.release.pk):
            _erase_page(act, page)
        TranslationSource.objects.filter(object_id=act.release.pk).delete()
        _tell(act, ERASED, newest)
        act.log(reason=reason)


def _erase_document(act: acting.Act, document: models.Document) -> None:
    notice = documents.ErasedBody(
        id=act.release.pk,
        reference=act.release.reference,
        locale=document.locale,
        slug=document.slug,
    )
    document.body = documents.stored(notice)
    document.hash = documents.content_hash(document.body)
    document.correction_note = ""
    document.erased_at = act.now
    document.save()
    document.mentions.all().delete()


def _erase_page(act: acting.Act, page: models.ReleasePage) -> None:
    page.title = act.release.reference
    page.draft_title = act.release.reference
    page.subtitle = page.lead = page.image_alt = page.image_caption = ""
    page.search_description = page.seo_title = ""
    page.image = None
    nothing: Any = []
    page.body = page.contacts = page.topics = nothing
    page.slug = act.release.reference.lower()
    page.latest_revision = None
    page.save()
    page.revisions.all().delete()


def _tell(act: acting.Act, kind: str, newest: Mapping[str, models.Document]) -> None:
    for locale, document in sorted(newest.items()):
        ledger.append(
            kind,
            visible_at=act.now,
            release=act.release,
            locale=locale,
            version=document.version,
        )
