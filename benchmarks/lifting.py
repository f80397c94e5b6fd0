"""Times a lift: from the act to the first list that has it, in every process."""

import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model

from benchmarks import processes
from press import clock, lifecycle, models

MILLISECONDS = 1000


@dataclass(frozen=True)
class Lift:
    """Milliseconds until the last process shows it: from the call, from the commit."""

    whole: float
    after_commit: float


def measure(port: int, pids: list[int], ids: list[str]) -> list[Lift]:
    """Lift each release now, and wait until all processes list it."""
    by = get_user_model().objects.get(username="approver")
    return [_one(port, pids, key, by=by) for key in ids]


def summary(lifts: list[Lift]) -> dict[str, Any]:
    """Return median and worst of lifts."""
    whole = [lift.whole for lift in lifts]
    after = [lift.after_commit for lift in lifts]
    return {
        "count": len(lifts),
        "median": statistics.median(whole),
        "worst": max(whole),
        "median_after_commit": statistics.median(after),
        "worst_after_commit": max(after),
    }


def _one(port: int, pids: list[int], key: str, *, by: Any) -> Lift:
    release = models.Release.objects.get(pk=key)
    command = [
        *(sys.executable, "-m", "benchmarks.polling", str(port), key),
        *map(str, pids),
    ]
    with subprocess.Popen(
        command, cwd=processes.ROOT, stdout=subprocess.PIPE, text=True
    ) as polling:
        told: Any = polling.stdout
        if told.readline().strip() != "ready":
            raise processes.Failed("the lists cannot be asked for")
        begun = time.monotonic()
        lifecycle.lift_now(release, by=by, clock=clock.now)
        committed = time.monotonic()
        line = told.readline()
    if not line:
        raise processes.Failed(f"{key} was not listed in time")
    seen = max(json.loads(line).values())
    return Lift(
        whole=(seen - begun) * MILLISECONDS,
        after_commit=max(seen - committed, 0.0) * MILLISECONDS,
    )
