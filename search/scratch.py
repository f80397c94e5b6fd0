"""A throw-away index beside the live one: any texts, ranked as in public."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from search import asking, backends, documents, kept, pool, port, waiting
from search.evaluation import texts
from search.meaning import finding as meaning

# Nothing here has an instant, so that none is newer than another.
AT = datetime(2000, 1, 1, tzinfo=UTC)
DATABASES = ("sqlite", "postgresql")
ELASTICSEARCH = "elasticsearch"
DROP = "search.backends.elastic.writing.drop"


class Unavailable(Exception):
    """The backend asked for is not set up; the message says what to set."""


@dataclass
class Scratch:
    """An index of its own; `find` parses, expands and ranks as the public search.

    `engines` hold the texts, the one that is asked last: beside Elasticsearch it
    is the database, from which ranking reads.
    """

    engines: Sequence[port.Index]
    ids: dict[str, str] = field(default_factory=dict)

    def fill(self, rows: Iterable[texts.Text]) -> None:
        """Hold these texts and no others; those of one id are one object."""
        keys: dict[str, str] = {}
        made = [_document(row, keys.setdefault(row.id, str(len(keys)))) for row in rows]
        self.ids = {key: id for id, key in keys.items()}
        self._hold(documents.gathered(made))

    def hold(self, objects: Iterable[documents.SearchObject]) -> None:
        """Hold these objects and no others."""
        self.ids = {}
        self._hold(list(objects))

    def find(self, words: str, *, locale: str, most: int) -> list[tuple[str, float]]:
        """Return the ids of what is found and their scores, the best first."""
        asked = asking.Asked(
            words=words, locale=locale, others=_others(locale), size=most
        )
        search = asking.prepared(asked, waiting.Waiting()).search
        found, held = pool.unchecked(self.engines[-1], search)
        items = pool.ranked(found, held, [], search, at=AT)
        return [
            (self.ids.get(item.key.key, item.key.key), item.score)
            for item in pool.part(items, search, behind=0)
        ]

    def _hold(self, objects: Sequence[documents.SearchObject]) -> None:
        backends.database().rebuild(objects)
        meaning.fill(clock=lambda: AT)
        for mirror in self.engines[1:]:
            mirror.rebuild(objects)


@contextmanager
def scratch(backend: str) -> Iterator[Scratch]:
    """Open a throw-away index: `sqlite`, `postgresql` or `elasticsearch`.

    Its tables are in memory, or last as long as a connection: nothing of the
    newsroom's own database is read or written. Raises Unavailable.
    """
    vendor = connection.vendor
    if backend in DATABASES and backend != vendor:
        raise Unavailable(
            f"{backend} needs a DATABASE_URL of that kind; it is {vendor} now."
        )
    with _database(), ExitStack() as opened:
        engines: list[port.Index] = [backends.database()]
        if backend == ELASTICSEARCH:
            engines.append(opened.enter_context(_elasticsearch()))
        yield Scratch(engines)


@contextmanager
def _elasticsearch() -> Iterator[port.Index]:
    """Open an index that is dropped with the block."""
    if not settings.ELASTICSEARCH_URL:
        raise Unavailable("elasticsearch needs an ELASTICSEARCH_URL.")
    name = f"scratch-{settings.ELASTICSEARCH_INDEX}-{uuid4().hex}"
    try:
        yield backends.mirrored(name)
    finally:
        import_string(DROP)(name)


@contextmanager
def _database() -> Iterator[None]:
    """Let this thread work on a database of its own that ends with the block."""
    live = connections["default"]
    own = dict(live.settings_dict)
    if live.vendor == "sqlite":
        own["NAME"] = ":memory:"
    else:
        own["OPTIONS"] = own["OPTIONS"] | {"options": "-c search_path=pg_temp"}
    connections["default"] = type(live)(own, "default")
    kept.forget()
    meaning.forget()
    try:
        executor = MigrationExecutor(connections["default"])
        executor.migrate(executor.loader.graph.leaf_nodes("search"))
        yield
    finally:
        connections["default"].close()
        connections["default"] = live
        kept.forget()
        meaning.forget()


def _document(row: texts.Text, key: str) -> documents.SearchDocument:
    return documents.SearchDocument(
        type="release",
        key=key,
        subject=documents.Subject("release", key),
        locale=row.locale,
        version=1,
        title=row.title,
        body=row.body,
    )


def _others(locale: str) -> tuple[str, ...]:
    codes = [code for code, _name in settings.LANGUAGES]
    return tuple(code for code in codes if code != locale)
