"""`manage.py openapi_snapshot`: writes or checks the stored API description."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom import api

SNAPSHOT = settings.ROOT / "press" / "delivery" / "openapi.json"


def drawn() -> str:
    """Return the description as the file holds it."""
    return json.dumps(api.schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


class Command(BaseCommand):
    """Write press/delivery/openapi.json, or compare it with `--check`."""

    help = "Write the stored description of the API; --check fails on a difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail on a difference."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            SNAPSHOT.write_text(drawn())
            return
        if not SNAPSHOT.exists() or SNAPSHOT.read_text() != drawn():
            raise CommandError(
                "The API has changed: run `manage.py openapi_snapshot` and read the "
                "difference."
            )
