"""Erase: every version of a release becomes a notice, and every draft is emptied."""

from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import PageLogEntry
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    TranslationSource,
)

from press import documents, failpoints, models
from press.lifecycle import acting, writing

ERASED = "release.erased"


def erase(
    release: models.Release, *, by: Any, reason: str, clock: acting.Clock
) -> None:
    """Replace the bytes of every version by a notice, and drop all drafts.

    Slugs and quote ids stay, so that their addresses answer with the notice.
    """
    reason = acting.require_text(reason)
    with acting.act(release, "erase", by=by, clock=clock) as act:
        writing.discard_hidden(act.release, now=act.now)
        newest = writing.newest_out(act.release, now=act.now)
        files = _file_hashes(act.release)
        for document in act.release.documents.all():
            _erase_document(act, document)
        failpoints.reach("erase.documents")
        act.release.approvals.all().delete()
        act.release.previews.all().delete()
        act.release.intakes.all().delete()
        for page in models.ReleasePage.objects.filter(translation_key=act.release.pk):
            _erase_page(act, page)
        forget_translation(act.release)
        _drop_files(files)
        failpoints.reach("erase.drafts")
        act.keep(note="", embargo_at=None, stage=models.Release.Stage.DRAFT)
        writing.free_slugs(act.release)
        writing.tell(act.release, ERASED, newest, now=act.now)
        act.log(reason=reason)


def forget_translation(release: models.Release) -> None:
    """Delete what wagtail-localize keeps of a release: sources, strings, overrides."""
    written = StringTranslation.objects.filter(context__object_id=release.pk)
    in_segments = StringSegment.objects.filter(source__object_id=release.pk)
    strings = {*in_segments.values_list("string_id", flat=True)}
    strings |= {*written.values_list("translation_of_id", flat=True)}
    written.delete()
    TranslationSource.objects.filter(object_id=release.pk).delete()
    TranslatableObject.objects.filter(translation_key=release.pk).delete()
    used = StringSegment.objects.filter(string_id__in=strings)
    unused = strings - {*used.values_list("string_id", flat=True)}
    String.objects.filter(pk__in=unused).delete()


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
    # What it named stays, by id alone: who keeps a copy is told what went with it.
    document.mentions.filter(kind=models.Mention.Kind.FILE).delete()


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
    page.wagtail_admin_comments.all().delete()
    page.save()
    page.revisions.all().delete()
    PageLogEntry.objects.filter(page_id=page.pk).update(
        label=act.release.reference, data={}
    )


def _file_hashes(release: models.Release) -> set[str]:
    """Return the hashes of the files that versions and approvals of a release name."""
    named = models.Mention.objects.filter(document__release=release, kind="file")
    return set(named.values_list("key", flat=True)) | _approved_hashes(
        models.Approval.objects.filter(release=release)
    )


def _approved_hashes(approvals: Any) -> set[str]:
    lists = approvals.values_list("mentions", flat=True).iterator()
    return {key for pairs in lists for kind, key in pairs if kind == "file"}


def _drop_files(hashes: set[str]) -> None:
    """Delete the kept bytes that nothing else names, once the act is committed."""
    named = models.Mention.objects.filter(kind="file", key__in=hashes)
    kept = set(named.values_list("key", flat=True)) | _approved_hashes(
        models.Approval.objects.filter(lapsed_at=None)
    )
    rows = models.File.objects.filter(hash__in=hashes - kept)
    stored = [row.bytes for row in rows]
    rows.delete()
    for held in stored:
        transaction.on_commit(partial(held.storage.delete, str(held.name)))
