"""Promise: a process killed between any two steps leaves a whole state behind.

A child is forked, dies as by kill -9 at a named place, and what it left is read by
the parent: the state before the act or after it, never one between.
"""

import os
import random
import signal
import time
from datetime import timedelta

import pytest
from django.db import connections, transaction
from wagtail.models import Revision

from press import audit, ledger, lifecycle, models, queries, reconcile
from tests import factories

WRITES = ["write.document", "write.mentions", "write.event"]
NOTES = {"en": "A wrong figure.", "fr": "Un chiffre faux."}
HOUR = timedelta(hours=1)


def around(action, *between):
    return [
        f"{action}.before",
        f"{action}.locked",
        *between,
        f"{action}.before-commit",
        f"{action}.after-commit",
    ]


def half_approved(room, clock, **kwargs):
    """Return a release under embargo whose French edition waits for approval."""
    made = factories.draft(room, **kwargs)
    lifecycle.set_embargo(
        made.release, clock() + HOUR, zone="UTC", by=room.users["approver"], clock=clock
    )
    factories.approve(made, room, clock, "en")
    return made


def mended(room, clock, **kwargs):
    """Return a public release whose mended editions are approved."""
    made = factories.public(room, clock, **kwargs)
    clock.tick(minutes=1)
    for code in made.pages:
        factories.edited(made, room, code, lead=f"<p>Mended lead {code}.</p>")
    factories.approve(made, room, clock)
    return made


def joinable(room, clock, **kwargs):
    """Return a release public in English whose French edition is approved."""
    made = factories.draft(room, **kwargs)
    models.Release.objects.filter(pk=made.release.pk).update(required_locales=["en"])
    made.release.refresh_from_db()
    factories.approve(made, room, clock, "en")
    lifecycle.lift_now(made.release, by=room.users["approver"], clock=clock)
    factories.approve(made, room, clock, "fr")
    return made


def renamed(room, clock, **kwargs):
    """Return a public release whose speaker has another name, not yet published."""
    made = factories.public(room, clock, **kwargs)
    made.person.name = "Another Name"
    made.person.save()
    return made


def act(function, *args, **more):
    """Return the act as a function of a release, a person and a clock."""

    def perform(made, *, by, clock):
        kwargs = {
            name: value(clock) if callable(value) else value
            for name, value in more.items()
        }
        function(made.release, *args, by=by, clock=clock, **kwargs)

    return perform


ACTS = {
    "submit": (factories.draft, act(lifecycle.submit), around("submit")),
    "send_back": (
        factories.in_review,
        act(lifecycle.send_back, note="Mend it"),
        around("send_back"),
    ),
    "approve": (
        half_approved,
        act(lifecycle.approve, "fr"),
        around(
            "approve",
            "approve.claimed",
            "approve.approved",
            "arm.discarded",
            *WRITES,
        ),
    ),
    "set_embargo": (
        factories.approved,
        act(
            lifecycle.set_embargo,
            moment=lambda clock: clock() + 2 * HOUR,
            zone="UTC",
        ),
        around("set_embargo", "set_embargo.set", "arm.discarded", *WRITES),
    ),
    "move_embargo": (
        factories.embargoed,
        act(
            lifecycle.set_embargo,
            moment=lambda clock: clock() + 2 * HOUR,
            zone="UTC",
        ),
        around("set_embargo", "set_embargo.set"),
    ),
    "cancel_embargo": (
        factories.embargoed,
        act(lifecycle.cancel_embargo, reason="No"),
        around("cancel_embargo", "cancel_embargo.discarded"),
    ),
    "lift_now": (
        factories.embargoed,
        act(lifecycle.lift_now),
        around("lift_now", "lift_now.written"),
    ),
    "correct": (
        mended,
        act(lifecycle.correct, notes=NOTES, correction_class="fact"),
        around("correct", "correct.discarded", *WRITES),
    ),
    "correct_later": (
        mended,
        act(
            lifecycle.correct,
            notes=NOTES,
            correction_class="fact",
            at=lambda clock: clock() + HOUR,
        ),
        around("correct", "correct.discarded", *WRITES),
    ),
    "join": (joinable, act(lifecycle.join, "fr"), around("join", *WRITES)),
    "withdraw": (
        factories.public,
        act(lifecycle.withdraw, notes=NOTES),
        around("withdraw", "withdraw.written"),
    ),
    "restore": (
        factories.withdrawn,
        act(lifecycle.restore, reason="Cleared"),
        around("restore", "restore.written", *WRITES),
    ),
    "erase": (
        factories.public,
        act(lifecycle.erase, reason="Court order"),
        around("erase", "erase.documents", "erase.drafts"),
    ),
    "record": (
        renamed,
        lambda made, *, by, clock: lifecycle.record(made.person, by=by, clock=clock),
        [
            "record.before",
            "record.written",
            "record.before-commit",
            "record.after-commit",
        ],
    ),
}


def state(made):
    """Return all that is stored of a release and of its speaker, in order."""
    release = models.Release.objects.get(pk=made.release.pk)
    keys = {str(release.pk), str(made.person.translation_key)}
    return {
        "release": (release.stage, release.embargo_at, release.note),
        "documents": sorted(
            (row.locale, row.version, row.public_from, row.hash, row.mentions.count())
            for row in release.documents.all()
        ),
        "approvals": sorted(
            release.approvals.values_list("locale", "hash", "reason", "lapsed_at"),
            key=str,
        ),
        "slugs": sorted(release.slug_claims.values_list("locale", "slug")),
        "withdrawals": sorted(
            release.withdrawals.values_list("withdrawn_at", "restored_at"), key=str
        ),
        "events": sorted(
            (event.kind, event.locale, event.version, event.deliveries.count())
            for event in models.Event.objects.filter(release=release)
            | models.Event.objects.filter(key__in=keys)
        ),
        "records": sorted(
            models.Record.objects.filter(key__in=keys).values_list(
                "locale", "version", "hash"
            )
        ),
        "drafts": sorted(
            (page.locale_id, page.title, page.revisions.count())
            for page in models.ReleasePage.objects.filter(translation_key=release.pk)
        ),
        "audit": sorted(
            models.AuditEntry.objects.filter(object_key__in=keys).values_list(
                "action", "locale"
            )
        ),
    }


