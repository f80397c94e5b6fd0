"""Promise: behind a cache that many share, a lift is on time and a removal is at once.

A real nginx and a real Varnish stand in front of the real server. They keep what the
answers allow, by their own clock: nothing is early, and no kept answer outlives T.
"""

import time
from datetime import timedelta
from typing import NamedTuple

import pytest

from press import clock, ledger, lifecycle
from press.delivery import purge
from tests import factories, proxies, searching, serving
from tests.embargo import rooms, states, urls
from tests.embargo.canaries import CANARIES, folded
from tests.test_embargo import LOCALES

MINUTE = timedelta(minutes=1)
# From the server's start to a whole minute of its clock: enough to start it, and
# to fill the cache; where it is not, T is a minute later.
AHEAD = 12.0
TO_FILL = 4.0
# A cache counts in whole seconds and keeps an answer to the end of its last one.
ROUNDED = 2.0
GUARD = 120.0


class Seen(NamedTuple):
    """One answer through the proxy; instants by the host's clock."""

    surface: tuple[str, str]
    asked_at: float
    told_at: float
    status: int
    is_out: bool
    was_kept: bool


@pytest.fixture
def secret(transactional_db):
    """What a secret needs around it, an hour old by the clock of the server."""
    return rooms.hide(factories.Clock(clock.now() - timedelta(hours=1)))


def surfaces(secret):
    """Return a question to each surface that shows the secret once it is out."""
    found = {}
    for locale in LOCALES:
        for probe in urls.probes(secret, locale):
            if probe.shows and probe.method == "GET":
                found.setdefault((locale, probe.pattern), probe)
    return found


def ask(proxy, surface, probe):
    """Put one question through the proxy."""
    asked_at = time.time()
    answer = proxy.ask(probe.path, **probe.headers)
    told_at = time.time()
    shown = folded(probe.word) in folded(answer.text)
    return Seen(
        surface, asked_at, told_at, answer.status, shown, was_kept(answer.headers)
    )


def was_kept(headers):
    """Tell whether the proxy answered by itself, as nginx or as Varnish says it."""
    by_varnish = len(headers.get("X-Varnish", "").split()) == 2
    return headers.get("X-Cache") == "HIT" or by_varnish


def watched(proxy, asked, *, until):
    """Ask every surface again and again; return what was seen."""
    seen, gives_up_at = [], time.monotonic() + GUARD
    while time.monotonic() < gives_up_at:
        is_last = time.time() > until
        seen += [ask(proxy, surface, probe) for surface, probe in asked.items()]
        if is_last:
            return seen
    pytest.fail(f"a round took {GUARD} seconds")


def shift_to(moment, *, ahead):
    """Return the shift of a clock for which a moment is some seconds ahead."""
    return (moment - clock.now()).total_seconds() - ahead


@pytest.mark.parametrize("kind", proxies.STARTED)
def test_no_kept_answer_shows_it_early_or_hides_it_late(kind, secret, tmp_path):
    states.approved(secret, clock.now())
    asked = surfaces(secret)
    lift = clock.now().replace(second=0, microsecond=0) + 10 * MINUTE
    shift = shift_to(lift, ahead=AHEAD)

    with (
        serving.newsroom(NEWSROOM_CLOCK_SHIFT=str(shift)) as server,
        proxies.STARTED[kind](server, tmp_path) as proxy,
    ):
        while lift.timestamp() - shift < time.time() + TO_FILL:
            lift += MINUTE
        states.embargo(secret, lift)
        lifts_at = lift.timestamp() - shift
        seen = watched(proxy, asked, until=lifts_at + ROUNDED)

    early = [row for row in seen if row.is_out and row.told_at < lifts_at]
    late = [row for row in seen if not row.is_out and row.asked_at > lifts_at + ROUNDED]
    assert early == late == []
    assert {row.surface for row in seen if row.is_out} == set(asked)
    # Kept answers were among them, before T and after: one that nothing was there too.
    before = [row for row in seen if row.was_kept and row.told_at < lifts_at]
    assert {row.status for row in before} >= {200, 404}
    assert [row for row in seen if row.was_kept and row.is_out]


def delivered_to(proxy, settings):
    """Let the worker tell the proxy what changed; return how often it did."""
    settings.NEWSROOM_PURGE_URL = proxy.url
    told = 0
    while ledger.work_one({"purge": purge.deliver}, clock=clock.now):
        told += 1
    return told


def test_what_is_withdrawn_is_gone_from_varnish_at_once(secret, tmp_path, settings):
    states.out(secret, clock.now())
    searching.deliver_all(clock.now)
    # Where changes are told, its id stays as that of something gone.
    asked = {
        surface: probe
        for surface, probe in surfaces(secret).items()
        if probe.shows in CANARIES
    }
    # The server's minute has just begun: what is kept now, is kept for long.
    shift = str(shift_to(clock.now().replace(second=0) + MINUTE, ahead=0))

    with (
        serving.newsroom(NEWSROOM_CLOCK_SHIFT=shift) as server,
        proxies.varnish(server, tmp_path) as proxy,
    ):
        settings.NEWSROOM_URL = server.url
        delivered_to(proxy, settings)
        for _time in range(2):
            before = [ask(proxy, *row) for row in asked.items()]
        lifecycle.withdraw(
            secret.release, by=secret.by, notes=states.NOTES, clock=clock.now
        )
        assert delivered_to(proxy, settings) > 0
        after = [ask(proxy, *row) for row in asked.items()]

    assert [row for row in before if not row.is_out or not row.was_kept] == []
    assert [row for row in after if row.is_out] == []
