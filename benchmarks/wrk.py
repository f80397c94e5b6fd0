"""Drives `wrk` over the paths of a file, and reads what it measured."""

import re
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes

CONNECTIONS = 16
SCRIPT = Path(__file__).with_name("cycle.lua")
LINE = re.compile(r"^figures (\d+) (\d+) (\d+) (\d+) (\d+)$", re.MULTILINE)
MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Slice:
    """A few seconds of requests: how many a second, and milliseconds of latency."""

    rate: float
    middle: float
    slowest: float


@dataclass(frozen=True)
class Rate:
    """The best of some slices, as noise only slows, and their median beside it."""

    best: float
    median: float
    slowest: float


def read(told: str) -> Slice:
    """Return the figures in what `wrk` told; raise where a request failed."""
    found = LINE.search(told)
    if found is None:
        raise processes.Failed(f"wrk told no figures:\n{told}")
    requests, duration, errors, middle, slowest = map(int, found.groups())
    if errors:
        raise processes.Failed(f"{errors} of {requests} requests failed:\n{told}")
    return Slice(
        rate=requests * MICROSECONDS / duration,
        middle=middle / 1000,
        slowest=slowest / 1000,
    )


def rate(slices: Sequence[Slice]) -> Rate:
    """Return what slices say together."""
    best = max(slices, key=lambda one: one.rate)
    return Rate(
        best=best.rate,
        median=statistics.median(one.rate for one in slices),
        slowest=best.slowest,
    )


def run(port: int, paths: Path, *, seconds: float) -> Slice:
    """Ask for the paths in turn over 16 connections for some seconds."""
    done = subprocess.run(
        [
            *("wrk", "--threads", "1", "--connections", str(CONNECTIONS)),
            *("--duration", f"{seconds:.0f}s", "--timeout", "30s"),
            *("--script", str(SCRIPT), f"http://{processes.HOST}:{port}/"),
        ],
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "CYCLE_HOST": f"{processes.HOST}:{port}",
            "CYCLE_PATHS": str(paths),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds + 60,
    )
    return read(done.stdout + done.stderr)
