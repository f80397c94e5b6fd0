"""The engines behind the port, and which one is in use."""

from django.db import connection

from search import port
from search.backends import postgres, sqlite

DATABASES: dict[str, type[port.Index]] = {
    "sqlite": sqlite.SQLiteIndex,
    "postgresql": postgres.PostgresIndex,
}


def index() -> port.Index:
    """Return the index in use: that of the database."""
    return DATABASES[connection.vendor]()
