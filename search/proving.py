"""Compares Elasticsearch with the entries, object by object; names what differs."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from search import columns, documents, mirror, models, port
from search.backends.elastic import mapping, shapes, writing

Wanted = dict[str, tuple[int, str]]


def differences(*, at: datetime) -> Iterator[tuple[str, Callable[[], Any] | None]]:
    """Yield what Elasticsearch holds wrong, and what heals it.

    What is noted to be sent is no difference: a search reads it from the entries.
    What the worker mends by itself, or a rebuild does, has nothing that heals it.
    """
    if not mirror.is_on():
        return
    name = mirror.index()
    if not name:
        yield "no index: the worker fills one", None
        return
    if not mapping.is_current(name):
        yield f"{name} is of another version: rebuild_index", None
    try:
        yield from _wrong(name, at=at)
    except port.Unanswered as error:
        yield f"no answer: {error}", None


def _wrong(
    name: str, *, at: datetime
) -> Iterator[tuple[str, Callable[[], Any] | None]]:
    held = dict(writing.held(name))
    wanted = _wanted(None)
    live = {id: (row.number, row.hash) for id, row in held.items() if row.is_live}
    suspected: dict[documents.Subject, set[str]] = {}
    for id in wanted.keys() | live.keys():
        if wanted.get(id) != live.get(id):
            suspected.setdefault(shapes.key_of(id).subject, set()).add(id)
    for subject in sorted(suspected):
        found = _still_wrong(name, subject, suspected[subject])
        if found is not None:
            heal = partial(mirror.again, subject, known=found, at=at)
            yield str(subject), heal


def _still_wrong(
    name: str, subject: documents.Subject, ids: set[str]
) -> dict[port.Key, int] | None:
    """Return what the index holds of a subject, by number; None where it is right.

    It may have changed since the index was read. What is not noted before, and
    has no other number after, was told in between.
    """
    if models.Unsent.objects.filter(columns.of({subject})).exists():
        return None
    before = _wanted(subject)
    held = writing.held_now(name, ids | before.keys())
    if _wanted(subject) != before:
        return None
    live = {id: (row.number, row.hash) for id, row in held.items() if row.is_live}
    if live == before:
        return None
    return {shapes.key_of(id): row.number for id, row in held.items()}


def _wanted(subject: documents.Subject | None) -> Wanted:
    """Return what should be held, of a subject or of all, by id."""
    heard, entries = models.Heard.objects.all(), models.Entry.objects.all()
    if subject:
        heard = heard.filter(columns.of({subject}))
        entries = entries.filter(columns.of({subject}))
    numbers = {
        (kind, key): number
        for kind, key, number in heard.values_list(
            "subject_kind", "subject_key", "number"
        )
    }
    return {
        shapes.id_of(columns.key(*key)): (numbers.get(key[:2], 0), digest)
        for *of, digest in entries.values_list(*columns.OBJECT, "hash")
        for key in [tuple(of)]
    }
