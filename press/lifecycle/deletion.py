"""Deletion: drafts go, the source with its translations; what was written stays."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from press import audit, ledger, models
from press.lifecycle import acting, erasure, writing


def refuse_deletion(page: models.ReleasePage) -> None:
    """Raise PermissionDenied where the release has a version, hidden or public."""
    if models.Document.objects.filter(release=page.translation_key).exists():
        raise PermissionDenied(
            _("It is under embargo or was public: it cannot be deleted.")
        )


def deleted(page: models.ReleasePage, *, by: Any, clock: acting.Clock) -> None:
    """Delete what hangs on a deleted draft.

    With the source go its translations; with the last edition goes the release,
    and its slugs are free.
    """
    release = models.Release.objects.filter(pk=page.translation_key).first()
    if release is None:
        return
    with ledger.locked():
        locale = page.locale.language_code
        release.approvals.filter(locale=locale).delete()
        others = models.ReleasePage.objects.filter(translation_key=release.pk)
        if locale == release.source_locale:
            for other in others.exclude(pk=page.pk):
                other.delete()
        audit.append(
            "delete",
            actor=by,
            object_kind="release",
            object_key=str(release.pk),
            locale=locale,
            at=clock(),
        )
        if others.exclude(pk=page.pk).exists():
            writing.free_slugs(release)
            return
        erasure.forget_translation(release)
        release.delete()
