"""Hands due events to their consumers, for ever or once."""

import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils.module_loading import import_string

from press import clock, ledger

PAUSE = 0.5


class Command(BaseCommand):
    """The worker."""

    help = "Hand events to search, purge and log; --once for cron."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Stop when nothing is due."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()

        def end(_number: int, _frame: FrameType | None) -> None:
            stop.set()

        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, end)
            signal.signal(signal.SIGINT, end)
        consumers = {
            name: import_string(path)
            for name, path in settings.NEWSROOM_CONSUMERS.items()
        }
        done = 0
        while not stop.is_set():
            try:
                if ledger.work_one(consumers, clock=clock.now):
                    done += 1
                    continue
            except (DatabaseError, clock.StaleClock) as error:
                if options["once"]:
                    raise
                self.stderr.write(f"the database does not answer: {error}")
            if options["once"]:
                break
            close_old_connections()
            stop.wait(PAUSE)
        self.stdout.write(f"{done} deliveries tried")