def forked(child):
    """Run `child` in a process of its own; return its id."""
    connections.close_all()
    process = os.fork()
    if process == 0:
        try:
            child()
        finally:
            os._exit(0)
    return process


def ended(process):
    """Wait for a child; return the signal that it died of, or 0."""
    _pid, status = os.waitpid(process, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def killed(settings, point, child):
    """Run `child` in a process that dies at `point`; return what it died of."""

    def run():
        settings.NEWSROOM_FAILPOINT = point
        child()

    return ended(forked(run))


def locales_at(made, at):
    """Return the locales in which the release is public."""
    rows = queries.documents(at=at).filter(release=made.release)
    return sorted(row.locale for row in rows)


def differences(clock):
    """Return what reconcile finds, beside the index, which no worker fed here."""
    return [found.rule for found in reconcile.differences(clock=clock)]


@pytest.fixture(autouse=True)
def one_consumer(settings):
    settings.NEWSROOM_CONSUMERS = {"log": "unused"}
    settings.NEWSROOM_RECONCILERS = {}


def prepared(name):
    """Return a release before its act, the act, the clock, and what it comes to."""
    prepare, perform, _points = ACTS[name]
    room, clock = factories.newsroom(), factories.Clock()
    made = prepare(room) if name == "submit" else prepare(room, clock)
    Revision.objects.update(created_at=clock())

    def done():
        perform(made, by=room.users["operator"], clock=clock)

    with transaction.atomic():
        done()
        after = state(made)
        transaction.set_rollback(True)
    return made, done, clock, after


def assert_whole(made, clock):
    """Hold that it is public in both languages or in none, and the log is sealed."""
    in_english_only = "en" in made.release.required_locales[-1:]
    for at in (clock(), clock() + 3 * HOUR):
        count = len(locales_at(made, at))
        assert count in ({1, 2} if in_english_only else {0, 2})
    assert audit.broken_at() is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ACTS)
def test_a_kill_leaves_the_state_before_or_after_and_the_act_can_be_done_again(
    name, settings
):
    made, done, clock, after = prepared(name)
    before = state(made)
    *until_commit, after_commit = ACTS[name][2]

    for point in until_commit:
        assert (point, killed(settings, point, done)) == (point, signal.SIGKILL)
        assert state(made) == before
    assert_whole(made, clock)
    assert differences(clock) == (["record-behind"] if name == "record" else [])
    assert killed(settings, after_commit, done) == signal.SIGKILL

    assert after != before
    assert state(made) == after
    assert_whole(made, clock)
    assert differences(clock) == []
    assert differences(clock) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["work.claimed", "work.delivered", "work.settled"])
def test_a_killed_worker_loses_no_delivery_and_the_next_goes_on_after_the_lease(
    point, settings
):
    room, clock = factories.newsroom(), factories.Clock()
    made = factories.public(room, clock)
    models.Event.objects.filter(release=None).delete()
    told = []
    consumers = {"log": lambda event, *, at: told.append(event.pk)}

    died = killed(settings, point, lambda: ledger.work_one(consumers, clock=clock))
    while ledger.work_one(consumers, clock=clock):
        pass
    in_the_meantime = len(told)
    clock.tick(seconds=ledger.LEASE.total_seconds())
    while ledger.work_one(consumers, clock=clock):
        pass

    is_settled = point == "work.settled"
    all_events = set(made.release.events.values_list("pk", flat=True))
    assert died == signal.SIGKILL
    assert in_the_meantime == 1
    assert len(told) == len(set(told)) == (1 if is_settled else 2)
    assert set(told) <= all_events
    assert len(all_events) == 2
    assert not models.Delivery.objects.filter(done_at=None).exists()
    assert differences(clock) == []


@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_tell_each_event_once(tmp_path):
    room, clock = factories.newsroom(), factories.Clock()
    for number in range(3):
        factories.public(room, clock, title=f"Number {number}")
    models.Event.objects.filter(release=None).delete()
    expected = sorted(str(event.pk) for event in models.Event.objects.all())

    def consumer(event, *, at):
        # An append of one short line is one write: lines of workers do not mix.
        with (tmp_path / "told").open("a") as told:
            told.write(f"{event.pk}\n")

    def work():
        while ledger.work_one({"log": consumer}, clock=clock):
            pass

    workers = [forked(work) for _number in range(3)]
    assert [ended(worker) for worker in workers] == [0, 0, 0]

    assert sorted((tmp_path / "told").read_text().splitlines()) == expected
    assert len(expected) == 6


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(1000))
def test_a_kill_at_any_moment_loses_and_doubles_nothing(seed, settings):
    chance = random.Random(seed)
    made, done, clock, after = prepared(chance.choice(sorted(ACTS)))
    before = state(made)

    child = forked(done)
    time.sleep(chance.random() * 0.12)
    os.kill(child, signal.SIGKILL)
    died = ended(child)

    found = state(made)
    if found == before:
        done()
    assert died in {0, signal.SIGKILL}
    assert found in (before, after)
    assert state(made) == after
    assert_whole(made, clock)
    assert differences(clock) == []
