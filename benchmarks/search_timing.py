"""Times one client that asks for one address after the other over one connection."""

import os
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import connections
from search.evaluation import metrics

MILLISECONDS = 1000


@dataclass(frozen=True)
class Slice:
    """Within how many milliseconds half of some answers came, and 95 of a hundred."""

    p50: float
    p95: float


@dataclass(frozen=True)
class Figure:
    """The best of some slices, as noise only slows, and their median beside it."""

    best: float
    median: float


@dataclass(frozen=True)
class Times:
    """What slices say together, in milliseconds."""

    p50: Figure
    p95: Figure


def ask(
    connection: connections.Connection, paths: Iterable[str]
) -> tuple[list[float], list[bytes]]:
    """Ask for each path; return milliseconds and answers. All must answer with 200."""
    took, answers = [], []
    for path in paths:
        begun = time.perf_counter()
        answers.append(connections.fetch(connection, path))
        took.append((time.perf_counter() - begun) * MILLISECONDS)
    return took, answers


def processor(pids: Iterable[int]) -> float:
    """Return how many milliseconds of a processor these processes have used.

    However many others share the machine, an answer costs about the same of it.
    """
    ticks = 0
    for pid in pids:
        # The name in brackets may hold anything; user and system time come after.
        after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(after[11]) + int(after[12])
    return ticks * MILLISECONDS / os.sysconf("SC_CLK_TCK")


def of(milliseconds: Sequence[float]) -> Slice:
    """Return a slice of what some answers took."""
    return Slice(
        p50=metrics.percentile(milliseconds, 50),
        p95=metrics.percentile(milliseconds, 95),
    )


def times(slices: Sequence[Slice]) -> Times:
    """Return what slices say together."""
    return Times(
        p50=_figure([one.p50 for one in slices]),
        p95=_figure([one.p95 for one in slices]),
    )


def _figure(values: Sequence[float]) -> Figure:
    return Figure(best=min(values), median=statistics.median(values))
