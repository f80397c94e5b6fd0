"""What follows an edit: a lapsed approval, a new record."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Revision
from wagtail.signals import published, unpublished

from press import clock, lifecycle
from press.models import ReleasePage
from press.models.snippets import Snippet


def connect() -> None:
    """Connect the signals; called once, when the app is ready."""
    post_save.connect(
        revision_saved, sender=Revision, dispatch_uid="press.revision_saved"
    )
    published.connect(snippet_changed, dispatch_uid="press.snippet_published")
    unpublished.connect(snippet_changed, dispatch_uid="press.snippet_unpublished")


def revision_saved(
    sender: Any, instance: Revision, raw: bool = False, **_kwargs: Any
) -> None:
    """Every way of editing a release saves a revision: autosave, code, import."""
    model = instance.content_type.model_class()
    if raw or model is not ReleasePage:
        return
    lifecycle.edited(instance.as_object(), now=clock.now())


def snippet_changed(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """A snippet was published or taken back."""
    if isinstance(instance, Snippet):
        lifecycle.record(instance, clock=clock.now)
