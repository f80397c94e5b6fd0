"""Who may translate what: rights on source and target, and Wagtail's locks."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.snippets.permissions import get_permission_name

from press import actors
from press.translation import saving

SUBMIT = "wagtail_localize.submit_translation"


def may_write(user: Any, instance: Any) -> bool:
    """Tell whether the user may write this edition, page or snippet."""
    if not actors.translates(user, instance.locale.language_code):
        return False
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return bool(user.has_perm(get_permission_name("change", type(instance))))


def require_write(user: Any, instance: Any) -> None:
    """Raise PermissionDenied where the user may not write this now."""
    if instance is None or not may_write(user, instance):
        raise PermissionDenied(_("You do not write in this language."))
    lock = instance.get_lock() if hasattr(instance, "get_lock") else None
    if lock and lock.for_user(user):
        raise PermissionDenied(_("It is locked."))


def require_read(user: Any, instance: Any) -> None:
    """Raise PermissionDenied where the user may not look at this edition."""
    if instance is None or not may_write(user, instance):
        raise PermissionDenied


def may_publish(user: Any, instance: Any) -> bool:
    """Tell whether the user may publish this plain page or snippet."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    return bool(user.has_perm(get_permission_name("publish", type(instance))))


def require_source(user: Any, source: Any) -> None:
    """Raise PermissionDenied where the user may not hand this to translators."""
    if not user.has_perm(SUBMIT):
        raise PermissionDenied(_("Your role does not allow this."))
    require_write(user, source)


def may_submit(user: Any, source: Any, locale: Locale) -> bool:
    """Tell whether the user may have a source translated into a locale.

    That needs rights on both sides: the source, and the place of the target.
    """
    if not user.has_perm(SUBMIT) or not may_write(user, source):
        return False
    if not actors.translates(user, locale.language_code):
        return False
    existing = _in_locale(source, locale)
    if existing is not None:
        return may_write(user, existing)
    if not isinstance(source, Page):
        return bool(user.has_perm(get_permission_name("add", type(source))))
    parent = source.get_parent()
    above = parent if parent.is_root() else _in_locale(parent.specific, locale)
    # Without a page above it the submission itself says what is missing.
    return above is None or bool(above.permissions_for_user(user).can_add_subpage())


def require_submit(user: Any, source: Any, locale: Locale) -> None:
    """Raise PermissionDenied where the user lacks a right on source or target."""
    require_source(user, source)
    if not may_submit(user, source, locale):
        raise PermissionDenied(
            _("You may not have this translated into %(language)s.")
            % {"language": locale.get_display_name()}
        )
    existing = _in_locale(source, locale)
    if existing is not None:
        require_write(user, existing)


def require_update(user: Any, translation: Any) -> None:
    """Raise PermissionDenied where the user may not bring a target up to date."""
    require_write(user, saving.target_of(translation))


def _in_locale(instance: Any, locale: Locale) -> Any:
    return (
        type(instance)
        .objects.filter(translation_key=instance.translation_key, locale=locale)
        .first()
    )
