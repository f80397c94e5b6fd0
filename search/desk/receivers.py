"""What the desk's index follows: a draft that is saved, a snippet, a row that goes."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save

from press import models
from press.models import snippets
from search.desk import models as tables
from search.desk import names, upkeep

REVISION_FIELDS = frozenset({"latest_revision", "has_unpublished_changes"})


def connect(app: AppConfig) -> None:
    """Connect the signals; called once, when the app is ready."""
    post_save.connect(
        edition_saved, sender=models.ReleasePage, dispatch_uid="desk_search.edition"
    )
    post_delete.connect(
        entry_deleted, sender=tables.Entry, dispatch_uid="desk_search.entry"
    )
    post_save.connect(snippet_saved, dispatch_uid="desk_search.snippet_saved")
    post_delete.connect(snippet_deleted, dispatch_uid="desk_search.snippet_deleted")
    post_migrate.connect(tables_made, sender=app, dispatch_uid="desk_search.tables")


def edition_saved(
    sender: Any,
    instance: models.ReleasePage,
    raw: bool = False,
    update_fields: Any = None,
    **_kwargs: Any,
) -> None:
    """Whoever saves a revision saves its page next, and tells it which is the newest.

    A row that is saved with an older revision is on its way to the next.
    """
    is_newest = not instance.latest_revision_id or (
        update_fields is not None and "latest_revision" in update_fields
    )
    if is_newest and not raw:
        upkeep.hold(instance)


def snippet_saved(
    sender: Any,
    instance: Any,
    raw: bool = False,
    update_fields: Any = None,
    **_kwargs: Any,
) -> None:
    """A draft is found by the names of its snippets as they are now.

    A revision that is saved tells its row so, which keeps its name.
    """
    if not isinstance(instance, snippets.Snippet) or raw:
        return
    if update_fields is None or not REVISION_FIELDS.issuperset(update_fields):
        names.hold(instance)


def snippet_deleted(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """Nothing is found by a name that is gone."""
    if isinstance(instance, snippets.Snippet):
        names.forget(instance)


def entry_deleted(sender: Any, instance: tables.Entry, **_kwargs: Any) -> None:
    """An entry goes with its page, or before another of the same page."""
    upkeep.forget_words(instance)


def tables_made(sender: Any, plan: Any = (), **_kwargs: Any) -> None:
    """The index has just got its tables: the drafts that are there fill them."""
    if any(step.app_label == sender.label and not back for step, back in plan):
        upkeep.fill()
