"""What synonyms follow: a row that is saved, and one that goes, whoever does it."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from search import models, synonyms


def connect() -> None:
    """Connect the signals; called once, when the app is ready."""
    post_save.connect(saved, sender=models.Synonym, dispatch_uid="search.synonym")
    post_delete.connect(deleted, sender=models.Synonym, dispatch_uid="search.synonym")


def saved(instance: models.Synonym, raw: bool = False, **_kwargs: Any) -> None:
    """Hold what it says now; a fixture has its expressions with it."""
    if not raw:
        synonyms.write(instance)


def deleted(instance: models.Synonym, **_kwargs: Any) -> None:
    """Forget what it said."""
    synonyms.forget(instance.pk)
