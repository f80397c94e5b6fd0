"""Promise: while one request reads the ledger, others know what was known before."""

from datetime import UTC, datetime

import pytest

from press import ledger
from press.delivery.prepared import store, watch

AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


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
