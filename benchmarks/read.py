"""`python -m benchmarks.read`: how fast the API is read, beside nginx and Wagtail v2.

Measures our own server with two processes on SQLite and on PostgreSQL: the one that
DATABASE_URL names, else a throwaway one where the system has it.
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
from pathlib import Path

import psycopg
from psycopg import sql

from benchmarks import nginx, processes, report

NAMES = ("SQLite", "PostgreSQL")
POSTGRESQL = ("postgresql://", "postgres://")
# What a run may take at most, in seconds; weighing many releases takes longer.
LONGEST, LONGEST_WITH_MEMORY = 1200, 7200


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.read",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--only", choices=NAMES, help="one database only")
    add("--releases", type=int, default=2_000, help="each in two locales")
    add("--start-releases", type=int, default=10_000, help="0 leaves it out")
    add(
        "--memory", action="store_true", help="weigh 100,000 releases too: half an hour"
    )
    add("--memory-releases", type=int, default=100_000)
    add("--lifts", type=int, default=10)
    add("--slices", type=int, default=3)
    add("--seconds", type=float, default=3.0, help="of a slice")
    return parser.parse_args()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Yield the address of a server of PostgreSQL, or nothing; ends what it starts."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(POSTGRESQL):
        yield given
        return
    ours = str(processes.ROOT / ".ci" / "postgres")
    was_there = (processes.ROOT / "var" / "postgres" / "home").exists()
    told = subprocess.run([ours, "start"], capture_output=True, text=True, check=False)
    if told.returncode != 0:
        print(f"PostgreSQL is left out: {told.stderr.strip()}")
        yield ""
        return
    try:
        yield told.stdout.strip().removeprefix("DATABASE_URL=")
    finally:
        if not was_there:
            subprocess.run([ours, "stop"], check=True)


@contextlib.contextmanager
def databases(name: str, *, server: str, folder: Path) -> Iterator[list[str]]:
    """Yield the addresses of two empty databases, ours and the peer's."""
    if name == "SQLite":
        yield [f"sqlite:///{folder}/{part}.sqlite3" for part in ("newsroom", "peer")]
        return
    tail = secrets.token_hex(4)
    made = [f"benchmark_{part}_{tail}" for part in ("newsroom", "peer")]
    with psycopg.connect(server, autocommit=True) as connection:
        for each in made:
            connection.execute(
                sql.SQL("CREATE DATABASE {}").format(sql.Identifier(each))
            )
        try:
            yield [f"{server.rpartition('/')[0]}/{each}" for each in made]
        finally:
            for each in made:
                connection.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
                        sql.Identifier(each)
                    )
                )


def measure(name: str, options: argparse.Namespace, *, server: str) -> report.Figures:
    """Run the measures of one database in a folder that is removed afterwards."""
    memory = options.memory_releases if options.memory else 0
    with (
        tempfile.TemporaryDirectory(prefix="newsroom-benchmark-") as path,
        databases(name, server=server, folder=Path(path)) as (ours, peer),
    ):
        command = [
            *(sys.executable, "-W", "ignore", "-m", "benchmarks.engine"),
            *("--name", name, "--folder", path, "--peer", peer),
            *("--releases", str(options.releases)),
            *("--start-releases", str(options.start_releases)),
            *("--memory-releases", str(memory), "--lifts", str(options.lifts)),
            *("--slices", str(options.slices), "--seconds", str(options.seconds)),
        ]
        done = subprocess.run(
            command,
            cwd=processes.ROOT,
            env=environment(database=ours, folder=Path(path)),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            timeout=LONGEST_WITH_MEMORY if memory else LONGEST,
        )
        if done.returncode != 0:
            log = Path(path) / "log"
            told = log.read_text()[-3000:] if log.exists() else ""
            raise processes.Failed(f"{name} was not measured.\n{told}")
    figures: report.Figures = json.loads(done.stdout)
    return figures | {
        "start_releases": options.start_releases,
        "memory_releases": memory,
    }


def environment(*, database: str, folder: Path) -> dict[str, str]:
    """Return the environment of a production newsroom that serves this machine."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME")
    }
    return kept | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": database,
        "NEWSROOM_ENV": "production",
        "SECRET_KEY": secrets.token_hex(32),
        "ALLOWED_HOSTS": processes.HOST,
        "NEWSROOM_MEDIA": str(folder / "media"),
        "NEWSROOM_LOG_LEVEL": "WARNING",
    }


def collect_static_files() -> None:
    """Write what production names static files by, as `make serve` does."""
    with tempfile.TemporaryDirectory() as path:
        subprocess.run(
            [
                *(sys.executable, "manage.py", "collectstatic"),
                *("--noinput", "--verbosity", "0"),
            ],
            cwd=processes.ROOT,
            env=environment(database=f"sqlite:///{path}/none", folder=Path(path)),
            check=True,
        )


def main() -> None:
    """Measure each database, print each table as soon as it is there."""
    options = arguments()
    begun = time.monotonic()
    if shutil.which("wrk") is None:
        sys.exit("wrk drives this benchmark (on Debian: apt-get install wrk).")
    if not nginx.is_there():
        print("nginx is left out (on Debian: apt-get install nginx-light).")
    collect_static_files()
    print(
        f"{options.releases:,} releases in two languages, {os.cpu_count()} cores, "
        f"2 processes, 16 connections; best of {options.slices} slices"
    )
    with postgresql() as server:
        for name in NAMES:
            if options.only in (None, name) and (server or name == "SQLite"):
                figures = measure(name, options, server=server)
                print()
                for line in report.lines(name, figures):
                    print(line, flush=True)
    print(f"\n{time.monotonic() - begun:.0f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
