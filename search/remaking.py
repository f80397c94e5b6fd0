"""Fills a new index at Elasticsearch from the entries and takes it into use."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from press import failpoints
from search import columns, documents, mirror, models, port
from search.backends.elastic import shapes, writing
from search.meaning import finding as meaning

logger = logging.getLogger(__name__)

# Renewed with each lot: who has not renewed it has died.
LEASE = timedelta(minutes=2)
RETRY = timedelta(seconds=10)
MANY = 50

Clock = Callable[[], datetime]


def begin(*, clock: Clock) -> bool:
    """Fill an index if nobody does; tell whether it was done."""
    try:
        rebuild(clock=clock)
    except mirror.Busy:
        return False
    except port.Unanswered as error:
        logger.warning("Elasticsearch cannot be filled: %s", error)
        _set_busy(clock() + RETRY)
        return False
    return True


def rebuild(*, clock: Clock) -> int:
    """Fill a new index and take it into use; return the number of objects.

    Changes go on meanwhile: what was copied before it changed is noted for the
    new index in the same step that takes it into use, so that none is lost.
    Searches use the index before until then; that one stays, to go back to.
    """
    _take(at=clock())
    try:
        since = mirror.highest()
        name = writing.create(at=clock())
        copied = _copied(name, clock=clock)
        failpoints.reach("mirror.copied")
        writing.ready(name)
        before = mirror.index()
        mirror.in_use_from_now(name, since=since, copied=copied, at=clock())
        failpoints.reach("mirror.in-use")
        writing.point(name)
        writing.drop_all_but({name, before})
    finally:
        _set_busy(None)
    return sum(map(len, copied.values()))


def _take(*, at: datetime) -> None:
    models.Mirror.objects.get_or_create(pk=models.Mirror.ONLY)
    free = models.Mirror.objects.filter(Q(busy_until=None) | Q(busy_until__lte=at))
    if not free.update(busy_until=at + LEASE):
        raise mirror.Busy("Somebody else fills an index now.")


def _set_busy(until: datetime | None) -> None:
    models.Mirror.objects.update(busy_until=until)


def _copied(name: str, *, clock: Clock) -> dict[documents.Subject, list[port.Key]]:
    """Copy all entries; return which objects were copied, by subject."""
    copied: dict[documents.Subject, list[port.Key]] = {}
    for batch in writing.batches(_writes(copied)):
        failures = writing.send(name, batch, visible=False)
        for id, failure in failures.items():
            raise port.Unanswered(f"{id}: {failure.reason}")
        _set_busy(clock() + LEASE)
    return copied


def _writes(
    copied: dict[documents.Subject, list[port.Key]],
) -> Iterator[shapes.Write]:
    """Yield each object under the number of its subject, which was read before it."""
    rows = models.Entry.objects.order_by("subject_kind", "subject_key")
    subjects = list(rows.values_list("subject_kind", "subject_key").distinct())
    numbers = {
        (kind, key): number
        for kind, key, number in models.Heard.objects.values_list(
            "subject_kind", "subject_key", "number"
        )
    }
    for start in range(0, len(subjects), MANY):
        some = {documents.Subject(*one) for one in subjects[start : start + MANY]}
        entries = models.Entry.objects.filter(columns.of(some))
        vectors = meaning.vectors([row.pk for row in entries])
        for key, mine in shapes.keys(entries).items():
            copied.setdefault(key.subject, []).append(key)
            number = numbers.get((key.subject.kind, key.subject.key), 0)
            yield shapes.write(key, mine, number=number, vectors=vectors)
