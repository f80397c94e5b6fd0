"""The embargo instant: a wall time in a zone, on a whole minute, never past."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class EmbargoRefused(ValueError):
    """An instant that cannot be an embargo; `choices` holds what to pick from."""

    def __init__(self, rule: str, choices: tuple[datetime, ...] = ()) -> None:
        super().__init__(rule)
        self.rule = rule
        self.choices = choices


def zone_named(name: str) -> ZoneInfo:
    """Return the IANA zone; raise EmbargoRefused("unknown-zone")."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise EmbargoRefused("unknown-zone") from error


def instant(
    wall: datetime, *, zone: str, now: datetime, offset: timedelta | None = None
) -> datetime:
    """Return the UTC instant of a naive wall time in `zone`.

    `offset` (from UTC) picks one of the two instants of an ambiguous hour.
    Raises EmbargoRefused: `unknown-zone`, `not-a-whole-minute`,
    `does-not-exist` (skipped by a clock change; the choices are the instants
    just before and after), `ambiguous` (the choices are both), `in-the-past`.
    """
    place = zone_named(zone)
    if wall.second or wall.microsecond:
        raise EmbargoRefused("not-a-whole-minute")
    first = wall.replace(tzinfo=place, fold=0)
    second = wall.replace(tzinfo=place, fold=1)
    candidates = [
        moment
        for moment in (first, second)
        if moment.astimezone(UTC).astimezone(place).replace(tzinfo=None) == wall
    ]
    if not candidates:
        around = (moment.astimezone(UTC) for moment in (second, first))
        raise EmbargoRefused(
            "does-not-exist", tuple(moment.astimezone(place) for moment in around)
        )
    if first.utcoffset() != second.utcoffset() and len(candidates) == 2:
        picked = [moment for moment in candidates if moment.utcoffset() == offset]
        if not picked:
            raise EmbargoRefused("ambiguous", (first, second))
        candidates = picked
    moment = candidates[0].astimezone(UTC)
    if moment <= now:
        raise EmbargoRefused("in-the-past")
    return moment
