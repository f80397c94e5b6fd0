"""What follows an edit: a lapsed approval, a new record, a release without pages."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.log_actions import get_active_log_context
from wagtail.models import Locale, Page, Revision, Site
from wagtail.signals import post_page_move, published, unpublished

from press import clock, ledger, lifecycle
from press.lifecycle import snippets
from press.models import ReleasePage
from press.models.snippets import Snippet
from press.translation import following, locale_guard


def connect() -> None:
    """Connect the signals; called once, when the app is ready."""
    following.connect()
    locale_guard.connect()
    post_save.connect(
        revision_saved, sender=Revision, dispatch_uid="press.revision_saved"
    )
    published.connect(snippet_changed, dispatch_uid="press.snippet_published")
    unpublished.connect(snippet_changed, dispatch_uid="press.snippet_unpublished")
    pre_delete.connect(
        page_to_delete, sender=ReleasePage, dispatch_uid="press.page_to_delete"
    )
    post_delete.connect(
        page_deleted, sender=ReleasePage, dispatch_uid="press.page_deleted"
    )
    post_delete.connect(snippet_deleted, dispatch_uid="press.snippet_deleted")
    for number, signal in enumerate((post_save, post_delete, post_page_move)):
        signal.connect(plain_page_changed, dispatch_uid=f"press.plain_page_{number}")


def revision_saved(
    sender: Any, instance: Revision, raw: bool = False, **_kwargs: Any
) -> None:
    """Every way of editing a release saves a revision: autosave, code, import."""
    model = instance.content_type.model_class()
    if raw or model is not ReleasePage:
        return
    lifecycle.edited(instance.as_object(), now=clock.now())


def snippet_changed(
    sender: Any, instance: Any, revision: Any = None, **_kwargs: Any
) -> None:
    """A snippet was published or taken back."""
    if isinstance(instance, Snippet):
        by = _user() or (revision.user if revision else None)
        lifecycle.record(instance, clock=clock.now, by=by)


def snippet_deleted(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """A snippet was deleted, by whichever way."""
    if isinstance(instance, Snippet) and instance.record_kind:
        key = snippets.Key(
            instance.record_kind,
            str(instance.translation_key),
            instance.locale.language_code,
        )
        lifecycle.forget(key, clock=clock.now, by=_user())


def page_to_delete(sender: Any, instance: ReleasePage, **_kwargs: Any) -> None:
    """An edition is about to go, alone or with the tree above it."""
    lifecycle.refuse_deletion(instance)


def page_deleted(sender: Any, instance: ReleasePage, **_kwargs: Any) -> None:
    """An edition is gone."""
    lifecycle.deleted(instance, by=_user(), clock=clock.now)


def plain_page_changed(sender: Any, raw: bool = False, **_kwargs: Any) -> None:
    """A home, an index, a plain page, or where they stand: it writes no event.

    The page tables are Wagtail's: what it saves is saved when this is told, and a
    copy that a process ended in between is at most a copy's life behind.
    """
    if raw or sender is ReleasePage or not issubclass(sender, (Page, Locale, Site)):
        return
    with ledger.locked():
        ledger.touch()


def _user() -> Any:
    """Return who acts in the desk, where Wagtail knows it."""
    return get_active_log_context().user
