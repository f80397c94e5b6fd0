"""Promise: an embargo lifts what was approved, at its instant, or nothing at all."""

from datetime import timedelta

import pytest

from press import lifecycle, models, queries
from tests import factories

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def embargo(made, room, clock, moment):
    return lifecycle.set_embargo(
        made.release,
        moment,
        zone="Europe/Paris",
        by=room.users["approver"],
        clock=clock,
    )


def leads(made, at):
    rows = queries.documents(at=at).filter(release=made.release)
    return {row.locale: row.body["lead"]["text"] for row in rows}


def refusal(act, *args, **kwargs):
    with pytest.raises(lifecycle.Refused) as refused:
        act(*args, **kwargs)
    return refused.value.rule


def test_an_embargo_that_passes_before_the_last_approval_lifts_nothing(newsroom, clock):
    made = factories.draft(newsroom)
    moment = clock() + 5 * MINUTE
    embargo(made, newsroom, clock, moment)
    factories.approve(made, newsroom, clock, "en")
    clock.tick(minutes=6)

    factories.approve(made, newsroom, clock, "fr")

    made.release.refresh_from_db()
    assert made.release.embargo_at == moment
    assert leads(made, clock() + timedelta(days=30)) == {}
    assert embargo(made, newsroom, clock, clock() + MINUTE) is True
    assert sorted(leads(made, clock() + MINUTE)) == ["en", "fr"]


def test_an_edit_under_embargo_changes_nothing_of_what_lifts(newsroom, clock):
    made = factories.embargoed(newsroom, clock)

    factories.edited(made, newsroom, "en", lead="<p>Not approved.</p>")

    assert leads(made, made.release.embargo_at) == {
        "en": "Plain lead in en.",
        "fr": "Plain lead in fr.",
    }
    held = made.release.approvals.filter(lapsed_at=None)
    assert list(held) == []


def test_under_embargo_a_new_text_lifts_once_it_is_approved_in_every_language(
    newsroom, clock
):
    made = factories.embargoed(newsroom, clock)
    moment = made.release.embargo_at
    for code in made.pages:
        factories.edited(made, newsroom, code, lead=f"<p>New in {code}.</p>")

    factories.approve(made, newsroom, clock, "en")
    half = leads(made, moment)
    factories.approve(made, newsroom, clock, "fr")

    assert half == {"en": "Plain lead in en.", "fr": "Plain lead in fr."}
    assert leads(made, moment) == {"en": "New in en.", "fr": "New in fr."}
    assert leads(made, moment - SECOND) == {}
    assert made.release.documents.count() == 2
    assert made.release.events.count() == 2


def test_a_moved_embargo_moves_every_language_with_its_bytes_and_events(
    newsroom, clock
):
    made = factories.embargoed(newsroom, clock)
    earlier, later = made.release.embargo_at, clock() + timedelta(hours=3)
    before = set(made.release.documents.values_list("locale", "hash"))

    embargo(made, newsroom, clock, later)

    rows = models.Document.objects.filter(release=made.release)
    assert set(rows.values_list("locale", "hash")) == before
    assert {row.public_from for row in rows} == {row.lifted_at for row in rows}
    assert {row.public_from for row in rows} == {later}
    assert {event.visible_at for event in made.release.events.all()} == {later}
    tries = models.Delivery.objects.filter(event__release=made.release)
    assert {row.next_try for row in tries} == {later}
    assert leads(made, earlier) == {}


def test_a_cancelled_embargo_leaves_no_version_no_event_and_the_approvals(
    newsroom, clock
):
    made = factories.embargoed(newsroom, clock)

    lifecycle.cancel_embargo(
        made.release, by=newsroom.users["approver"], reason="Not yet", clock=clock
    )

    made.release.refresh_from_db()
    assert made.release.embargo_at is None
    assert list(made.release.documents.all()) == []
    assert list(made.release.events.all()) == []
    assert made.release.approvals.filter(lapsed_at=None).count() == 2


@pytest.mark.parametrize(
    ("ahead", "rule"),
    [
        (timedelta(0), "in-the-past"),
        (-MINUTE, "in-the-past"),
        (MINUTE + SECOND, "not-a-whole-minute"),
        (timedelta(minutes=1, microseconds=1), "not-a-whole-minute"),
    ],
)
def test_an_embargo_is_a_whole_minute_to_come(newsroom, clock, ahead, rule):
    made = factories.approved(newsroom, clock)

    assert refusal(embargo, made, newsroom, clock, clock() + ahead) == rule


def test_at_its_instant_it_is_public_and_no_longer_movable(newsroom, clock):
    made = factories.embargoed(newsroom, clock)
    clock.at = made.release.embargo_at
    later = clock() + timedelta(hours=1)
    by = newsroom.users["approver"]

    assert refusal(embargo, made, newsroom, clock, later) == "already-public"
    assert (
        refusal(lifecycle.cancel_embargo, made.release, by=by, reason="No", clock=clock)
        == "already-public"
    )
    assert sorted(leads(made, clock())) == ["en", "fr"]


def test_the_source_is_required_whatever_the_list_says(newsroom, clock):
    made = factories.draft(newsroom)
    models.Release.objects.filter(pk=made.release.pk).update(required_locales=["fr"])
    factories.approve(made, newsroom, clock, "fr")
    by = newsroom.users["approver"]

    assert refusal(lifecycle.lift_now, made.release, by=by, clock=clock) == (
        "not-approved"
    )


def test_a_language_that_no_release_requires_may_come_later(newsroom, clock, settings):
    settings.NEWSROOM_REQUIRED_LOCALES = ["en"]
    made = factories.draft(newsroom)
    factories.approve(made, newsroom, clock, "en")
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    assert sorted(leads(made, clock())) == ["en"]
    factories.approve(made, newsroom, clock, "fr")
    moment = clock() + 5 * MINUTE

    lifecycle.join(
        made.release, "fr", by=newsroom.users["approver"], at=moment, clock=clock
    )

    rows = made.release.documents.order_by("locale")
    assert [(row.locale, row.version, row.lifted_at) for row in rows] == [
        ("en", 1, clock()),
        ("fr", 1, moment),
    ]
    assert sorted(leads(made, moment - SECOND)) == ["en"]
    assert sorted(leads(made, moment)) == ["en", "fr"]


@pytest.mark.parametrize("act", ["correct", "join"])
def test_a_later_instant_of_any_act_is_a_whole_minute(newsroom, clock, settings, act):
    settings.NEWSROOM_REQUIRED_LOCALES = ["en"]
    made = factories.public(newsroom, clock, locales=("en",))
    by, at = newsroom.users["approver"], clock() + timedelta(seconds=90)
    kwargs = {"by": by, "at": at, "clock": clock}
    if act == "correct":
        factories.edited(made, newsroom, "en", lead="<p>Mended.</p>")
        factories.approve(made, newsroom, clock, "en")
        notes = {"en": "A slip."}
        rule = refusal(
            lifecycle.correct,
            made.release,
            notes=notes,
            correction_class="minor",
            **kwargs,
        )
    else:
        other = factories.draft(newsroom, title="Of another day")
        french = other.pages["fr"]
        french.translation_key = made.release.pk
        french.save_draft(user=newsroom.users["editor"])
        factories.approve(made, newsroom, clock, "fr")
        rule = refusal(lifecycle.join, made.release, "fr", **kwargs)

    assert rule == "not-a-whole-minute"
