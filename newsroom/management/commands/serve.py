"""`manage.py serve`: the web server, several processes on one port."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom import server

MANIFEST = "staticfiles.json"


class Command(BaseCommand):
    """Serve until Ctrl-C or SIGTERM; the worker is `manage.py work`."""

    help = "Run the web server. Beside it runs the worker: manage.py work."
    # Loading the newsroom is what takes long: `manage.py check` checks it.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--workers", type=_positive, default=os.cpu_count(), help="Processes."
        )
        parser.add_argument(
            "--threads",
            type=_positive,
            default=server.THREADS,
            help="How many requests Django answers at once in each process.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        server.refuse_a_taken_port(host, port, hint="Choose another with --port.")
        self._refuse_without_static_files()
        server.load()
        if options["verbosity"]:
            self._tell(options)
        server.serve(
            host=host,
            port=port,
            workers=options["workers"],
            threads=options["threads"],
        )

    def _tell(self, options: dict[str, Any]) -> None:
        self.stdout.write(
            f"Serving {settings.NEWSROOM_URL} on {options['host']}:"
            f"{options['port']} with "
            f"{options['workers']} processes. Ctrl-C ends them."
        )
        self.stdout.flush()

    def _refuse_without_static_files(self) -> None:
        """In production, pages name static files by what collectstatic wrote."""
        if settings.NEWSROOM_ENV != "production":
            return
        if not (settings.STATIC_ROOT / MANIFEST).exists():
            raise CommandError(
                "The static files are not collected. "
                "Run manage.py collectstatic --noinput first."
            )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
