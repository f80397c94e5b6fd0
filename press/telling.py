"""What an event may tell the public: nothing of a record that nobody could see."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from press import models


def is_public(event: models.Event, *, at: datetime) -> bool:
    """Tell whether an event is of something that the public sees, or saw before."""
    if event.visible_at > at:
        return False
    rows = models.Event.objects.filter(public_q(at), pk=event.pk)
    return event.release_id is not None or rows.exists()


def public_q(at: datetime) -> Q:
    """Return the condition that an event is no secret; its instant is another.

    Every event of a release is none, from its instant on. A record may be named by
    hidden releases alone: then its changes are hidden.
    """
    return (
        Q(release__isnull=False)
        | Q(Exists(_listed(at)))
        | Q(Exists(_documents_naming(at)))
        | Q(Exists(_pages_naming()))
    )


def _documents_naming(at: datetime) -> QuerySet[models.Document]:
    """Return what has ever named an event's record in public."""
    return models.Document.objects.filter(
        public_from__lte=at,
        mentions__kind=OuterRef("record_kind"),
        mentions__key=OuterRef("key"),
    )


def _pages_naming() -> QuerySet[models.Mention]:
    return models.Mention.objects.filter(
        page__live=True, kind=OuterRef("record_kind"), key=OuterRef("key")
    )


def _listed(at: datetime) -> QuerySet[models.Record]:
    return models.Record.objects.filter(
        kind=OuterRef("record_kind"),
        key=OuterRef("key"),
        listed=True,
        public_from__lte=at,
    )
