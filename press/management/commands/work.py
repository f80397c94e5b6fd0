"""Hands due events to their consumers, and messages to who asked, for ever or once."""

import logging
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connections
from django.utils.module_loading import import_string

from press import clock, ledger

logger = logging.getLogger(__name__)

PAUSE = 0.5
# What waits for hosts outside has threads of its own: one that is slow holds up
# neither the ledger nor the others.
THREADS = 4
PAUSE_OF_THREAD = 0.2
SECONDS_TO_END = 10

Work = Callable[[], bool]


class Command(BaseCommand):
    """The worker."""

    help = "Hand events to search, purge, webhooks and log; --once for cron."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Stop when nothing is due."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, self._end)
            signal.signal(signal.SIGINT, self._end)
        consumers = {
            name: import_string(path)
            for name, path in settings.NEWSROOM_CONSUMERS.items()
        }
        hand_over = partial(ledger.work_one, consumers, clock=clock.now)
        others = [
            partial(import_string(path), clock=clock.now)
            for path in settings.NEWSROOM_WORK.values()
        ]
        if options["once"]:
            done = sum(self._drain(work) for work in (hand_over, *others))
        else:
            with self._threads(others):
                done = self._keep(hand_over, pause=PAUSE)
        self.stdout.write(f"{done} deliveries tried")

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.stop.set()

    def _drain(self, work: Work) -> int:
        """Work until nothing is due; a database that does not answer ends it."""
        done = 0
        while not self.stop.is_set() and work():
            done += 1
        return done

    def _keep(self, work: Work, *, pause: float) -> int:
        """Work until told to end; a database that does not answer is waited for."""
        done = 0
        while not self.stop.is_set():
            try:
                if work():
                    done += 1
                    continue
            except (DatabaseError, clock.StaleClock) as error:
                self.stderr.write(f"the database does not answer: {error}")
            close_old_connections()
            self.stop.wait(pause)
        return done

    @contextmanager
    def _threads(self, works: list[Work]) -> Iterator[None]:
        threads = [
            threading.Thread(target=self._keep_in_thread, args=[work], daemon=True)
            for work in works
            for _number in range(THREADS)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stop.set()
            for thread in threads:
                thread.join(SECONDS_TO_END)

    def _keep_in_thread(self, work: Work) -> None:
        try:
            while not self.stop.is_set():
                try:
                    self._keep(work, pause=PAUSE_OF_THREAD)
                except Exception:
                    logger.exception("a thread of the worker begins anew")
                    self.stop.wait(PAUSE)
        finally:
            connections.close_all()
