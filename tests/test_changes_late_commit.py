"""Promise: who follows the changes misses none, however late its writer commits.

The writer is a process of its own. It reads its clock under the ledger's lock, writes,
and commits only when it is told to; meanwhile something lifts, and is read.
"""

import os
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connections

from press import changes, ledger, lifecycle
from tests import factories, replaying

pytestmark = pytest.mark.django_db(transaction=True)
LIFT = factories.NOW + timedelta(hours=1)


@pytest.fixture
def clock(pinned_clock):
    """Views read the clock that the test moves."""
    return pinned_clock


@pytest.fixture
def impatient(monkeypatch):
    """A reader waits for a writer no longer than the test has to."""
    monkeypatch.setattr(changes, "LONGEST_WAIT_MS", 50)


@contextmanager
def held_back(act):
    """Run an act in a process that commits when the block ends."""
    connections.close_all()
    written, has_written = os.pipe()
    may_commit, commit = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with ledger.locked():
                act()
                os.write(has_written, b"x")
                os.read(may_commit, 1)
            code = 0
        finally:
            os._exit(code)
    os.read(written, 1)
    try:
        yield
    finally:
        os.write(commit, b"x")
        _child, status = os.waitpid(child, 0)
        for end in (written, has_written, may_commit, commit):
            os.close(end)
    assert os.waitstatus_to_exitcode(status) == 0


def releases(told):
    return [item["id"] for item in told if item["type"] == "release"]


def test_an_act_that_commits_after_a_later_lift_was_read_is_told(
    clock, client, impatient
):
    room = factories.newsroom()
    lifted = factories.embargoed(room, clock, title="Lifted", moment=LIFT)
    acted = factories.approved(room, clock, title="Acted", words="Acted")
    early = factories.Clock(LIFT - timedelta(seconds=1))
    reader = replaying.Reader(client)

    def lift_now():
        lifecycle.lift_now(acted.release, by=room.users["approver"], clock=early)

    with held_back(lift_now):
        clock.at = LIFT + timedelta(seconds=30)
        while_open = reader.poll()
    told = reader.poll()
    clock.tick(seconds=30)
    at_last = reader.poll()

    assert releases(while_open) == [str(lifted.release.pk)] * 2
    assert releases(told) == [str(acted.release.pk)] * 2 + [str(lifted.release.pk)] * 2
    assert at_last == []
    assert reader.held == replaying.listed(client, "en", "fr")


def test_an_embargo_that_commits_after_its_own_instant_is_told(
    clock, client, impatient
):
    room = factories.newsroom()
    lifted = factories.embargoed(room, clock, title="Lifted", moment=LIFT)
    late = factories.approved(room, clock, title="Late", words="Late")
    early = factories.Clock(LIFT - timedelta(seconds=1))
    reader = replaying.Reader(client)

    def embargo():
        by = room.users["approver"]
        lifecycle.set_embargo(late.release, LIFT, zone="UTC", by=by, clock=early)

    with held_back(embargo):
        clock.at = LIFT + timedelta(seconds=30)
        while_open = reader.poll()
    reader.poll()

    assert releases(while_open) == [str(lifted.release.pk)] * 2
    assert ("release", str(late.release.pk), "en") in reader.held
    assert reader.held == replaying.listed(client, "en", "fr")


def test_a_reader_in_small_parts_misses_nothing_either(clock, client, impatient):
    room = factories.newsroom()
    for number in range(3):
        factories.embargoed(
            room, clock, title=f"N {number}", words=f"N {number}", moment=LIFT
        )
    acted = factories.approved(room, clock, title="Acted", words="Acted")
    early = factories.Clock(LIFT - timedelta(seconds=1))
    reader = replaying.Reader(client, "/api/v1/changes?limit=1")

    def lift_now():
        lifecycle.lift_now(acted.release, by=room.users["approver"], clock=early)

    with held_back(lift_now):
        clock.at = LIFT + timedelta(seconds=30)
        first = client.get(reader.path).json()
        second = client.get(first["next"].removeprefix(replaying.URL)).json()
        reader.path = second["next"].removeprefix(replaying.URL)
    reader.poll()
    reader.poll()

    assert (first["more"], second["more"]) == (True, True)
    assert ("release", str(acted.release.pk), "en") in reader.held


def test_a_reader_waits_for_a_writer_who_commits_in_time(clock, client):
    room = factories.newsroom()
    lifted = factories.embargoed(room, clock, title="Lifted", moment=LIFT)
    acted = factories.approved(room, clock, title="Acted", words="Acted")
    early = factories.Clock(LIFT - timedelta(seconds=1))
    reader = replaying.Reader(client)
    clock.at = LIFT + timedelta(seconds=30)

    def lift_now():
        lifecycle.lift_now(acted.release, by=room.users["approver"], clock=early)

    def poll():
        reader.poll()
        connections.close_all()

    with held_back(lift_now):
        polling = threading.Thread(target=poll)
        polling.start()
    polling.join(timeout=30)
    first, again = list(reader.seen), reader.poll()

    ids = [str(acted.release.pk)] * 2 + [str(lifted.release.pk)] * 2
    assert releases(first) == ids
    assert again == []


def test_what_has_just_happened_is_told_once_more(clock, client):
    room = factories.newsroom()
    factories.public(room, clock)
    clock.tick(seconds=1)
    reader = replaying.Reader(client)

    first, again = reader.poll(), reader.poll()
    clock.tick(seconds=1)
    last, nothing = reader.poll(), reader.poll()

    assert first == again == last
    assert nothing == []
