"""Promise: at T it is public everywhere and in every language, with no worker alive.

Never before T by the database's clock; never one language without the other.
"""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from press import clock as press_clock
from press import lifecycle
from tests import factories
from tests.embargo import rooms, states, urls
from tests.embargo.canaries import folded
from tests.test_embargo import LOCALES, ask, whole

SECOND = timedelta(seconds=1)
GUARD = 30.0
# Our clock may run behind the database's by the length of one round trip to it.
ROUND_TRIP = timedelta(milliseconds=500)


def surfaces(secret):
    """Return one question to each surface that shows the secret once it is out."""
    found = {}
    for locale in LOCALES:
        for probe in urls.probes(secret, locale):
            if probe.shows and probe.method == "GET":
                found.setdefault((locale, probe.pattern), probe)
    return found


def shown(asked):
    """Return the surfaces that show what they are asked for."""
    return {
        surface
        for surface, probe in asked.items()
        if folded(probe.word) in folded(whole(ask(probe)))
    }


def files_open(secret):
    """Return how many of the secret's files answer."""
    asked = [probe for probe in urls.probes(secret, "en") if probe.kind == "file"]
    return sum(ask(probe).status_code == 200 for probe in asked), len(asked)


@pytest.mark.parametrize("correction", [False, True], ids=["release", "correction"])
def test_at_t_every_surface_shows_it_in_both_languages_with_no_worker(
    correction, pinned_clock, db
):
    secret = rooms.hide(pinned_clock)
    lift = states.lift_of(pinned_clock)
    reach = states.pending_correction if correction else states.embargoed
    reach(secret, lift)
    asked = surfaces(secret)

    pinned_clock.at = lift - timedelta(microseconds=1)
    before, files_before = shown(asked), files_open(secret)
    pinned_clock.at = lift
    after, files_after = shown(asked), files_open(secret)

    by_locale = {
        locale: {p for code, p in asked if code == locale} for locale in LOCALES
    }
    assert by_locale["en"] == by_locale["fr"]
    assert len(by_locale["en"]) >= 25
    assert before == set()
    assert after == set(asked)
    assert files_before == (0, 3)
    assert files_after == (3, 3)


def database_now():
    """Read the database's clock, past ours."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0]
    return datetime.fromtimestamp(time.time(), UTC)


def test_by_the_databases_clock_it_is_never_early_and_never_in_one_language(
    newsroom, settings
):
    made = factories.draft(newsroom, title="Lifted on time")
    factories.approve(made, newsroom, press_clock.now)
    start = press_clock.now()
    lift = start.replace(second=0, microsecond=0) + timedelta(minutes=2)
    by = newsroom.users["approver"]
    lifecycle.set_embargo(made.release, lift, zone="UTC", by=by, clock=press_clock.now)
    shift = lift - SECOND - press_clock.now()
    settings.NEWSROOM_CLOCK_SHIFT = shift.total_seconds()
    paths = {
        "en": "/en/releases/lifted-on-time-en/",
        "fr": "/fr/communiques/lifted-on-time-fr/",
    }
    history, ends = [], time.monotonic() + GUARD
    client = Client()

    while time.monotonic() < ends:
        for locale, path in paths.items():
            before = database_now() + shift
            is_out = client.get(path).status_code == 200
            history.append((locale, before, database_now() + shift, is_out))
        if history[-1][1] > lift + 2 * ROUND_TRIP:
            break

    early = [row for row in history if row[3] and row[2] < lift]
    late = [row for row in history if not row[3] and row[1] > lift + ROUND_TRIP]
    answers = [row[3] for row in history]
    assert early == late == []
    assert answers == sorted(answers)
    assert {False, True} == set(answers)
