"""Records that come and go with the releases that name them, told by their events."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet

from press import models, queries, visibility

KINDS = ("boilerplate", "contact", "organisation", "person", "topic")
# Versions after which a record may have nobody left who names it.
CORRECTED = "release.corrected"


class Row(NamedTuple):
    """A record in a locale."""

    kind: str
    key: str
    locale: str


class Named(NamedTuple):
    """A record that a version names."""

    version: int
    kind: str
    key: str


@dataclass(frozen=True)
class Moved:
    """Which records each event may have brought or taken away, and what holds now.

    `told` are those that something named in public before the first of the events,
    and names still: they came with it.
    """

    named: Mapping[tuple[UUID, str], Sequence[Named]]
    known: Mapping[Row, int]
    public: Collection[Row]
    told: Collection[tuple[str, str]]
    removing: Collection[str]

    def of(self, event: models.Event) -> list[Row]:
        """Return the records to tell after an event, in a fixed order."""
        if event.release_id is None:
            own = Row(event.record_kind, event.key, event.locale)
            return [own] if own in self.known else []
        group = self.named.get((event.release_id, event.locale), ())
        return sorted({*self._brought(event, group), *self._taken(event, group)})

    def _brought(self, event: models.Event, group: Sequence[Named]) -> Iterable[Row]:
        """Yield what is public now and came with this version."""
        for named in group:
            if named.version == event.version and named[1:] not in self.told:
                yield from (row for row in self._rows(named) if row in self.public)

    def _taken(self, event: models.Event, group: Sequence[Named]) -> Iterable[Row]:
        """Yield what is not public now and was named until this event."""
        if event.kind in self.removing or event.kind == CORRECTED:
            for named in group:
                if named.version <= event.version:
                    rows = self._rows(named)
                    yield from (row for row in rows if row not in self.public)

    def _rows(self, named: Named) -> list[Row]:
        rows = (Row(*named[1:], locale) for locale in self._locales)
        return [row for row in rows if row in self.known]

    @cached_property
    def _locales(self) -> set[str]:
        return {row.locale for row in self.known}


def moved(
    events: Sequence[models.Event],
    *,
    at: datetime,
    locales: Collection[str],
    removing: Collection[str],
) -> Moved:
    """Read what these events may have moved: four queries, whatever there is."""
    named: dict[tuple[UUID, str], list[Named]] = {}
    for release, locale, one in _mentions(events, at=at):
        named.setdefault((release, locale), []).append(one)
    keys = {one.key for group in named.values() for one in group}
    keys |= {event.key for event in events if event.release_id is None}
    of_keys = {"key__in": ["", *keys], "locale__in": ["", *locales]}
    columns = ("kind", "key", "locale")
    versions = models.Record.objects.filter(public_from__lte=at, **of_keys)
    newest = versions.values(*columns).annotate(newest=Max("version")).order_by()
    public = queries.records(at=at).filter(**of_keys).values_list(*columns)
    first = min((event.visible_at for event in events), default=at)
    told = versions.filter(Exists(_naming_before(first, at=at)))
    return Moved(
        named=named,
        known={
            Row(row["kind"], row["key"], row["locale"]): row["newest"] for row in newest
        },
        public={Row(*row) for row in public},
        told=set(told.values_list("kind", "key")),
        removing=removing,
    )


def _mentions(
    events: Sequence[models.Event], *, at: datetime
) -> Iterable[tuple[UUID, str, Named]]:
    """Return who is named by the releases of events, in every version until now."""
    releases = {queries.NOBODY, *(row.release_id for row in events if row.release_id)}
    rows = models.Mention.objects.filter(
        kind__in=KINDS,
        document__release__in=releases,
        document__public_from__lte=at,
    ).values_list(
        "document__release", "document__locale", "document__version", "kind", "key"
    )
    return [
        (release, locale, Named(version, kind, key))
        for release, locale, version, kind, key in rows
    ]


def _naming_before(first: datetime, *, at: datetime) -> QuerySet[models.Document]:
    """Return what is public now, was before an instant, and names a record."""
    return models.Document.objects.filter(
        visibility.public_q(at),
        visibility.newest_q(at),
        erased_at=None,
        mentions__kind=OuterRef("kind"),
        mentions__key=OuterRef("key"),
        public_from__lt=first,
    )
