"""When each act on the demo's releases happens: a plan in the order of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from home.demo import content, keys, wording

LIFTS = (
    *(time(9), time(9, 30), time(10), time(10, 30)),
    *(time(11), time(14), time(14, 30), time(16)),
)
EMBARGO = time(9)
SATURDAY = 5
# How far a release has come, by its state: the acts before its lift.
IMPORTED, TRANSLATED, SUBMITTED, APPROVED = range(1, 5)
REACHED: dict[str, int] = {"draft": IMPORTED, "translation": TRANSLATED}
REACHED |= {"review": SUBMITTED}


@dataclass(frozen=True)
class Act:
    """An act on a release at an instant, named as the audit log names it.

    `turn` counts acts of one name: a corrected edition is approved twice.
    """

    at: datetime
    release: content.Release
    action: str
    locale: str = ""
    turn: int = 1


@dataclass(frozen=True)
class _Days:
    """The days of a release in its own zone."""

    zone: ZoneInfo
    ready: date
    lift: datetime

    def before(self, weekdays: int, wall: time) -> datetime:
        """Return an instant so many weekdays before the release is ready."""
        day = self.ready
        while weekdays:
            day -= timedelta(days=1)
            weekdays -= day.weekday() < SATURDAY
        return _instant(day, wall, self.zone)


def plan(text: content.Content, *, now: datetime) -> list[Act]:
    """Return every act of the demo, earliest first."""
    acts = [
        act
        for release in text.releases
        for act in _acts(release, zone=zone_of(release, text), now=now)
    ]
    return sorted(acts, key=lambda act: act.at)


def zone_of(release: content.Release, text: content.Content) -> ZoneInfo:
    """Return the zone of the place that a release is dated from."""
    place = next(place for place in text.places if place.key == release.place)
    return ZoneInfo(place.zone)


def lift_at(release: content.Release, *, zone: ZoneInfo, now: datetime) -> datetime:
    """Return when a release becomes public, or would if it were approved."""
    if release.date is None:
        ahead = timedelta(days=release.days_ahead or 0)
        return _instant(now.astimezone(zone).date() + ahead, EMBARGO, zone)
    chosen = LIFTS[keys.of("hour", release.key).int % len(LIFTS)]
    return _instant(release.date, chosen, zone)


def target(release: content.Release) -> str:
    """Return the locale that a release is translated to."""
    return next(code for code in wording.LOCALES if code != release.source)


def _instant(day: date, wall: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, wall, tzinfo=zone).astimezone(UTC)


def _acts(release: content.Release, *, zone: ZoneInfo, now: datetime) -> Iterator[Act]:
    lift = lift_at(release, zone=zone, now=now)
    ready = release.date or now.astimezone(zone).date()
    days = _Days(zone=zone, ready=ready, lift=lift)
    yield from list(_before_the_lift(release, days))[
        : REACHED.get(release.state, APPROVED + 1)
    ]
    if release.state not in REACHED:
        yield _lift(release, days)
    yield from _after_the_lift(release, zone)


def _before_the_lift(release: content.Release, days: _Days) -> Iterable[Act]:
    source, other = release.source, target(release)
    yield Act(days.before(6, time(10, 12)), release, "import", source)
    yield Act(days.before(4, time(15, 47)), release, "translate", other)
    yield Act(days.before(3, time(11, 20)), release, "submit")
    yield Act(days.before(1, time(16, 5)), release, "approve", source)
    yield Act(days.before(1, time(16, 20)), release, "approve", other)


def _lift(release: content.Release, days: _Days) -> Act:
    """Statements and advisories go out at once, releases under an embargo."""
    if release.kind == "release":
        return Act(days.before(1, time(16, 25)), release, "set_embargo")
    return Act(days.lift, release, "lift_now")


def _after_the_lift(release: content.Release, zone: ZoneInfo) -> Iterator[Act]:
    if release.correction:
        at = release.correction.at.replace(tzinfo=zone).astimezone(UTC)
        codes = (release.source, target(release))
        for place, code in enumerate(codes):
            yield Act(at - timedelta(minutes=50 - place), release, "edit", code)
            yield Act(at - timedelta(minutes=20 - place), release, "approve", code, 2)
        yield Act(at, release, "correct")
    if release.withdrawal:
        at = release.withdrawal.at.replace(tzinfo=zone).astimezone(UTC)
        yield Act(at, release, "withdraw")
