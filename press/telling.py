"""What an event may tell the public: nothing of a record that nobody can see."""

from datetime import datetime

from django.db.models import Q

from press import models, queries


def is_public(event: models.Event, *, at: datetime) -> bool:
    """Tell whether an event is of something that the public sees, or saw until it.

    Every event of a release is, from its instant on. A record may change while
    only drafts name it: then nothing that the public knows has changed.
    """
    if event.visible_at > at:
        return False
    if event.release_id is not None:
        return True
    of_record = {"kind": event.record_kind, "key": event.key}
    if queries.record(event.record_kind, event.key, locale=event.locale, at=at):
        return True
    was_listed = models.Record.objects.filter(
        **of_record,
        locale=event.locale,
        version=event.version - 1,
        listed=True,
        body__isnull=False,
    )
    named = models.Mention.objects.filter(
        Q(document__in=queries.documents(at=at).order_by().values("pk"))
        | Q(page__live=True),
        **of_record,
    )
    return was_listed.exists() or named.exists()
