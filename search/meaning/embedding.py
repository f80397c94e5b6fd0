"""Gives every entry its vector: the worker's step, outside of any request."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from press import ledger
from search import documents, mirror, models
from search.meaning import model, tables

# Texts that are embedded, and vectors that are copied, before any is written.
MANY, MOST_COPIED = 8, 500
ROW = ("id", "subject_kind", "subject_key", "shown")

Clock = Callable[[], datetime]

_seen: dict[str, int] = {}
_working = Lock()


def work_one(*, clock: Clock) -> bool:
    """Give some entries their vectors; tell whether any lacked one.

    Each change of entries has a number: until it moves there is nothing to do. One
    thread of a process at a time: a second would embed the same.
    """
    if not _working.acquire(blocking=False):
        return False
    try:
        return _work(clock=clock)
    finally:
        _working.release()


def fill(*, clock: Clock) -> None:
    """Give every entry its vector."""
    while embed_some(clock=clock):
        pass


def _work(*, clock: Clock) -> bool:
    number = mirror.highest()
    if _seen.get("number") == number:
        return False
    if embed_some(clock=clock):
        return True
    _orphans().delete()
    _seen["number"] = number
    return False


def embed_some(*, clock: Clock) -> bool:
    """Embed the texts of some entries that have no vector, the newest first.

    No transaction is open meanwhile. An entry that went then is left out; what
    two workers did at once is written once.
    """
    has = tables.Embedding.objects.filter(entry=OuterRef("pk"))
    lacking = models.Entry.objects.filter(~Exists(has)).order_by("-pk")
    rows = {row["id"]: row for row in lacking.values(*ROW)[:MOST_COPIED]}
    if not rows:
        return False
    digests = {pk: digest(passage(row["shown"])) for pk, row in rows.items()}
    vectors = _vectors(rows, digests)
    made = {pk: found for pk, found in digests.items() if found in vectors}
    with ledger.locked():
        there = models.Entry.objects.filter(pk__in=list(made))
        known = sorted(there.values_list("pk", flat=True))
        tables.Embedding.objects.bulk_create(
            (
                tables.Embedding(entry=pk, digest=made[pk], vector=vectors[made[pk]])
                for pk in known
            ),
            ignore_conflicts=True,
        )
        subjects = {
            documents.Subject(rows[pk]["subject_kind"], rows[pk]["subject_key"])
            for pk in known
        }
        if mirror.is_on():
            mirror.changed(subjects, before=(), at=clock())
    return True


def passage(shown: Mapping[str, Any]) -> str:
    """Return the text that an entry is known by, of its texts to show."""
    text = "\n".join(filter(None, (shown["title"], shown["lead"], shown["body"])))
    return text[: model.LONGEST_PASSAGE]


def digest(text: str) -> str:
    """Return what changes when a vector of before will not do."""
    both = f"{model.NAME}\n{model.clean(text)}"
    return hashlib.sha256(both.encode()).hexdigest()


def forget() -> None:
    """Forget what was done: the tables are others now."""
    _seen.clear()


def _vectors(
    rows: Mapping[int, Mapping[str, Any]], digests: Mapping[int, str]
) -> dict[str, bytes]:
    """Return vectors by digest: those of the same texts before, and some new ones."""
    held = tables.Embedding.objects.filter(digest__in=set(digests.values()))
    known = {
        found: bytes(vector) for found, vector in held.values_list("digest", "vector")
    }
    texts = {
        digests[pk]: passage(row["shown"])
        for pk, row in rows.items()
        if digests[pk] not in known
    }
    some = list(texts)[:MANY]
    new = model.embed_passages([texts[found] for found in some])
    return known | dict(zip(some, new, strict=True))


def _orphans() -> QuerySet[tables.Embedding]:
    there = models.Entry.objects.filter(pk=OuterRef("entry"))
    return tables.Embedding.objects.filter(~Exists(there))
