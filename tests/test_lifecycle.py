"""The states of a release: what each act does, and what it refuses."""

from datetime import timedelta

import pytest

from press import lifecycle, models, queries
from tests import factories


def locales_public(made, at):
    return sorted(
        queries.documents(at=at)
        .filter(release=made.release)
        .values_list("locale", flat=True)
    )


def test_an_embargoed_release_lifts_in_all_locales_at_one_instant(newsroom, clock):
    made = factories.embargoed(newsroom, clock)
    moment = made.release.embargo_at

    assert locales_public(made, moment - timedelta(seconds=1)) == []
    assert locales_public(made, moment) == ["en", "fr"]


def test_nothing_lifts_while_one_edition_is_not_approved(newsroom, clock):
    made = factories.draft(newsroom)
    lifecycle.approve(made.release, "en", by=newsroom.users["approver"], clock=clock)

    armed = lifecycle.set_embargo(
        made.release,
        clock() + timedelta(hours=1),
        zone="Europe/Paris",
        by=newsroom.users["approver"],
        clock=clock,
    )

    assert not armed
    assert locales_public(made, clock() + timedelta(days=1)) == []


def test_the_last_approval_arms_a_release_whose_embargo_is_set(newsroom, clock):
    made = factories.draft(newsroom)
    moment = clock() + timedelta(hours=1)
    lifecycle.set_embargo(
        made.release,
        moment,
        zone="Europe/Paris",
        by=newsroom.users["approver"],
        clock=clock,
    )

    for code in ("en", "fr"):
        lifecycle.approve(
            made.release, code, by=newsroom.users["approver"], clock=clock
        )

    assert locales_public(made, moment) == ["en", "fr"]


def test_an_edit_lapses_the_approval_and_those_of_the_translations(newsroom, clock):
    made = factories.approved(newsroom, clock)

    factories.edited(made, newsroom, "en", lead="<p>Another lead.</p>")

    reasons = dict(
        models.Approval.objects.filter(release=made.release).values_list(
            "locale", "reason"
        )
    )
    assert reasons == {"en": "edited", "fr": "source-edited"}


def test_a_source_edit_that_needs_no_translation_keeps_the_translations(
    newsroom, clock
):
    made = factories.approved(newsroom, clock)
    factories.edited(made, newsroom, "en", lead="<p>Another lead.</p>")

    lifecycle.approve(
        made.release,
        "en",
        by=newsroom.users["approver"],
        clock=clock,
        translation_unaffected=True,
    )

    held = models.Approval.objects.filter(release=made.release, lapsed_at=None)
    assert sorted(held.values_list("locale", flat=True)) == ["en", "fr"]


def test_who_edited_last_cannot_approve(newsroom, clock):
    made = factories.draft(newsroom, author=newsroom.users["approver"])

    with pytest.raises(lifecycle.Refused) as refused:
        lifecycle.approve(
            made.release, "en", by=newsroom.users["approver"], clock=clock
        )

    assert refused.value.rule == "own-edit"


def test_a_correction_is_a_new_version_in_every_locale(newsroom, clock):
    made = factories.corrected(newsroom, clock)

    rows = queries.documents(at=clock()).filter(release=made.release)

    assert [(row.locale, row.version) for row in rows] == [("en", 2), ("fr", 2)]
    assert {row.correction_note for row in rows} == {
        "A figure was wrong (en).",
        "A figure was wrong (fr).",
    }


def test_a_withdrawn_release_leaves_a_notice_and_comes_back_as_a_new_version(
    newsroom, clock
):
    made = factories.withdrawn(newsroom, clock)
    gone = queries.document(str(made.release.pk), locale="fr", at=clock())

    clock.tick(minutes=5)
    number = lifecycle.restore(
        made.release,
        by=newsroom.users["approver"],
        reason="Cleared up",
        clock=clock,
    )

    assert gone == queries.Gone(
        made.release.reference,
        clock() - timedelta(minutes=5),
        {
            "en": "Taken back (en).",
            "fr": "Taken back (fr).",
        },
    )
    assert number == 2
    assert locales_public(made, clock()) == ["en", "fr"]
