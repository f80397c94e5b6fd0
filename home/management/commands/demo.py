"""`manage.py demo`: the demo newsroom, and on demand more releases for load."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string

from home.demo import content, counts, newsroom, scaling
from press import clock, ledger

EVENT_LOG = "press.delivery"


@contextmanager
def _without_a_line_for_each() -> Iterator[None]:
    """Keep the event log off the console while hundreds of events are told."""
    logger = logging.getLogger(EVENT_LOG)
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)


class Command(BaseCommand):
    """Make what is missing of the demo, and hand its events to their consumers."""

    help = "Make the demo newsroom; running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scale",
            type=int,
            default=0,
            metavar="N",
            help="Add releases for load, public in both languages, until they are "
            "N: documents without editions, so the desk does not list them.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.NEWSROOM_ENV == "production":
            raise CommandError(
                "The demo makes accounts whose password everyone knows: "
                "never in production."
            )
        text = content.load()
        for refusal in newsroom.put_in(text, clock=clock.now):
            self.stderr.write(f"Left alone: {refusal}")
        if options["scale"]:
            made = scaling.put_in(options["scale"], text=text, now=clock.now())
            self.stdout.write(f"{made} more releases made for load")
        for path in settings.NEWSROOM_DEMO_PARTS:
            import_string(path)()
        self._deliver()
        self._tell()

    def _deliver(self) -> None:
        """Do the worker's part now, so that a first search answers."""
        consumers = {
            name: import_string(path)
            for name, path in settings.NEWSROOM_CONSUMERS.items()
        }
        with _without_a_line_for_each():
            while ledger.work_one(consumers, clock=clock.now):
                pass

    def _tell(self) -> None:
        now = clock.now()
        states = counts.by_state(at=now)
        self.stdout.write(f"{sum(states.values())} releases")
        for state, count in states.items():
            self.stdout.write(f"  {count:>6} {state}")
        readable = counts.public_by_locale(at=now)
        told = ", ".join(f"{count} in {code}" for code, count in readable.items())
        self.stdout.write(f"To be read: {told}")
