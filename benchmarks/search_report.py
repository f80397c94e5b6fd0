"""Draws how fast search is beside what must be reached, as lines of a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Figures = dict[str, Any]


@dataclass(frozen=True)
class Marks:
    """What an engine must and should reach: searches a second, and milliseconds."""

    must_rate: int
    goal_rate: int
    must_time: int
    goal_time: int


MARKS = {
    "SQLite": Marks(60, 300, 300, 150),
    "PostgreSQL": Marks(60, 300, 1_000, 150),
    "Elasticsearch": Marks(120, 500, 60, 60),
}
MUST_SUGGEST = 50
WIDTH = 44


def lines(name: str, figures: Figures) -> Iterator[str]:
    """Yield the table of one engine."""
    marks = MARKS[name]
    yield f"{name:<{WIDTH}}{'best':>11}{'median':>11}{'must':>11}{'goal':>11}"
    if "rate" in figures:
        rate, of = figures["rate"], f"{figures['objects']:,} objects"
        yield (
            f"{f'searches, {of}':<{WIDTH}}"
            f"{rate['best']:>9,.0f}/s{rate['median']:>9,.0f}/s"
            f"{marks.must_rate:>9,}/s{marks.goal_rate:>9,}/s"
        )
    if "search" in figures:
        of = f"{figures['large_objects']:,} objects"
        search, suggest = figures["search"], figures["suggest"]
        yield _time(f"a search, {of}, half within", search["p50"])
        yield _time(
            f"a search, {of}, 95% within",
            search["p95"],
            must=marks.must_time,
            goal=marks.goal_time,
        )
        yield _time(f"a suggestion, {of}, half within", suggest["p50"])
        yield _time(
            f"a suggestion, {of}, 95% within", suggest["p95"], must=MUST_SUGGEST
        )
    if notes := "; ".join(_notes(figures)):
        yield f"  {notes}"


def _time(words: str, figure: Figures, *, must: int = 0, goal: int = 0) -> str:
    told = [f"{mark:,} ms" if mark else "-" for mark in (must, goal)]
    return (
        f"{words:<{WIDTH}}{figure['best']:>8,.1f} ms{figure['median']:>8,.1f} ms"
        f"{told[0]:>11}{told[1]:>11}"
    )


def _notes(figures: Figures) -> Iterator[str]:
    if "rate" in figures:
        rate = figures["rate"]
        yield f"16 connections: 99% within {rate['slowest']:,.0f} ms"
        yield f"a search costs our server {rate['processor']:,.1f} ms of a processor"
    if "memory" in figures:
        yield f"memory of the largest process {max(figures['memory']):,.0f} MiB"
