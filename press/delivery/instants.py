"""The instant of a request: the clock is read once, and the answer keeps to it."""

from datetime import datetime

from django.http import HttpRequest

from press import clock

ATTRIBUTE = "newsroom_at"


def of(request: HttpRequest) -> datetime:
    """Return the instant that a request is answered for.

    What is public and how long the answer may be kept are told by one reading:
    with two, an answer built before a lift could outlive it in a cache.
    """
    at: datetime | None = getattr(request, ATTRIBUTE, None)
    if at is None:
        at = clock.now()
        setattr(request, ATTRIBUTE, at)
    return at
