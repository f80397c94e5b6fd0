"""Promise: a wall time in a zone is one instant, or a question; never a guess."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from press import embargo

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def wall(text):
    """Return a time as a clock on the wall shows it."""
    return datetime.fromisoformat(text)


def refusal(shown, zone="Europe/Paris", **kwargs):
    with pytest.raises(embargo.EmbargoRefused) as refused:
        embargo.instant(shown, zone=zone, now=NOW, **kwargs)
    return refused.value


@pytest.mark.parametrize(
    ("zone", "shown", "utc"),
    [
        ("Europe/Paris", wall("2026-07-14 09:30"), "2026-07-14T07:30:00+00:00"),
        ("Europe/Paris", wall("2026-12-01 09:30"), "2026-12-01T08:30:00+00:00"),
        ("America/Toronto", wall("2026-07-01 09:30"), "2026-07-01T13:30:00+00:00"),
        ("Asia/Kathmandu", wall("2026-07-01 09:30"), "2026-07-01T03:45:00+00:00"),
        ("UTC", wall("2026-07-01 09:30"), "2026-07-01T09:30:00+00:00"),
    ],
)
def test_a_wall_time_is_the_instant_of_its_zone(zone, shown, utc):
    found = embargo.instant(shown, zone=zone, now=NOW)

    assert found.isoformat() == utc


def test_an_hour_that_comes_twice_is_refused_with_both():
    twice = wall("2026-10-25 02:30")

    refused = refusal(twice)

    assert refused.rule == "ambiguous"
    assert [choice.isoformat() for choice in refused.choices] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
    ]
    for choice in refused.choices:
        offset = choice.utcoffset()
        picked = embargo.instant(twice, zone="Europe/Paris", now=NOW, offset=offset)
        assert picked == choice.astimezone(UTC)


def test_an_hour_that_is_skipped_is_refused_with_the_hours_around_it():
    refused = refusal(wall("2026-03-29 02:30"))

    assert refused.rule == "does-not-exist"
    assert [choice.isoformat() for choice in refused.choices] == [
        "2026-03-29T01:30:00+01:00",
        "2026-03-29T03:30:00+02:00",
    ]


@pytest.mark.parametrize(
    ("shown", "zone", "rule"),
    [
        (wall("2026-07-01 09:30:01"), "UTC", "not-a-whole-minute"),
        (wall("2026-07-01 09:30:00.000001"), "UTC", "not-a-whole-minute"),
        (wall("2026-01-01 00:00"), "UTC", "in-the-past"),
        (wall("2025-07-01 09:30"), "UTC", "in-the-past"),
        (wall("2026-07-01 09:30"), "Mars/Olympus", "unknown-zone"),
        (wall("2026-07-01 09:30"), "../../etc/passwd", "unknown-zone"),
        (wall("2026-07-01 09:30"), "Europe", "unknown-zone"),
        (wall("2026-07-01 09:30"), "", "unknown-zone"),
    ],
)
def test_an_instant_that_cannot_be_kept_is_refused(shown, zone, rule):
    assert refusal(shown, zone).rule == rule


@pytest.mark.parametrize(
    "zone",
    ["Europe/Paris", "America/Toronto", "Australia/Lord_Howe", "Africa/Casablanca"],
)
def test_every_half_hour_of_two_years_is_one_instant_or_a_question(zone):
    place = ZoneInfo(zone)
    shown = wall("2026-01-02 00:00")
    seen = set()
    while shown < wall("2028-01-01 00:00"):
        try:
            found = embargo.instant(shown, zone=zone, now=NOW)
        except embargo.EmbargoRefused as refused:
            assert refused.rule in {"ambiguous", "does-not-exist"}
            assert len(refused.choices) == 2
        else:
            assert found.astimezone(place).replace(tzinfo=None) == shown
            assert found not in seen
            seen.add(found)
        shown += timedelta(minutes=30)
    assert len(seen) > 34_000
