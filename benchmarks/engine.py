"""`python -m benchmarks.engine`: measures everything on one database, tells JSON.

`python -m benchmarks.read` starts it once for each database, in a folder of its own.
"""

import argparse
import contextlib
import functools
import importlib
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django

from benchmarks import asked, connections, nginx, processes, wagtail_asked, wrk

WORKERS = 2
OPERATIONS = ("list", "detail", "filter")
STARTS = 3
TOUCHED = 20_000
PEER_SETTINGS = "benchmarks.wagtail_peer.settings"
# Long enough to stay on when 16 connections are spread unevenly.
WARM_SECONDS = 1.0

Figures = dict[str, Any]
# A port, and the paths of each operation.
Peer = tuple[int, dict[str, list[str]]]


class Measuring:
    """One database's run: what was asked for, and where its files are."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.folder: Path = options.folder
        self.log = self.folder / "log"
        self.newsroom = importlib.import_module("benchmarks.newsroom")
        self.figures: Figures = {"rates": {name: {} for name in OPERATIONS}}
        self.begun = time.monotonic()

    def say(self, words: str) -> None:
        """Tell how far it is."""
        seconds = time.monotonic() - self.begun
        print(f"[{self.options.name} {seconds:4.0f} s] {words}", file=sys.stderr)

    @contextlib.contextmanager
    def server(self) -> Iterator[tuple[int, list[int]]]:
        """Keep our server running; yields its port and the ids of its processes."""
        port = processes.free_port()
        command = processes.serve_command(port, workers=WORKERS)
        environment = os.environ | {
            "NEWSROOM_URL": f"http://{processes.HOST}:{port}",
        }
        with processes.running(
            command, environment=environment, log=self.log
        ) as process:
            processes.wait_for(port, asked.lists(self.rows)[0], process=process)
            yield port, processes.children(process.pid)

    @functools.cached_property
    def rows(self) -> list[asked.Row]:
        """What is public, as the database holds it."""
        return importlib.import_module("benchmarks.rows").public()

    def measure_reads(self) -> None:
        """Time ours beside nginx and Wagtail, slice by slice in turn."""
        filters = asked.filters(self.rows)
        self._fill_wagtail()
        paths = {
            "list": asked.lists(self.rows),
            "detail": asked.details(self.rows),
            "filter": [asked.filtered(one) for one in filters],
        }
        with self.server() as (port, pids):
            self._check(port, filters)
            every = [path for some in paths.values() for path in some]
            self.say(f"asking each process for {len(every)} paths")
            connections.warm_up(port, pids, every)
            self._keep(port, every)
            peers = {"ours": (port, paths)}
            with contextlib.ExitStack() as stack:
                if nginx.is_there():
                    serving = nginx.serving(self.folder, path=every[0])
                    peers["nginx"] = stack.enter_context(serving), paths
                peers["wagtail"] = stack.enter_context(self._wagtail(filters))
                for name in OPERATIONS:
                    self._time(name, peers)
            self.say(f"lifting {self.options.lifts} releases")
            lifting = importlib.import_module("benchmarks.lifting")
            ids = self.newsroom.waiting_ids(self.options.lifts)
            self.figures["lift"] = lifting.summary(lifting.measure(port, pids, ids))

    def _fill_wagtail(self) -> None:
        """Put the same texts into plain Wagtail, as live pages."""
        data = self.folder / "releases.jsonl"
        data.write_text(
            "".join(
                json.dumps(row.body | {"published_at": row.lifted}) + "\n"
                for row in self.rows
            ),
            encoding="utf-8",
        )
        environment = self._wagtail_environment()
        fill = [sys.executable, "-m", "benchmarks.wagtail_peer", str(data)]
        self.say("filling the Wagtail peer")
        with processes.running(fill, environment=environment, log=self.log) as filling:
            if filling.wait() != 0:
                raise processes.Failed(f"the peer was not filled: see {self.log}")

    @contextlib.contextmanager
    def _wagtail(self, filters: list[asked.Filter]) -> Iterator[Peer]:
        """Keep plain Wagtail running; yields its port, and what is asked of its v2."""
        environment = self._wagtail_environment()
        port = processes.free_port()
        serve = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--port", str(port), "--workers", str(WORKERS)),
            *("--blocking-threads", "4", "--log-level", "warning"),
            "benchmarks.wagtail_peer.wsgi:application",
        ]
        with processes.running(serve, environment=environment, log=self.log) as process:
            processes.wait_for(port, wagtail_asked.API, process=process)
            connection = connections.Connection(processes.HOST, port, timeout=60)
            peer = wagtail_asked.Peer(
                functools.partial(connections.fetch, connection), self.rows
            )
            filters = asked.filters(self.rows)
            peer.check(filters[:: max(1, len(filters) // 20)])
            connection.close()
            yield (
                port,
                {
                    "list": peer.lists(),
                    "detail": peer.details(),
                    "filter": [peer.filtered(one) for one in filters],
                },
            )

    def _wagtail_environment(self) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": self.options.peer,
            "DJANGO_SETTINGS_MODULE": PEER_SETTINGS,
        }

    def measure_starts(self) -> None:
        """Time from the start of the process to the first list that is answered."""
        self.say(f"growing to {self.options.start_releases} releases")
        self.newsroom.multiply(self.options.start_releases)
        self.say("starting the server")
        seconds = []
        for _start in range(STARTS):
            begun = time.monotonic()
            with self.server():
                seconds.append(time.monotonic() - begun)
        self.figures["start"] = {
            "best": min(seconds),
            "median": statistics.median(seconds),
        }

    def measure_memory(self) -> None:
        """Weigh each process after it has read its share of many details."""
        count = self.options.memory_releases
        begun = time.monotonic()
        self.say(f"growing to {count} releases")
        self.newsroom.grow(count)
        built = time.monotonic() - begun
        paths = importlib.import_module("benchmarks.rows").some_details(TOUCHED)
        with self.server() as (port, pids):
            self.say(f"asking each process for {len(paths)} details")
            connections.warm_up(port, pids, paths)
            weighed = [processes.memory(pid) for pid in pids]
        self.figures["memory"] = {
            "rss": [rss for rss, _pss in weighed],
            "pss": [pss for _rss, pss in weighed],
            "built_in_seconds": built,
        }

    def _check(self, port: int, filters: list[asked.Filter]) -> None:
        """Raise unless every list and filter, and details of all kinds, are right."""
        connection = connections.Connection(processes.HOST, port, timeout=60)
        fetch = functools.partial(connections.fetch, connection)
        for path in asked.lists(self.rows):
            asked.check_list(fetch(path), self.rows, locale=path[-2:])
        for one in filters[:: max(1, len(filters) // 20)]:
            asked.check_filter(fetch(asked.filtered(one)), self.rows, one)
        some = self.rows[:: max(1, len(self.rows) // 20)]
        for path, row in zip(asked.details(some), some, strict=True):
            asked.check_detail(fetch(path), row)
        connection.close()

    def _keep(self, port: int, paths: list[str]) -> None:
        """Save the same bytes for nginx."""
        connection = connections.Connection(processes.HOST, port, timeout=60)
        nginx.save(
            self.folder, ((path, connections.fetch(connection, path)) for path in paths)
        )
        connection.close()

    def _time(self, name: str, peers: dict[str, Peer]) -> None:
        """Time an operation on each peer, in turns, and note the figures."""
        self.say(f"timing {name}: {', '.join(peers)}")
        files = {}
        for peer, (port, paths) in peers.items():
            files[peer] = self.folder / f"{peer}-{name}.paths"
            files[peer].write_text("".join(f"{path}\n" for path in paths[name]))
            wrk.run(port, files[peer], seconds=WARM_SECONDS)
        slices: dict[str, list[wrk.Slice]] = {peer: [] for peer in peers}
        for _turn in range(self.options.slices):
            for peer, (port, _paths) in peers.items():
                slices[peer].append(
                    wrk.run(port, files[peer], seconds=self.options.seconds)
                )
        for peer, some in slices.items():
            self.figures["rates"][name][peer] = asdict(wrk.rate(some))


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine")
    parser.add_argument("--name", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--peer", required=True, help="database of the Wagtail peer")
    parser.add_argument("--releases", type=int, required=True)
    parser.add_argument("--start-releases", type=int, required=True)
    parser.add_argument("--memory-releases", type=int, required=True)
    parser.add_argument("--lifts", type=int, required=True)
    parser.add_argument("--slices", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    return parser.parse_args()


def main() -> None:
    """Make the newsroom, measure, tell."""
    options = arguments()
    django.setup()
    measuring = Measuring(options)
    measuring.say(f"making {options.releases} releases")
    measuring.newsroom.make_shaped(waiting=options.lifts)
    measuring.newsroom.grow(options.releases)
    measuring.measure_reads()
    if options.start_releases:
        measuring.measure_starts()
    if options.memory_releases:
        measuring.measure_memory()
    measuring.say("done")
    print(json.dumps(measuring.figures))


if __name__ == "__main__":
    main()
