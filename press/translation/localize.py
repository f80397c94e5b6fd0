"""Starts, updates and publishes translations, on the strings of wagtail-localize.

wagtail-localize stores segments and puts an edition together again; this package is
what drives it. Elsewhere checks read its strings, an erasure deletes them, and the
desk guards its screens. Its own ways to save are not used: they write the row of a
live page, make a live snippet a draft without a word, create missing parents as live
copies, and overwrite the source of a snippet that is translated back.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from press import models
from press.checks import translation as checks
from press.translation import adoption, refusals, saving

Refused = refusals.Refused
Unsaved = refusals.Unsaved
managed = checks.managed
save = saving.save

# What a snippet has of its own, whichever language it is copied from.
OWN = {
    "live": False,
    "has_unpublished_changes": True,
    "live_revision": None,
    "latest_revision": None,
    "first_published_at": None,
    "last_published_at": None,
    "go_live_at": None,
    "expire_at": None,
    "locked": False,
    "locked_at": None,
    "locked_by": None,
}


@transaction.atomic
def start(instance: Any, locale: Locale, *, user: Any) -> Any:
    """Make the edition in another locale, as a draft; return it.

    An edition that exists and was made by other means is adopted: its words
    become the translations. The snippets that it names are made as drafts where
    the locale lacks them. Raises Refused: `same-locale`, `not-the-source`,
    `another-source`, `parent-not-translated`, `not-alike`.
    """
    source = saving.newest(instance)
    refusals.check_start(source, locale)
    stored = sync(source, user=user)
    _start_related(stored, locale, user=user)
    kept = stored.translations.filter(target_locale=locale).first()
    existing = (
        type(source)
        .objects.filter(translation_key=source.translation_key, locale=locale)
        .first()
    )
    if existing is None:
        _create(source, locale)
    translation, _created = Translation.objects.update_or_create(
        source=stored, target_locale=locale, defaults={"enabled": True}
    )
    if existing is not None and not (kept and kept.enabled):
        adopt(translation, user=user)
    with saving.written_here():
        adoption.fill(translation)
    return save(translation, user=user)


@transaction.atomic
def sync(instance: Any, *, user: Any = None) -> Any:
    """Take the newest draft of a source apart; return the stored source.

    The snippets that it has come to name are made as drafts in the locales that
    it is translated into.
    """
    source = saving.newest(instance)
    stored, _changed = TranslationSource.update_or_create_from_instance(source)
    for translation in stored.translations.filter(enabled=True):
        _start_related(stored, translation.target_locale, user=user)
        with saving.written_here():
            adoption.fill(translation)
    return stored


@transaction.atomic
def update(translation: Any, *, user: Any) -> Any:
    """Bring a target up to date with its source's newest draft; return it."""
    sync(translation.source.get_source_instance(), user=user)
    translation.source.refresh_from_db()
    return save(translation, user=user)


def publish(translation: Any, *, user: Any) -> Any:
    """Publish a complete plain page or snippet; raise Refused("incomplete").

    A release is refused (`release`): its own panel makes it public.
    """
    if isinstance(saving.target_of(translation), models.ReleasePage):
        raise Refused("release", _("A release is made public on its own panel."))
    gaps = completeness(translation)
    if gaps:
        raise Refused("incomplete", _("It is not translated in full yet."), tuple(gaps))
    target = save(translation, user=user)
    target.get_latest_revision().publish(user=user)
    return saving.target_of(translation)


def completeness(translation: Any) -> list[checks.Gap]:
    """Return the strings of a target that lack a translation."""
    return checks.untranslated(translation)


def stop(translation: Any) -> None:
    """Let a target go its own way; its strings stay."""
    translation.enabled = False
    translation.save(update_fields=["enabled"])


def restart(translation: Any, *, user: Any) -> Any:
    """Write a target from strings again; what was written meanwhile is kept."""
    return start(
        translation.source.get_source_instance(), translation.target_locale, user=user
    )


def stopped(instance: Any) -> Any:
    """Return the translation of a page or snippet that was stopped, or None."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key,
            target_locale_id=instance.locale_id,
            enabled=False,
        )
        .select_related("source", "source__locale", "target_locale")
        .first()
    )


@transaction.atomic
def adopt(translation: Any, *, user: Any = None) -> None:
    """Take the target's own words over as translations, over any kept before."""
    target = saving.newest(saving.target_of(translation))
    lost = adoption.lost(translation.source, target)
    if lost:
        raise Refused(
            "not-alike",
            _("Some of it stands in this language only: %(words)s.")
            % {"words": "; ".join(f"“{words}”" for words in lost)},
        )
    with saving.written_here():
        adoption.take_over(translation, target, user=user)


def _start_related(stored: Any, locale: Locale, *, user: Any) -> None:
    """Make drafts of the snippets that a source names, where the locale has none."""
    for segment in stored.relatedobjectsegment_set.select_related("object"):
        held = segment.object
        chosen = held.get_instance_or_none(stored.locale)
        if chosen is not None and not held.has_translation(locale):
            start(chosen, locale, user=user)


def _create(source: Any, locale: Locale) -> None:
    """Make the row of a target, a draft with the words of its source."""
    try:
        made = source.copy_for_translation(locale)
    except ParentNotTranslatedError as error:
        raise Refused(
            "parent-not-translated",
            _("The page above it does not exist in this language: translate it first."),
        ) from error
    if isinstance(made, Page):
        return
    for name, value in OWN.items():
        if hasattr(made, name):
            setattr(made, name, value)
    made.save()
