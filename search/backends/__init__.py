"""The engines behind the port, and which one is in use."""

from django.db import connection
from django.utils.module_loading import import_string

from search import port
from search.backends import postgres, rows, sqlite

DATABASES: dict[str, type[rows.RowsIndex]] = {
    "sqlite": sqlite.SQLiteIndex,
    "postgresql": postgres.PostgresIndex,
}


def database() -> rows.RowsIndex:
    """Return the index in the database, which is always fed."""
    return DATABASES[connection.vendor]()


def mirrored(name: str) -> port.Index:
    """Return an index at Elasticsearch; its client is heavy, and not always needed."""
    made: port.Index = import_string("search.backends.elastic.index.ElasticIndex")(name)
    return made
