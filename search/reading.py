"""What search reads of entries: texts to weigh, and texts to show."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from press import statements
from search import columns, highlighting, kept, models, pieces, port, scoring

WEIGHED = (
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
TO_SHOW = (*columns.OBJECT, "locale", "published_at", "facets", "shown")
# Characters of texts that a process keeps: to weigh, and to show.
MOST_WEIGHED, MOST_SHOWN = 64_000_000, 16_000_000
IDS = statements.Statement(
    lambda _at: models.Entry.objects.filter(
        key__in=statements.texts("keys"), locale__in=statements.texts("locales")
    ).values_list("id")
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

    @cached_property
    def heading(self) -> pieces.Line:
        """The title."""
        return highlighting.whole_line(self.title)

    @cached_property
    def line(self) -> pieces.Line:
        """The text that a snippet is cut from."""
        whole = self.body
        if self.key.type == "release":
            whole = f"{self.lead}\n{self.body}"
        return highlighting.one_line(whole)


def held(keys: Collection[port.Key], *, locales: Collection[str]) -> list[Held]:
    """Return the entries of these objects in these locales: two queries."""
    wanted = set(keys)
    rows = IDS.rows(keys={key.key for key in wanted}, locales=locales)
    found = _weighed.of([pk for (pk,) in rows])
    return [row for row in found.values() if row.text.key in wanted]


def shown(ids: Collection[int]) -> dict[int, Shown]:
    """Return the texts to show of these entries: one query."""
    return _shown.of(ids)


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
    return _held(row.pk, *(getattr(row, name) for name in WEIGHED)).text


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


def _to_show(
    pk: int,
    subject_kind: str,
    subject_key: str,
    kind: str,
    key: str,
    locale: str,
    published_at: datetime | None,
    facets: dict[str, Any],
    texts: dict[str, str],
) -> Shown:
    return Shown(
        key=columns.key(subject_kind, subject_key, kind, key),
        locale=locale,
        kind=facets["kind"],
        published_at=published_at,
        **texts,
    )


_weighed = kept.Keeper(
    WEIGHED,
    _held,
    most=MOST_WEIGHED,
    store=kept.Rows[Held],
    weight=lambda row: sum(
        map(len, (row.text.title, row.text.lead, row.text.body, row.text.words))
    ),
)
_shown = kept.Keeper(
    TO_SHOW,
    _to_show,
    most=MOST_SHOWN,
    store=kept.Rows[Shown],
    weight=lambda row: len(row.title) + len(row.lead) + len(row.body),
)
