"""`manage.py openapi_snapshot`: writes or checks the stored API description."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom import api, breaks

SNAPSHOT = settings.ROOT / "press" / "delivery" / "openapi.json"
RELEASED = settings.ROOT / "press" / "delivery" / "openapi-released.json"


def drawn() -> str:
    """Return the description as the file holds it."""
    return json.dumps(api.schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def broken(released: Path) -> list[str]:
    """Return what breaks those who built on the released description; none if it may.

    A new first number of the version says that it may.
    """
    if not released.exists():
        return []
    old = json.loads(released.read_text())
    new = json.loads(drawn())
    return [] if breaks.version_allows(old, new) else breaks.breaks(old, new)


class Command(BaseCommand):
    """Write press/delivery/openapi.json, compare it, or make it the one in force."""

    help = (
        "Write the stored description of the API; --check fails on a difference, and "
        "on a change that breaks who built on the released one; --release makes the "
        "present description the released one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail on a difference."
        )
        parser.add_argument(
            "--release",
            action="store_true",
            help="Consumers build on this from now on: store it as released too.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
        said = broken(RELEASED)
        if said and (options["check"] or options["release"]):
            raise CommandError(
                "This breaks who built on the API as it was released. Keep what was, "
                "or give the API a new version (docs/decisions):\n- "
                + "\n- ".join(said)
            )
        if options["check"]:
            return
        SNAPSHOT.write_text(drawn())
        if options["release"]:
            RELEASED.write_text(drawn())

    def _check(self) -> None:
        if not SNAPSHOT.exists() or SNAPSHOT.read_text() != drawn():
            raise CommandError(
                "The API has changed: run `manage.py openapi_snapshot` and read the "
                "difference."
            )
        if not RELEASED.exists():
            raise CommandError(f"{RELEASED.name} is missing: run it with --release.")
