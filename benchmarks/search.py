"""`python -m benchmarks.search`: how fast search is, on each engine there is.

Measures our own server with two processes on SQLite, on Elasticsearch beside it where
ELASTICSEARCH_URL names one, and on PostgreSQL: the one that DATABASE_URL names, else a
throwaway one where the system has it.
"""

import argparse
import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes, read, search_report
from benchmarks.search_engine import RATE, TIMES

SQLITE, ELASTICSEARCH, POSTGRESQL = NAMES = ("SQLite", "Elasticsearch", "PostgreSQL")
MANIFEST = processes.ROOT / "var" / "static" / "staticfiles.json"
# What one step may take at most, in seconds.
LONGEST = 7200
CLUSTER = ("ELASTICSEARCH_URL", "ELASTICSEARCH_API_KEY", "ELASTICSEARCH_CA_CERTS")


@dataclass(frozen=True)
class Newsroom:
    """A newsroom to search: the address of its database, how many objects it has."""

    database: str
    objects: int


@dataclass(frozen=True)
class Newsrooms:
    """The newsroom of which searches are counted, and the one they are timed in."""

    small: Newsroom
    large: Newsroom


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--only", choices=NAMES, help="one engine only")
    add("--objects", type=int, default=4_000, help="0 counts no searches")
    add("--large-objects", type=int, default=100_000, help="0 times no search")
    add("--small", metavar="URL", help="use what benchmarks.worded has filled")
    add("--large", metavar="URL", help="the same, of the large one; with --only")
    add("--slices", type=int, default=3)
    add("--seconds", type=float, default=5.0, help="of a slice of 16 connections")
    add("--questions", type=int, default=200, help="of a slice of one client")
    options = parser.parse_args()
    if (options.small or options.large) and not options.only:
        parser.error("--small and --large are of one engine: name it with --only.")
    return options


def environment(*, database: str, folder: Path, engine: str) -> dict[str, str]:
    """Return the environment of a production newsroom without a limit of searches."""
    made = read.environment(database=database, folder=folder)
    made["NEWSROOM_RATE_SEARCH"] = "0"
    if engine == ELASTICSEARCH:
        made |= {name: os.environ[name] for name in CLUSTER if name in os.environ}
        # Within what a key for names of a newsroom may do.
        made["ELASTICSEARCH_INDEX"] = f"newsroom-benchmark-{secrets.token_hex(4)}"
    return made


@contextlib.contextmanager
def newsrooms(
    options: argparse.Namespace, *, name: str, server: str
) -> Iterator[tuple[Newsrooms, Path]]:
    """Yield filled newsrooms, and a folder; what was made for it is removed."""
    with (
        tempfile.TemporaryDirectory(prefix="newsroom-benchmark-") as path,
        read.databases(name, server=server, folder=Path(path)) as made,
    ):
        given, folder = (options.small, options.large), Path(path)
        counts = (options.objects, options.large_objects)
        small, large = (
            Newsroom(own or empty, objects)
            for own, empty, objects in zip(given, made, counts, strict=True)
        )
        for newsroom, own in zip((small, large), given, strict=True):
            if newsroom.objects and not own:
                fill(newsroom, folder=folder)
        yield Newsrooms(small, large), folder


def fill(newsroom: Newsroom, *, folder: Path) -> None:
    """Fill an empty database."""
    print(f"filling a newsroom of {newsroom.objects:,} objects", file=sys.stderr)
    subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "benchmarks.worded"),
            *("--objects", str(newsroom.objects)),
        ],
        cwd=processes.ROOT,
        env=environment(database=newsroom.database, folder=folder, engine=SQLITE),
        check=True,
        timeout=LONGEST,
    )


def measure(
    engine: str, held: Newsrooms, options: argparse.Namespace, *, folder: Path
) -> search_report.Figures:
    """Count searches in the small newsroom, time them in the large one."""
    figures: search_report.Figures = {
        "objects": held.small.objects,
        "large_objects": held.large.objects,
    }
    for what, newsroom in ((RATE, held.small), (TIMES, held.large)):
        if newsroom.objects:
            figures |= _measured(engine, what, newsroom, options, folder=folder)
    return figures


def _measured(
    engine: str,
    what: str,
    newsroom: Newsroom,
    options: argparse.Namespace,
    *,
    folder: Path,
) -> search_report.Figures:
    command = [
        *(sys.executable, "-W", "ignore", "-m", "benchmarks.search_engine", what),
        *("--name", engine, "--folder", str(folder)),
        *("--objects", str(newsroom.objects), "--slices", str(options.slices)),
        *("--seconds", str(options.seconds), "--questions", str(options.questions)),
    ]
    done = subprocess.run(
        command,
        cwd=processes.ROOT,
        env=environment(database=newsroom.database, folder=folder, engine=engine),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    if done.returncode != 0:
        log = folder / "log"
        told = log.read_text()[-3000:] if log.exists() else ""
        raise processes.Failed(f"{engine} was not measured.\n{told}")
    figures: search_report.Figures = json.loads(done.stdout)
    return figures


def _print_tables(
    database: str, engines: list[str], options: argparse.Namespace, *, server: str
) -> None:
    """Measure the engines that read one database, print each table when it is there."""
    with newsrooms(options, name=database, server=server) as (held, folder):
        for engine in engines:
            figures = measure(engine, held, options, folder=folder)
            print()
            for line in search_report.lines(engine, figures):
                print(line, flush=True)


def main() -> None:
    """Measure each engine."""
    options = arguments()
    begun = time.monotonic()
    if shutil.which("wrk") is None:
        sys.exit("wrk drives this benchmark (on Debian: apt-get install wrk).")
    wanted = [name for name in NAMES if options.only in (None, name)]
    if ELASTICSEARCH in wanted and not os.environ.get("ELASTICSEARCH_URL"):
        print("Elasticsearch is left out: ELASTICSEARCH_URL names none.")
        wanted.remove(ELASTICSEARCH)
    # Search answers the same with those of before: the server wants to have some.
    if not MANIFEST.exists():
        read.collect_static_files()
    print(
        f"{os.cpu_count()} cores, 2 processes; counted over 16 connections, "
        f"timed over one; best of {options.slices} slices"
    )
    beside = [name for name in wanted if name != POSTGRESQL]
    if beside:
        _print_tables(SQLITE, beside, options, server="")
    if POSTGRESQL in wanted:
        with read.postgresql() as server:
            if server:
                _print_tables(POSTGRESQL, [POSTGRESQL], options, server=server)
    print(f"\n{time.monotonic() - begun:.0f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
