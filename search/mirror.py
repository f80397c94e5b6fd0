"""What Elasticsearch is still to be told, and which of its indexes is in use.

Each change of entries notes its objects in the same transaction. Whoever reads the
notes has entries at least as new: what is sent under a number is what the entries
had then, or later.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max, QuerySet

from press import ledger, statements
from search import columns, documents, dropping, models, port
from search.backends.elastic import mapping

# With more objects than this unsent, searches ask the database instead.
MOST = 200
# So many are read, which tells whether there are more.
READ = MOST + 1
INDEX = statements.Statement(
    lambda _at: models.Mirror.objects.order_by("pk").values_list("index")[:1]
)
UNSENT = statements.Statement(
    lambda _at: models.Unsent.objects.values_list(*columns.OBJECT)[:READ]
)


class Busy(Exception):
    """Somebody else fills an index at Elasticsearch."""


@dataclass(frozen=True)
class Behind:
    """The index in use, and of what it was not told yet, with the entries of that."""

    index: str
    subjects: frozenset[documents.Subject] = frozenset()
    entries: tuple[models.Entry, ...] = ()


def is_on() -> bool:
    """Tell whether there is to be a mirror."""
    return bool(settings.ELASTICSEARCH_URL)


def index() -> str:
    """Return the name of the index in use, or an empty text."""
    return next((name for (name,) in INDEX.rows()), "")


def behind() -> Behind | None:
    """Return the index in use with what it lacks.

    None where it lacks too much, or is made for another version of what we ask.
    """
    name = index()
    if not mapping.is_current(name):
        return None
    unsent = UNSENT.rows()
    subjects = frozenset(documents.Subject(kind, key) for kind, key, *_of in unsent)
    if len(unsent) > MOST:
        return None
    if not subjects:
        return Behind(name)
    entries = models.Entry.objects.filter(columns.of(subjects))
    return Behind(name, subjects, tuple(entries))


def held(subjects: Iterable[documents.Subject]) -> set[port.Key]:
    """Return the objects of these subjects that the database's index holds."""
    return _objects(models.Entry.objects.filter(columns.of(subjects)))


def all_held() -> set[port.Key]:
    """Return the objects that the database's index holds."""
    return _objects(models.Entry.objects.all())


def changed(
    subjects: Collection[documents.Subject],
    *,
    before: Iterable[port.Key],
    at: datetime,
) -> None:
    """Number a change of these subjects and note their objects, in this transaction.

    `before` are the objects that they had until then. The ledger is locked.
    """
    if not subjects:
        return
    number = highest() + 1
    models.Heard.objects.filter(columns.of(subjects)).update(number=number)
    _note(dict.fromkeys({*before, *held(subjects)}, number), at=at)


def all_changed(*, before: Iterable[port.Key], at: datetime) -> None:
    """Number a change of all that there is, as `changed` does."""
    number = highest() + 1
    keys = all_held()
    models.Heard.objects.bulk_create(
        (
            models.Heard(subject_kind=one.kind, subject_key=one.key, at=at)
            for one in sorted({key.subject for key in keys})
        ),
        ignore_conflicts=True,
    )
    models.Heard.objects.update(number=number)
    _note(dict.fromkeys({*before, *keys}, number), at=at)


def again(
    subject: documents.Subject, *, known: Mapping[port.Key, int], at: datetime
) -> None:
    """Note a subject's objects, and others that the engine holds by number."""
    with ledger.locked():
        number = max([highest(), *known.values()]) + 1
        models.Heard.objects.filter(columns.of({subject})).update(number=number)
        _note(dict.fromkeys({*known, *held({subject})}, number), at=at)


def in_use_from_now(
    name: str,
    *,
    since: int,
    copied: Mapping[documents.Subject, Collection[port.Key]],
    at: datetime,
) -> None:
    """Take an index into use that holds what was `copied` when `since` was highest.

    What changed after is noted for it, whoever sent it elsewhere meanwhile; what
    was noted before, it holds.
    """
    with ledger.locked():
        dropping.drop(models.Unsent.objects.filter(number__lte=since))
        numbers = {
            documents.Subject(kind, key): number
            for kind, key, number in models.Heard.objects.filter(
                number__gt=since
            ).values_list("subject_kind", "subject_key", "number")
        }
        models.Mirror.objects.filter(pk=models.Mirror.ONLY).update(
            index=name, look_at=None
        )
        keys = held(numbers).union(*(copied.get(one, ()) for one in numbers))
        _note({key: numbers[key.subject] for key in keys}, at=at)


def lost(name: str) -> None:
    """Note that an index is not there any more: another is to be filled."""
    models.Mirror.objects.filter(index=name).update(index="")


def highest() -> int:
    """Return the number of the latest change."""
    return models.Heard.objects.aggregate(latest=Max("number"))["latest"] or 0


def _objects(rows: QuerySet[models.Entry]) -> set[port.Key]:
    return {columns.key(*row) for row in rows.values_list(*columns.OBJECT)}


def _note(numbers: Mapping[port.Key, int], *, at: datetime) -> None:
    """Note objects for the index in use, if there is one.

    One that is not told of a change is in use no more. The order keeps two who
    note the same from waiting for each other.
    """
    if not is_on():
        if models.Mirror.objects.exclude(index="").update(index=""):
            dropping.drop(models.Unsent.objects.all())
        return
    if not index():
        return
    models.Unsent.objects.bulk_create(
        (
            models.Unsent(
                subject_kind=key.subject.kind,
                subject_key=key.subject.key,
                type=key.type,
                key=key.key,
                number=number,
                next_try=at,
            )
            for key, number in sorted(numbers.items())
        ),
        update_conflicts=True,
        unique_fields=list(columns.OBJECT),
        update_fields=["number", "claim", "attempts", "next_try", "error"],
        batch_size=500,
    )
