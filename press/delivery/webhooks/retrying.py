"""When a failed message is tried again: soon, then seldom, for a day."""

from datetime import datetime, timedelta

FOR = timedelta(hours=24)
WAITS = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
)
SPREAD = 0.2
MOST_ASKED = timedelta(hours=1)
LONGEST_HOLD = timedelta(minutes=5)


def next_try(
    attempts: int,
    *,
    first_try: datetime,
    at: datetime,
    shake: float,
    asked: int = 0,
) -> datetime | None:
    """Return when to try again after `attempts` tries, or None: it has been a day.

    `shake`, from 0 to 1, spreads the tries of many messages; `asked` is the
    Retry-After of the receiver. The last try is a whole day after the first.
    """
    ends = first_try + FOR
    if at >= ends:
        return None
    wait = WAITS[min(attempts, len(WAITS)) - 1] * (1 + SPREAD * (2 * shake - 1))
    return min(at + max(wait, min(timedelta(seconds=asked), MOST_ASKED)), ends)


def hold(failures: int) -> timedelta:
    """Return how long an endpoint is left alone after so many failures in a row.

    It is of the endpoint, whatever waits for it: a thousand messages for a host
    that is down are not a thousand connections.
    """
    return min(timedelta(seconds=2 ** min(failures - 1, 10)), LONGEST_HOLD)
