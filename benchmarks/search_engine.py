"""`python -m benchmarks.search_engine`: measures search on one newsroom, tells JSON.

`python -m benchmarks.search` starts it once for each newsroom that it has made. With
ELASTICSEARCH_URL it fills an index there first, and drops it afterwards.
"""

import argparse
import contextlib
import importlib
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from benchmarks import connections, processes, search_timing, wrk

WORKERS = 2
RATE, TIMES = "rate", "times"
# So many questions warm each process up.
WARM_RATE, WARM_TIMES = 200, 100
# More than are asked in a second, so that hardly one is asked twice.
QUESTIONS_A_SECOND = 600

Figures = dict[str, Any]


class Measuring:
    """One newsroom's run: what was asked for, and what is asked of it."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.log: Path = options.folder / "log"
        # By its name: Django's tables can be imported once it is set up.
        self.asked = importlib.import_module("benchmarks.search_asked")
        self.newsroom = self.asked.of_today(options.objects)
        self.begun = time.monotonic()

    def say(self, words: str) -> None:
        """Tell how far it is."""
        seconds = time.monotonic() - self.begun
        print(f"[{self.options.name} {seconds:4.0f} s] {words}", file=sys.stderr)

    @contextlib.contextmanager
    def server(self, *, warm: int) -> Iterator[tuple[int, list[int]]]:
        """Keep our server running, warm; yields its port and its processes' ids."""
        port = processes.free_port()
        command = processes.serve_command(port, workers=WORKERS)
        environment = os.environ | {
            "NEWSROOM_URL": f"http://{processes.HOST}:{port}",
        }
        paths = self.asked.searches(self.newsroom, warm, seed="warm")
        with processes.running(
            command, environment=environment, log=self.log
        ) as process:
            processes.wait_for(port, paths[0], process=process)
            pids = processes.children(process.pid)
            self.say(f"asking each process {warm} questions")
            connections.warm_up(port, pids, paths)
            with contextlib.closing(_connection(port)) as connection:
                _took, answers = search_timing.ask(connection, paths)
            self.asked.check_searches(answers)
            yield port, pids

    def rate(self) -> Figures:
        """Count the searches a second of 16 connections, all of them different."""
        slices, seconds = self.options.slices, self.options.seconds
        each = max(1000, int(seconds * QUESTIONS_A_SECOND))
        every = self.asked.searches(self.newsroom, each * slices)
        counted = []
        with self.server(warm=WARM_RATE) as (port, pids):
            used = search_timing.processor(pids)
            for number in range(slices):
                self.say(f"counting searches, slice {number + 1}")
                paths = every[number * each : (number + 1) * each]
                file = self.options.folder / f"{self.options.name}-{number}.paths"
                file.write_text("".join(f"{path}\n" for path in paths))
                counted.append(wrk.run(port, file, seconds=seconds))
            used = search_timing.processor(pids) - used
        searches = sum(one.rate for one in counted) * seconds
        return {"rate": asdict(wrk.rate(counted)) | {"processor": used / searches}}

    def times(self) -> Figures:
        """Time searches and suggestions of one client; weigh the processes."""
        asked = self.asked
        with self.server(warm=WARM_TIMES) as (port, pids):
            found = {
                "search": self._timed(port, asked.searches, check=asked.check_searches),
                "suggest": self._timed(
                    port, asked.suggestions, check=asked.check_suggestions
                ),
                "memory": [processes.memory(pid)[0] for pid in pids],
            }
        return found

    def _timed(
        self,
        port: int,
        make: Callable[..., list[str]],
        *,
        check: Callable[[list[bytes]], None],
    ) -> Figures:
        """Time slices of different questions over one connection."""
        slices, each = self.options.slices, self.options.questions
        every = make(self.newsroom, each * slices)
        timed = []
        with contextlib.closing(_connection(port)) as connection:
            for number in range(slices):
                self.say(f"timing {make.__name__}, slice {number + 1}")
                paths = every[number * each : (number + 1) * each]
                took, answers = search_timing.ask(connection, paths)
                check(answers)
                timed.append(search_timing.of(took))
        return asdict(search_timing.times(timed))


@contextlib.contextmanager
def mirrored() -> Iterator[None]:
    """Keep an index at Elasticsearch that holds the newsroom, where one is asked."""
    if not settings.ELASTICSEARCH_URL:
        yield
        return
    writing = importlib.import_module("search.backends.elastic.writing")
    try:
        call_command("rebuild_index", engine="elasticsearch", stdout=io.StringIO())
        yield
    finally:
        writing.drop_all_but([])


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_engine")
    parser.add_argument("measure", choices=(RATE, TIMES))
    parser.add_argument("--name", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--objects", type=int, required=True)
    parser.add_argument("--slices", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--questions", type=int, required=True)
    return parser.parse_args()


def main() -> None:
    """Measure, tell."""
    options = arguments()
    django.setup()
    measuring = Measuring(options)
    with mirrored():
        measures = {RATE: measuring.rate, TIMES: measuring.times}
        figures = measures[options.measure]()
    measuring.say("done")
    print(json.dumps(figures))


def _connection(port: int) -> connections.Connection:
    return connections.Connection(processes.HOST, port, timeout=60)


if __name__ == "__main__":
    main()
