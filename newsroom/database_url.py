"""Read a database address (sqlite:///… or postgresql://…) into Django's settings."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
POSTGRESQL_SCHEMES = {"postgres", "postgresql"}


class UnknownDatabase(ValueError):
    """The address names no database that the newsroom knows."""


def parse(url: str) -> dict[str, Any]:
    """Return the DATABASES entry for an address; its query becomes OPTIONS."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.netloc + parts.path))
    if parts.scheme in POSTGRESQL_SCHEMES:
        if not parts.path.strip("/"):
            raise UnknownDatabase("DATABASE_URL names no database after the host.")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise UnknownDatabase(
        "DATABASE_URL must begin with sqlite:/// or postgresql://, "
        f"not {parts.scheme or 'nothing'!r}."
    )


def _sqlite(path: str) -> dict[str, Any]:
    """Take `/relative` from the working folder, `//absolute` from the root."""
    name = path.removeprefix("/")
    if not name:
        raise UnknownDatabase("DATABASE_URL names no file after sqlite:///.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(name),
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(SQLITE_OPTIONS),
        # A file, not memory: tests that kill a process read what it left behind.
        "TEST": {"NAME": Path(f"{name}.test")},
    }
