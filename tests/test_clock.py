"""Promise: our instants never run ahead of the database's clock, nor on without it."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection

from press import clock, ledger
from press.clock import StaleClock


@pytest.fixture
def unmeasured(monkeypatch):
    """A clock of a process that has just started."""
    monkeypatch.setattr(clock, "_offset", clock._Offset())


def database_now():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0]
    return datetime.fromtimestamp(time.time(), UTC)


def test_an_instant_lies_between_two_looks_at_the_clock_before_it(db, unmeasured):
    clock.measure()

    for _turn in range(200):
        found = clock.now()
        assert found <= database_now()


def test_under_the_ledger_lock_an_instant_follows_all_that_were_committed(
    db, unmeasured, monkeypatch
):
    before = clock.now()
    # The offset of a process that thinks it is a little later.
    clock._offset.value += 0.5
    ahead = clock.now()

    with ledger.locked():
        found = clock.now()

    assert before < found < ahead


def test_a_database_that_does_not_answer_stops_the_clock_after_five_seconds(
    db, unmeasured, monkeypatch
):
    clock.measure()

    def silent():
        raise DatabaseError

    monkeypatch.setattr(clock, "_database_epoch", silent)
    clock._offset.measured_at -= 4
    carried_on = clock.now()
    clock._offset.measured_at -= 4

    assert carried_on.tzinfo is UTC
    with pytest.raises(StaleClock):
        clock.now()


def test_a_clock_that_was_never_compared_opens_nothing(db, unmeasured, monkeypatch):
    def silent():
        raise DatabaseError

    monkeypatch.setattr(clock, "_database_epoch", silent)

    with pytest.raises(StaleClock):
        clock.now()


def test_the_shift_of_a_test_moves_it(db, unmeasured, settings):
    settings.NEWSROOM_CLOCK_SHIFT = 3600.0

    assert clock.now() - database_now() > timedelta(minutes=59)
