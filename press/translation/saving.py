"""Writes an edition from its strings: a draft, in one transaction, never public."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationLog,
)

from press import models
from press.checks import translation as checks
from press.translation import refusals

_writing: ContextVar[bool] = ContextVar("writing", default=False)


def is_writing() -> bool:
    """Tell whether strings are being written by a call that saves in the end."""
    return _writing.get()


@contextmanager
def written_here() -> Iterator[None]:
    """Write strings inside; whoever does saves the target afterwards."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def newest(instance: Any) -> Any:
    """Return a page or snippet as its newest draft has it."""
    specific = instance.specific if isinstance(instance, Page) else instance
    if specific.latest_revision_id is None:
        return specific
    return specific.get_latest_revision_as_object()


def target_of(translation: Any) -> Any:
    """Return the row that a translation writes, or None."""
    model = translation.source.specific_content_type.model_class()
    return model.objects.filter(
        translation_key=translation.source.object_id,
        locale=translation.target_locale,
    ).first()


def save(translation: Any, *, user: Any) -> Any:
    """Write the target from the strings, as a draft; never publish it.

    A draft writes row and revision; of a page or snippet that is live the
    revision alone. Where nothing has changed nothing is written. Raises Unsaved.
    """
    try:
        with transaction.atomic(), written_here():
            # Two translators at once: the later save reads the earlier's strings.
            Translation.objects.select_for_update().get(pk=translation.pk)
            return _save(translation, user=user)
    except ValidationError as error:
        with written_here():
            _mark(translation, error)
        raise refusals.Unsaved(error) from error


def _save(translation: Any, *, user: Any) -> Any:
    before = newest(target_of(translation))
    made = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    if isinstance(made, Page) and not _has_override(translation, "slug"):
        made.slug = before.slug
    made.full_clean()
    if before.latest_revision_id and _is_same(made, before):
        return before
    previous = before.latest_revision
    again = previous if _may_overwrite(previous, translation, user=user) else None
    if isinstance(made, models.ReleasePage) or not made.live:
        made.save()
    revision = made.save_revision(
        user=user, log_action=again is None, overwrite_revision=again, clean=False
    )
    if again is None:
        TranslationLog.objects.create(
            source=translation.source,
            locale=translation.target_locale,
            revision=revision,
        )
    return made


def _is_same(made: Any, before: Any) -> bool:
    same_slug = getattr(made, "slug", "") == getattr(before, "slug", "")
    return same_slug and checks.content(made) == checks.content(before)


def _has_override(translation: Any, path: str) -> bool:
    return bool(
        SegmentOverride.objects.filter(
            context__object_id=translation.source.object_id,
            context__path=path,
            locale=translation.target_locale,
            has_error=False,
        ).exists()
    )


def _may_overwrite(revision: Any, translation: Any, *, user: Any) -> bool:
    """Tell whether the newest revision is a save of ours that nobody relied on.

    A translator who goes through a release string by string makes one revision.
    """
    if revision is None or user is None or revision.user_id != user.pk:
        return False
    if models.Approval.objects.filter(revision=revision).exists():
        return False
    if target_of(translation).live_revision_id == revision.pk:
        return False
    return bool(
        TranslationLog.objects.filter(
            source=translation.source,
            locale=translation.target_locale,
            revision=revision,
        ).exists()
    )


def _mark(translation: Any, error: ValidationError) -> None:
    """Keep an error with the strings of its field, where the editor shows it."""
    for name, errors in error.error_dict.items():
        rows = StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            context__path=name,
            locale=translation.target_locale,
            translation_of__in=translation.source.stringsegment_set.values("string"),
        )
        for row in rows:
            row.set_field_error(errors)
