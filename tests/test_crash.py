"""A process that is killed between two steps leaves a whole state behind."""

import os
import signal
from datetime import timedelta

import pytest
from django.db import connections

from press import audit, ledger, lifecycle, models, queries
from tests import factories

WRITES = ["write.document", "write.mentions", "write.event"]


def around(action, *between):
    return [
        f"{action}.before",
        f"{action}.locked",
        *between,
        f"{action}.before-commit",
        f"{action}.after-commit",
    ]


def prepare_approve(room, clock, **kwargs):
    made = factories.draft(room, **kwargs)
    lifecycle.set_embargo(
        made.release,
        clock() + timedelta(hours=1),
        zone="Europe/Paris",
        by=room.users["approver"],
        clock=clock,
    )
    lifecycle.approve(made.release, "en", by=room.users["approver"], clock=clock)
    return made


def prepare_correct(room, clock, **kwargs):
    made = factories.public(room, clock, **kwargs)
    clock.tick(minutes=1)
    for code in made.pages:
        factories.edited(made, room, code, lead=f"<p>Mended lead {code}.</p>")
        lifecycle.approve(made.release, code, by=room.users["approver"], clock=clock)
    return made


NOTES = {"en": "A wrong figure.", "fr": "Un chiffre faux."}
ACTS = {
    "approve": (
        prepare_approve,
        lambda made, **k: lifecycle.approve(made.release, "fr", **k),
        around("approve", "approve.claimed", "approve.approved", "arm.discarded")
        + WRITES,
    ),
    "set_embargo": (
        factories.approved,
        lambda made, clock, **k: lifecycle.set_embargo(
            made.release,
            clock() + timedelta(hours=2),
            zone="UTC",
            clock=clock,
            **k,
        ),
        around("set_embargo", "set_embargo.set", "arm.discarded") + WRITES,
    ),
    "cancel_embargo": (
        factories.embargoed,
        lambda made, **k: lifecycle.cancel_embargo(made.release, reason="No", **k),
        around("cancel_embargo", "cancel_embargo.discarded"),
    ),
    "lift_now": (
        factories.embargoed,
        lambda made, **k: lifecycle.lift_now(made.release, **k),
        around("lift_now", "lift_now.written"),
    ),
    "correct": (
        prepare_correct,
        lambda made, **k: lifecycle.correct(
            made.release, notes=NOTES, correction_class="fact", **k
        ),
        around("correct", "correct.discarded") + WRITES,
    ),
    "withdraw": (
        factories.public,
        lambda made, **k: lifecycle.withdraw(made.release, notes=NOTES, **k),
        around("withdraw", "withdraw.written"),
    ),
    "restore": (
        factories.withdrawn,
        lambda made, **k: lifecycle.restore(made.release, reason="Cleared", **k),
        around("restore", "restore.written") + WRITES,
    ),
    "erase": (
        factories.public,
        lambda made, **k: lifecycle.erase(made.release, reason="Court order", **k),
        around("erase", "erase.documents"),
    ),
}
CASES = [(act, point) for act, row in ACTS.items() for point in row[2]]


def state(made):
    """Return what is stored of a release, without what differs between twins."""
    release = models.Release.objects.get(pk=made.release.pk)
    rows = models.Document.objects.filter(release=release)
    return {
        "stage": release.stage,
        "embargo": release.embargo_at,
        "documents": sorted(
            (row.locale, row.version, row.public_from, row.mentions.count())
            for row in rows
        ),
        "approvals": sorted(
            release.approvals.values_list("locale", "reason", "lapsed_at")
        ),
        "slugs": sorted(release.slug_claims.values_list("locale", flat=True)),
        "withdrawals": sorted(
            release.withdrawals.values_list("withdrawn_at", "restored_at")
        ),
        "events": sorted(
            (event.kind, event.locale, event.version, event.deliveries.count())
            for event in release.events.all()
        ),
        "audit": sorted(
            models.AuditEntry.objects.filter(object_key=str(release.pk)).values_list(
                "action", "locale"
            )
        ),
    }


def killed(settings, point, act):
    """Run `act` in a child that dies at `point`; return the signal it died of."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        settings.NEWSROOM_FAILPOINT = point
        try:
            act()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "point"), CASES, ids=lambda value: str(value))
def test_a_kill_leaves_the_state_before_or_after_and_the_act_can_be_done_again(
    name, point, settings
):
    prepare, perform, _points = ACTS[name]
    room, clock = factories.newsroom(), factories.Clock()
    by = room.users["operator"]
    made = prepare(room, clock, title="The one that is killed")
    before = state(made)

    died = killed(settings, point, lambda: perform(made, by=by, clock=clock))

    found = state(made)
    is_done = point.endswith("after-commit")
    if not is_done:
        assert found == before
        perform(made, by=by, clock=clock)
    after = state(made)
    assert died == signal.SIGKILL
    assert after != before
    assert found == (after if is_done else before)
    assert audit.broken_at() is None
    assert whole(made, clock())


def whole(made, at):
    """Tell whether the release is public in all its locales, or in none."""
    locales = queries.documents(at=at).filter(release=made.release)
    return len(locales) in {0, 2}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["work.claimed", "work.delivered", "work.settled"])
def test_a_killed_worker_loses_no_delivery(point, settings):
    settings.NEWSROOM_CONSUMERS = {"log": "press.ledger.claim"}
    room, clock = factories.newsroom(), factories.Clock()
    factories.public(room, clock)
    told = []
    consumers = {"log": lambda event, *, at: told.append(event.pk)}

    died = killed(settings, point, lambda: ledger.work_one(consumers, clock=clock))
    clock.tick(minutes=2)
    while ledger.work_one(consumers, clock=clock):
        pass

    open_rows = models.Delivery.objects.filter(done_at=None)
    assert died == signal.SIGKILL
    assert list(open_rows) == []
    lost = set(models.Event.objects.values_list("pk", flat=True)) - set(told)
    assert len(lost) == (1 if point == "work.settled" else 0)
