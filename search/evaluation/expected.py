"""The figures that search has reached: what falls behind them fails."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from search.evaluation import metrics, running

FILE = Path(__file__).parent / "expected.json"
TOLERANCE = 0.01
LOWER_IS_BETTER = ("zero",)
# By set, then by name: every engine is held to the same.
Figures = dict[str, dict[str, float]]


def read(path: Path = FILE) -> Figures:
    """Return the figures written down."""
    found: Figures = json.loads(path.read_text()) if path.exists() else {}
    return found


def write(outcomes: Iterable[running.Outcome], path: Path = FILE) -> None:
    """Write down new figures, and leave those of other sets."""
    figures = read(path)
    for outcome in outcomes:
        figures[outcome.set] = outcome.quality.rounded()
    text = json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(f"{text}\n")


def behind(outcomes: Iterable[running.Outcome], figures: Figures) -> Iterator[str]:
    """Yield what is worse than written down by more than the tolerance, or new."""
    for outcome in outcomes:
        where = f"{outcome.set}, {outcome.backend}"
        wanted = figures.get(outcome.set)
        if wanted is None:
            yield f"{where}: nothing is expected yet; write it with --write"
            continue
        for name, value in outcome.quality.rounded().items():
            if _is_worse(name, value, wanted[name]):
                yield f"{where}: {name} is {value:.4f}, expected {wanted[name]:.4f}"


def _is_worse(name: str, value: float, wanted: float) -> bool:
    fall = value - wanted if name in LOWER_IS_BETTER else wanted - value
    return round(fall, metrics.DIGITS) > TOLERANCE
