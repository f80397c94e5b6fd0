"""Asks the engine in use, and the database where that one cannot answer."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from search import (
    backends,
    columns,
    facets,
    mirror,
    models,
    pool,
    port,
    reading,
    waiting,
)
from search.backends import entries

logger = logging.getLogger(__name__)

Object = Sequence[models.Entry]


@dataclass(frozen=True)
class Gathered:
    """What an engine found, with what it was not told of yet and meets the search.

    `behind` is how many objects it was not told of. It is degraded where the
    database answered for an engine that could not.
    """

    found: port.Found
    held: list[reading.Held]
    late: list[pool.Late]
    behind: int
    is_degraded: bool = False


def gathered(search: port.Search, waits: waiting.Waiting, *, at: datetime) -> Gathered:
    """Return what is found, and what waits for the engine that found it.

    What waits in the ledger was read before: what the ledger handed on since is
    among what Elasticsearch was not told of, or is told.
    """
    waiting_objects = [entries.of(found) for found in waits.public]
    if not mirror.is_on():
        return _gathered(backends.database(), search, waiting_objects, at=at)
    behind = mirror.behind()
    if behind is not None:
        unsent = _unsent(behind, search, at=at)
        both = [*waiting_objects, *unsent]
        asked = replace(search, without=search.without | behind.subjects)
        try:
            return _gathered(backends.mirrored(behind.index), asked, both, at=at)
        except port.Unanswered as error:
            logger.warning("The database answers for Elasticsearch: %s", error)
    got = _gathered(backends.database(), search, waiting_objects, at=at)
    return replace(got, is_degraded=True)


def _gathered(
    engine: port.Index, search: port.Search, objects: Sequence[Object], *, at: datetime
) -> Gathered:
    late = [pool.late(objects, search, level=level) for level in search.levels]
    shared = facets.shared(row.values for rows in late for row in rows)
    asked = replace(search, late=tuple(map(len, late)), shared=shared)
    found, held = pool.read(engine, asked, behind=len(objects), at=at)
    return Gathered(found, held, late[found.level], behind=len(objects))


def _unsent(
    behind: mirror.Behind, search: port.Search, *, at: datetime
) -> list[Object]:
    """Return what the database holds of what was not told, if that is public."""
    rows = [(columns.key_of(row), row) for row in behind.entries]
    if not rows:
        return []
    versions = [(key.subject, row.locale, row.version) for key, row in rows]
    hidden = pool.not_public(versions, behind.subjects, at=at) | search.without
    mine = (row for key, row in rows if key.subject not in hidden)
    return [
        list(same)
        for _key, same in groupby(sorted(mine, key=columns.key_of), key=columns.key_of)
    ]
