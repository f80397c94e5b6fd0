"""Promise: every act is in the log with who, when and why, sealed, without text."""

import pytest

from press import audit, lifecycle, models
from tests import factories


def log_of(made):
    rows = models.AuditEntry.objects.filter(object_key=str(made.release.pk))
    return [
        (row.action, row.actor_name, row.locale, row.reason)
        for row in rows.order_by("pk")
    ]


def test_every_act_of_a_release_is_in_the_log(newsroom, clock):
    by, editor = newsroom.users["operator"], newsroom.users["editor"]
    made = factories.draft(newsroom, title="Canary", words="Canary")
    release = made.release
    notes = {"en": "A slip.", "fr": "Une coquille."}
    moment = clock.at.replace(hour=12)

    lifecycle.submit(release, by=editor, clock=clock)
    lifecycle.send_back(release, by=by, note="Too long.", clock=clock)
    factories.approve(made, newsroom, clock)
    lifecycle.set_embargo(release, moment, zone="UTC", by=by, clock=clock)
    lifecycle.cancel_embargo(release, by=by, reason="Not yet.", clock=clock)
    lifecycle.lift_now(release, by=by, clock=clock)
    factories.edited(made, newsroom, "fr", lead="<p>Autre.</p>")
    factories.approve(made, newsroom, clock, "fr")
    lifecycle.correct(
        release, by=by, notes=notes, correction_class="minor", clock=clock
    )
    lifecycle.withdraw(release, by=by, notes=notes, clock=clock)
    lifecycle.restore(release, by=by, reason="Cleared.", clock=clock)
    lifecycle.erase(release, by=by, reason="Order 7.", clock=clock)

    assert log_of(made) == [
        ("submit", "editor", "", ""),
        ("send_back", "operator", "", "Too long."),
        ("approve", "approver", "en", ""),
        ("approve", "approver", "fr", ""),
        ("set_embargo", "operator", "", "2026-03-10T12:00:00+00:00 UTC"),
        ("cancel_embargo", "operator", "", "Not yet."),
        ("lift_now", "operator", "", ""),
        ("approve", "approver", "fr", ""),
        ("correct", "operator", "", "minor: A slip."),
        ("withdraw", "operator", "", "A slip."),
        ("restore", "operator", "", "Cleared."),
        ("erase", "operator", "", "Order 7."),
    ]
    entries = models.AuditEntry.objects.filter(object_key=str(release.pk))
    assert {entry.at for entry in entries} == {clock()}
    assert not any("Canary" in str(vars(row)) for row in entries)
    assert audit.broken_at() is None


def test_a_refused_act_leaves_no_entry(newsroom, clock):
    made = factories.draft(newsroom)

    with pytest.raises(lifecycle.Refused):
        lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    with pytest.raises(lifecycle.Refused):
        lifecycle.approve(made.release, "en", by=newsroom.users["editor"], clock=clock)

    assert log_of(made) == []


@pytest.mark.parametrize("change", ["reason", "at", "removed"])
def test_an_entry_changed_or_removed_later_breaks_the_chain(newsroom, clock, change):
    factories.withdrawn(newsroom, clock)
    entries = models.AuditEntry.objects.filter(object_kind="release").order_by("pk")
    victim, follower = entries[1], entries[2]
    row = models.AuditEntry.objects.filter(pk=victim.pk)
    if change == "removed":
        row.delete()
    else:
        row.update(**{change: "Another" if change == "reason" else clock.tick(days=1)})

    assert audit.broken_at() == (follower if change == "removed" else victim)
