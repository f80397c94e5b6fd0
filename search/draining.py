"""Tells Elasticsearch what changed: takes notes, sends their objects, settles them."""

import logging
import random
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from press import failpoints
from search import columns, dropping, mirror, models, port, remaking
from search.backends.elastic import shapes, writing
from search.meaning import finding as meaning

logger = logging.getLogger(__name__)

MANY, PAGE = 500, 100
# Longer than a request may take: when it ends, the one who sent has died.
LEASE = timedelta(seconds=60)
FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=1), timedelta(seconds=30)
LOOK = timedelta(seconds=30)
# Of all that may be wrong with a document, only this is its own.
REFUSED = 400
# What waits for this alone need not wait once the engine answers.
AWAY = "the engine did not take it"

Clock = Callable[[], datetime]


def work_one(*, clock: Clock, shake: Callable[[], float] = random.random) -> bool:
    """Send some objects that are due; tell whether there were any.

    No transaction is open while it waits for an answer. Whoever dies leaves notes
    that are taken again when the lease ends; to be told twice changes nothing.
    """
    if not mirror.is_on():
        return False
    name = mirror.index()
    if not name:
        return remaking.begin(clock=clock)
    claim = _claimed(at=clock())
    if not claim:
        return _is_lost(name, at=clock())
    failpoints.reach("mirror.claimed")
    # Read after the claim: what is noted for an index is not sent to the one before.
    name = mirror.index()
    notes = {
        columns.key_of(row): row for row in models.Unsent.objects.filter(claim=claim)
    }
    for batch in writing.batches(_writes(notes)):
        failures = _sent(name, batch)
        failpoints.reach("mirror.sent")
        sent = {notes[shapes.key_of(write.id)].pk: write.id for write in batch}
        settle(claim, sent, failures, at=clock(), shake=shake())
        failpoints.reach("mirror.settled")
    return True


def settle(
    claim: str,
    sent: Mapping[int, str],
    failures: Mapping[str, writing.Failure],
    *,
    at: datetime,
    shake: float,
) -> None:
    """Strike out the notes of what was taken; put off those of what was not.

    What changed again meanwhile has lost its claim: its note stays as it is. So
    does one that somebody is changing now.
    """
    with transaction.atomic():
        mine = models.Unsent.objects.filter(claim=claim, pk__in=list(sent))
        rows = list(mine.select_for_update(skip_locked=True))
        taken = [row.pk for row in rows if sent[row.pk] not in failures]
        dropping.drop(models.Unsent.objects.filter(pk__in=taken))
        for row in rows:
            if row.pk not in taken:
                _put_off(row, failures[sent[row.pk]], at=at, shake=shake)
        if taken:
            models.Unsent.objects.filter(error=AWAY, next_try__gt=at).update(
                next_try=at, attempts=0
            )


def _claimed(*, at: datetime) -> str:
    """Take what is due; return the claim, or an empty text where nothing is."""
    due = models.Unsent.objects.filter(next_try__lte=at)
    if not due.exists():
        return ""
    claim = secrets.token_hex(16)
    with transaction.atomic():
        rows = due.order_by("next_try", "pk").select_for_update(skip_locked=True)
        mine = list(rows.values_list("pk", flat=True)[:MANY])
        models.Unsent.objects.filter(pk__in=mine).update(
            claim=claim, attempts=F("attempts") + 1, next_try=at + LEASE
        )
    return claim if mine else ""


def _writes(notes: Mapping[port.Key, models.Unsent]) -> Iterator[shapes.Write]:
    keys = list(notes)
    for start in range(0, len(keys), PAGE):
        page = keys[start : start + PAGE]
        entries = models.Entry.objects.filter(key__in=[key.key for key in page])
        held = shapes.keys(entries)
        vectors = meaning.vectors([row.pk for row in entries])
        for key in page:
            number, mine = notes[key].number, held.get(key, [])
            yield shapes.write(key, mine, number=number, vectors=vectors)


def _sent(name: str, batch: Collection[shapes.Write]) -> Mapping[str, writing.Failure]:
    """Send a batch; return what was not taken, which may be all of it."""
    try:
        return writing.send(name, batch)
    except port.Unanswered as error:
        logger.warning("Elasticsearch does not take what changed: %s", error)
        if writing.missing(error):
            mirror.lost(name)
        away = writing.Failure(0, AWAY)
        return {write.id: away for write in batch}


def _put_off(
    row: models.Unsent, failure: writing.Failure, *, at: datetime, shake: float
) -> None:
    if failure.status == REFUSED:
        logger.error("Elasticsearch refuses %s: %s", row, failure.reason)
    wait = min(FIRST_RETRY * 2 ** min(row.attempts - 1, 10), LONGEST_RETRY)
    row.next_try = at + wait * (0.5 + shake / 2)
    row.error = failure.reason if failure.status == REFUSED else AWAY
    row.claim = ""
    row.save(update_fields=["next_try", "error", "claim"])


def _is_lost(name: str, *, at: datetime) -> bool:
    """See now and then whether the index is there: who only reads cannot tell."""
    due = models.Mirror.objects.filter(Q(look_at=None) | Q(look_at__lte=at), index=name)
    if not due.exists() or not due.update(look_at=at + LOOK):
        return False
    try:
        if writing.is_there(name):
            return False
    except port.Unanswered as error:
        logger.warning("Elasticsearch does not answer: %s", error)
        return False
    mirror.lost(name)
    return True
