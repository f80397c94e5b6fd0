"""Promise: acts that come at once come one after the other, and none is lost."""

import os
from datetime import timedelta

import pytest
from django.db import connections

from press import audit, lifecycle, models
from tests import factories

NOTES = {"en": "A wrong figure.", "fr": "Un chiffre faux."}

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run acts in processes of their own, released together; a refusal is no error."""
    connections.close_all()
    reader, writer = os.pipe()
    children = []
    for act in acts:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.close(writer)
                os.read(reader, 1)
                act()
                code = 0
            except lifecycle.Refused:
                code = 2
            finally:
                os._exit(code)
        children.append(child)
    os.close(reader)
    os.close(writer)
    return sorted(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children)


def approving(made, room, clock, locale):
    by = room.users["approver"]
    return lambda: lifecycle.approve(made.release, locale, by=by, clock=clock)


def versions(made):
    rows = made.release.documents.order_by("version", "locale")
    return [(row.version, row.locale) for row in rows]


def test_two_approvers_of_two_editions_arm_one_version():
    room, clock = factories.newsroom(), factories.Clock()
    made = factories.draft(room)
    moment, by = clock() + timedelta(hours=1), room.users["approver"]
    lifecycle.set_embargo(made.release, moment, zone="UTC", by=by, clock=clock)

    codes = at_once(*(approving(made, room, clock, code) for code in ("en", "fr")))

    assert codes == [0, 0]
    assert versions(made) == [(1, "en"), (1, "fr")]
    assert made.release.events.count() == 2
    assert audit.broken_at() is None


def test_two_approvers_of_one_edition_give_one_approval():
    room, clock = factories.newsroom(), factories.Clock()
    made = factories.draft(room)

    codes = at_once(*(approving(made, room, clock, "en") for _twice in range(2)))

    assert codes == [0, 0]
    assert made.release.approvals.count() == 1
    assert made.release.slug_claims.count() == 1


def test_two_corrections_at_once_are_one_version():
    room, clock = factories.newsroom(), factories.Clock()
    made = factories.public(room, clock)
    clock.tick(minutes=1)
    factories.edited(made, room, "fr", lead="<p>Mieux.</p>")
    factories.approve(made, room, clock, "fr")

    def correct():
        lifecycle.correct(
            made.release,
            by=room.users["approver"],
            notes=NOTES,
            correction_class="fact",
            clock=clock,
        )

    codes = at_once(correct, correct)

    assert codes == [0, 2]
    assert versions(made) == [(1, "en"), (1, "fr"), (2, "en"), (2, "fr")]


def test_two_releases_that_claim_one_slug_at_once_leave_it_to_one():
    room, clock = factories.newsroom(), factories.Clock()
    rivals = [factories.draft(room, title="The same headline") for _two in range(2)]

    codes = at_once(*(approving(made, room, clock, "en") for made in rivals))

    assert codes == [0, 2]
    assert models.SlugClaim.objects.count() == 1
    assert models.Approval.objects.count() == 1


def test_a_lift_and_a_cancel_at_once_end_in_one_of_the_two():
    room, clock = factories.newsroom(), factories.Clock()
    made = factories.embargoed(room, clock)
    by = room.users["approver"]

    codes = at_once(
        lambda: lifecycle.lift_now(made.release, by=by, clock=clock),
        lambda: lifecycle.cancel_embargo(made.release, by=by, reason="No", clock=clock),
    )

    # Cancelled first, it is lifted from its approvals; lifted first, it stays out.
    assert codes in ([0, 0], [0, 2])
    assert versions(made) == [(1, "en"), (1, "fr")]
    assert {row.public_from for row in made.release.documents.all()} == {clock()}
    assert audit.broken_at() is None
