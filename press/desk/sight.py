"""Who sees which release on the desk: editors all, translators what they write."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet

from press import actors, models, rights


def locales_of(user: Any) -> frozenset[str] | None:
    """Return the locales whose editions a user may open; None means all."""
    if actors.may(user, "edit"):
        return None
    if not user.is_active:
        return frozenset()
    return rights.locales_in(actors.group_names(user))


def pages(user: Any) -> QuerySet[models.ReleasePage]:
    """Return the editions that a user may open; the originals are the editors'."""
    rows = models.ReleasePage.objects.all()
    seen = locales_of(user)
    if seen is None:
        return rows
    original = models.Release.objects.filter(
        pk=OuterRef("translation_key"), source_locale=OuterRef("locale__language_code")
    )
    return rows.filter(~Exists(original), locale__language_code__in=seen)


def texts(user: Any) -> QuerySet[models.ReleasePage]:
    """Return the editions by whose words a user finds, originals too."""
    rows = models.ReleasePage.objects.all()
    seen = locales_of(user)
    if seen is None:
        return rows
    mine = pages(user).values("translation_key")
    return rows.filter(locale__language_code__in=seen, translation_key__in=mine)


def require(user: Any, release: UUID) -> None:
    """Raise PermissionDenied where the user may open no edition of the release."""
    if locales_of(user) is None:
        return
    if not pages(user).filter(translation_key=release).exists():
        raise PermissionDenied


def require_edition(user: Any, locale: str) -> None:
    """Raise PermissionDenied where the user may not open this language's edition."""
    seen = locales_of(user)
    if seen is not None and locale not in seen:
        raise PermissionDenied
