"""Prints outcomes as a table, one line a set and engine."""

from collections.abc import Iterable, Iterator

from search.evaluation import metrics, running

HEAD = (
    *("set", "engine", f"nDCG@{metrics.DEPTH}", f"R@{metrics.DEPTH}"),
    *("MRR", "none", "p50 ms", "p95 ms"),
)
NAMES = 2


def lines(outcomes: Iterable[running.Outcome]) -> Iterator[str]:
    """Yield the lines of a table, its columns as wide as they must be."""
    rows = [HEAD, *map(_row, outcomes)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(
            cell.ljust(width) if place < NAMES else cell.rjust(width)
            for place, (cell, width) in enumerate(cells)
        )


def _row(outcome: running.Outcome) -> tuple[str, ...]:
    quality = outcome.quality
    figures = (quality.ndcg, quality.recall, quality.mrr, quality.zero)
    return (
        outcome.set,
        outcome.backend,
        *(f"{figure:.3f}" for figure in figures),
        f"{outcome.p50:.1f}",
        f"{outcome.p95:.1f}",
    )
