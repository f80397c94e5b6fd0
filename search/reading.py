"""What search reads of entries: texts to weigh, and texts to show."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from search import columns, models, port, scoring, statements

WEIGHED = (
    "id",
    *columns.OBJECT,
    "locale",
    "version",
    "title",
    "lead",
    "body",
    "names",
    "words",
    "length",
    "published_at",
)
TO_SHOW = (
    "id",
    *columns.OBJECT,
    "locale",
    "published_at",
    "facets",
    "shown",
)
TEXTS = statements.Statement(
    lambda _at: models.Entry.objects.filter(
        key__in=statements.texts("keys"), locale__in=statements.texts("locales")
    ).values_list(*WEIGHED)
)
SHOWN = statements.Statement(
    lambda _at: models.Entry.objects.filter(
        pk__in=statements.numbers("ids")
    ).values_list(*TO_SHOW)
)


@dataclass(frozen=True)
class Held:
    """An entry: its id, the version that it is of, its texts to weigh."""

    id: int
    version: int
    text: scoring.Text


@dataclass(frozen=True)
class Shown:
    """The texts to show of an object in one locale."""

    key: port.Key
    locale: str
    title: str
    lead: str
    body: str
    slug: str
    release_title: str
    release_slug: str
    kind: str
    published_at: datetime | None


def held(keys: Collection[port.Key], *, locales: Collection[str]) -> list[Held]:
    """Return the entries of these objects in these locales: one query."""
    wanted = set(keys)
    rows = TEXTS.rows(keys={key.key for key in wanted}, locales=locales)
    found = (_held(*row) for row in rows)
    return [row for row in found if row.text.key in wanted]


def shown(ids: Collection[int]) -> dict[int, Shown]:
    """Return the texts to show of these entries: one query."""
    return {
        pk: Shown(
            key=columns.key(subject_kind, subject_key, kind, key),
            locale=locale,
            kind=facets["kind"],
            published_at=published_at,
            **texts,
        )
        for (
            pk,
            subject_kind,
            subject_key,
            kind,
            key,
            locale,
            published_at,
            facets,
            texts,
        ) in SHOWN.rows(ids=ids)
    }


def of(row: models.Entry) -> Shown:
    """Return the texts to show of an entry, stored or not."""
    return Shown(
        key=columns.key_of(row),
        locale=row.locale,
        kind=row.facets["kind"],
        published_at=row.published_at,
        **row.shown,
    )


def weighed(row: models.Entry) -> scoring.Text:
    """Return an entry's texts to weigh, stored or not."""
    return _held(*(getattr(row, name) for name in WEIGHED)).text


def _held(
    pk: int,
    subject_kind: str,
    subject_key: str,
    kind: str,
    key: str,
    locale: str,
    version: int,
    title: str,
    lead: str,
    body: str,
    names: str,
    words: str,
    length: float,
    published_at: datetime | None,
) -> Held:
    text = scoring.Text(
        key=columns.key(subject_kind, subject_key, kind, key),
        locale=locale,
        title=title,
        lead=lead,
        body=body,
        names=names,
        words=words,
        length=length,
        published_at=published_at,
    )
    return Held(pk, version, text)
