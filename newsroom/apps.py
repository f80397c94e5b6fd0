"""The composition's start: registers checks, makes the database's folder."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class NewsroomConfig(AppConfig):
    """Settings, addresses, health: what wires the other apps together."""

    name = "newsroom"

    def ready(self) -> None:
        from newsroom import checks  # noqa: F401  (importing registers them)

        database = settings.DATABASES["default"]
        if database["ENGINE"].endswith("sqlite3") and database["NAME"] != ":memory:":
            Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
