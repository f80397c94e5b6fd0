"""Draws what was measured beside what must be reached, as lines of a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Figures = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """An operation that is timed, and how many a second it must and should reach."""

    name: str
    words: str
    must: int
    goal: int


OPERATIONS = (
    Operation("list", "list of 20 by locale, newest first", 10_000, 20_000),
    Operation("detail", "detail by id or reference", 10_000, 20_000),
    Operation("filter", "list filtered by topic and year", 6_000, 15_000),
)
MUST_START, GOAL_START = 4.0, 2.0
MUST_LIFT, GOAL_LIFT = 200, 60
MUST_MEMORY, GOAL_MEMORY = 600, 350
WIDTH = 36


def lines(name: str, figures: Figures) -> Iterator[str]:
    """Yield the table of one database."""
    yield (
        f"{name:<{WIDTH}}{'best':>11}{'median':>11}{'p99':>9}{'must':>10}{'goal':>10}"
        f"{'nginx':>8}{'ours':>8}{'Wagtail v2':>12}"
    )
    for operation in OPERATIONS:
        yield _rate(operation, figures["rates"][operation.name])
    if "start" in figures:
        yield _start(figures["start"], figures["start_releases"])
    yield _lift(figures["lift"])
    if "memory" in figures:
        yield _memory(figures["memory"], figures["memory_releases"])
    yield _notes(figures)


def times_slower(base: float, rate: float) -> str:
    """Return how many times slower a rate is than another."""
    if not rate:
        return "-"
    ratio = base / rate
    return f"{ratio:,.1f}x" if ratio < 10 else f"{ratio:,.0f}x"


def _rate(operation: Operation, peers: Figures) -> str:
    ours = peers["ours"]
    # Where nginx is not there, we are what others are compared with.
    base = peers.get("nginx", ours)["best"]
    ratios = "".join(
        f"{times_slower(base, peers[peer]['best']) if peer in peers else '-':>{width}}"
        for peer, width in (("nginx", 8), ("ours", 8), ("wagtail", 12))
    )
    return (
        f"{operation.words:<{WIDTH}}{ours['best']:>9,.0f}/s{ours['median']:>9,.0f}/s"
        f"{ours['slowest']:>6.1f} ms{operation.must:>8,}/s{operation.goal:>8,}/s"
        f"{ratios}"
    )


def _start(start: Figures, releases: int) -> str:
    return (
        f"{f'first answer, {releases:,} releases':<{WIDTH}}{start['best']:>9.2f} s"
        f"{start['median']:>9.2f} s{'':>9}{MUST_START:>8.0f} s{GOAL_START:>8.0f} s"
    )


def _lift(lift: Figures) -> str:
    return (
        f"{'lift now, to the last process':<{WIDTH}}"
        f"{lift['median']:>5.0f} ms med{lift['worst']:>5.0f} ms max"
        f"{'':>6}{MUST_LIFT:>7} ms{GOAL_LIFT:>7} ms"
    )


def _memory(memory: Figures, releases: int) -> str:
    return (
        f"{f'memory a process, {releases:,} releases':<{WIDTH}}"
        f"{max(memory['rss']):>7.0f} MiB{max(memory['pss']):>7.0f} PSS"
        f"{'':>9}{MUST_MEMORY:>6} MiB{GOAL_MEMORY:>6} MiB"
    )


def _notes(figures: Figures) -> str:
    """Tell the peers' own rates, and what of a lift is the act itself."""
    told = [
        f"{peer} {operation.name} {peers[peer]['best']:,.0f}/s"
        for operation in OPERATIONS
        for peers in (figures["rates"][operation.name],)
        for peer in ("nginx", "wagtail")
        if peer in peers
    ]
    lift = figures["lift"]
    told.append(
        f"lift after its commit {lift['median_after_commit']:.0f} ms median, "
        f"{lift['worst_after_commit']:.0f} ms worst of {lift['count']}"
    )
    return f"  {'; '.join(told)}"
