"""What follows a string that is written: its edition is saved, in one transaction."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize import models as localize_models
from wagtail_localize.models import (
    LocaleSynchronization,
    SegmentOverride,
    StringTranslation,
    Translation,
)

from press.translation import localize, refusals, saving

logger = logging.getLogger(__name__)


@dataclass
class Together:
    """The editions whose strings a request writes, saved once at its end."""

    user: Any
    editions: set[tuple[UUID, int]] = field(default_factory=set)


_together: ContextVar[Together | None] = ContextVar("together", default=None)


def connect() -> None:
    """Connect the signals; called once, when the app is ready."""
    for table in (StringTranslation, SegmentOverride):
        name = f"press.{table.__name__}"
        post_save.connect(string_written, sender=table, dispatch_uid=f"{name}.written")
        post_delete.connect(
            string_deleted, sender=table, dispatch_uid=f"{name}.deleted"
        )
    _leave_titles_alone()
    pre_save.connect(
        translation_to_save, sender=Translation, dispatch_uid="press.translation"
    )
    pre_save.connect(
        refuse_synchronisation,
        sender=LocaleSynchronization,
        dispatch_uid="press.synchronisation",
    )
    pre_save.connect(refuse_alias, dispatch_uid="press.alias")


@contextmanager
def together(user: Any) -> Iterator[None]:
    """Save what is written inside at the end, once, in this user's name."""
    held = Together(user)
    with transaction.atomic():
        token = _together.set(held)
        try:
            yield
        finally:
            _together.reset(token)
        for key, locale in sorted(held.editions):
            _save(key, locale, user=user)


def _leave_titles_alone() -> None:
    """Take wagtail-localize's own receivers off.

    They put a title, escaped and unchecked, into the row of its page: PostgreSQL
    fails on a long one. A save of the edition writes the title anyway.
    """
    post_save.disconnect(
        localize_models.post_save_string_translation, sender=StringTranslation
    )
    post_delete.disconnect(
        localize_models.post_delete_string_translation, sender=StringTranslation
    )


def string_written(
    sender: Any, instance: Any, raw: bool = False, **_kwargs: Any
) -> None:
    """A translator, an upload or a machine wrote a string."""
    if not raw:
        _follow(instance, user=instance.last_translated_by)


def string_deleted(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """A string was taken back."""
    _follow(instance, user=None)


def translation_to_save(
    sender: Any, instance: Any, raw: bool = False, **_kwargs: Any
) -> None:
    """A translation is about to be stored: its target has no other source."""
    if not raw:
        refusals.check_enabled(instance)


def refuse_synchronisation(sender: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Refuse trees of aliases: an alias is public in the language of its origin."""
    if not raw:
        raise localize.Refused(
            "synchronisation", _("Pages are translated, never mirrored.")
        )


def refuse_alias(sender: Any, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Refuse an alias in another language, by whichever way it came."""
    if raw or not isinstance(instance, Page) or not instance.alias_of_id:
        return
    if instance.alias_of.locale_id != instance.locale_id:
        raise PermissionDenied(_("Pages are translated, never mirrored."))


def _follow(instance: Any, *, user: Any) -> None:
    if saving.is_writing() or instance.context is None:
        return
    edition = (instance.context.object_id, instance.locale_id)
    held = _together.get()
    if held is None:
        _save(*edition, user=user)
    else:
        held.editions.add(edition)


def _save(key: UUID, locale: int, *, user: Any) -> None:
    translation = Translation.objects.filter(
        source__object_id=key, target_locale_id=locale, enabled=True
    ).first()
    if translation is None or saving.target_of(translation) is None:
        return
    try:
        saving.save(translation, user=user)
    except localize.Unsaved:
        # The error is kept with its string, and the check stops the approval.
        logger.warning("Edition %s in locale %s cannot be saved yet", key, locale)
