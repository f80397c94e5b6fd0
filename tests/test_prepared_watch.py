"""Promise: while one request reads the ledger, others know what was known just now."""

import threading
from datetime import UTC, datetime

import pytest

from press import ledger
from press.delivery.prepared import store, watch

AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
GUARD = 30
LONG_ENOUGH = 0.05


def test_a_reading_that_is_under_way_hides_nothing_that_was_known():
    seen_meanwhile = []

    def read(at):
        seen_meanwhile.append(watched.at)
        return ledger.Seen(1, at, None)

    watched = watch.Watch(store.Store(limit=0), epoch=AT.timestamp, read=read)
    watched.check()
    watched.check()

    assert seen_meanwhile == [None, AT]


def test_a_reading_that_fails_leaves_nothing_known():
    readings = [ledger.Seen(1, AT, None)]

    def read(at):
        return readings.pop()

    watched = watch.Watch(store.Store(limit=0), epoch=AT.timestamp, read=read)
    watched.check()
    with pytest.raises(IndexError):
        watched.check()

    assert watched.at is None


def test_a_clock_that_trembles_never_takes_a_lift_back():
    instants = [AT.timestamp(), AT.timestamp() - 0.5, AT.timestamp() - 90]

    watched = watch.Watch(
        store.Store(limit=0),
        epoch=lambda: instants.pop(0),
        read=lambda at: ledger.Seen(1, at, None),
    )
    found = [(watched.check(), watched.at, watched.changes) for _time in range(3)]

    assert [at for _epoch, at, _changes in found] == [
        AT,
        AT,
        datetime(2026, 3, 10, 8, 58, 30, tzinfo=UTC),
    ]
    assert [changes for _epoch, _at, changes in found] == [1, 1, 2]


class Paused:
    """A ledger whose second reading goes on when the test says so."""

    def __init__(self):
        self.readings, self.is_read = 0, threading.Event()
        self.go_on = threading.Event()

    def read(self, at):
        self.readings += 1
        if self.readings == 2:
            self.is_read.set()
            assert self.go_on.wait(GUARD)
        return ledger.Seen(self.readings, at, None)


def asked_while_one_reads(seconds, monkeypatch):
    """Return whether a request that comes then waits, and the readings it needs."""
    monkeypatch.setattr(ledger, "between", lambda *_: [])
    paused, clock = Paused(), [0.0]
    watched = watch.Watch(
        store.Store(limit=0),
        epoch=AT.timestamp,
        read=paused.read,
        monotonic=lambda: clock[0],
    )
    watched.check()
    clock[0] = seconds
    reader = threading.Thread(target=watched.now)
    reader.start()
    assert paused.is_read.wait(GUARD)
    other, has_asked = threading.Event(), threading.Event()

    def ask():
        has_asked.set()
        watched.now()
        other.set()

    asking = threading.Thread(target=ask)
    asking.start()
    assert has_asked.wait(GUARD)
    waits = not other.wait(LONG_ENOUGH if seconds > 0.05 else GUARD)
    paused.go_on.set()
    reader.join(GUARD)
    asking.join(GUARD)
    return waits, paused.readings


def test_while_one_reads_others_go_on_with_what_is_fresh(monkeypatch):
    assert asked_while_one_reads(0.04, monkeypatch) == (False, 2)


def test_after_a_pause_all_wait_for_the_one_who_reads(monkeypatch):
    assert asked_while_one_reads(0.3, monkeypatch) == (True, 2)
