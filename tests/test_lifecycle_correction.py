"""Promise: a correction is one new version in every language, or a hidden one."""

from datetime import timedelta

import pytest

from press import lifecycle, models, queries
from tests import factories

HOUR = timedelta(hours=1)
NOTES = {"en": "A figure was wrong.", "fr": "Un chiffre était faux."}


def correct(made, room, clock, **kwargs):
    return lifecycle.correct(
        made.release,
        by=room.users["approver"],
        clock=clock,
        **{"notes": NOTES, "correction_class": "fact"} | kwargs,
    )


def mended(room, clock, **values):
    """Return a public release whose mended editions are approved."""
    made = factories.public(room, clock)
    clock.tick(minutes=5)
    for code in made.pages:
        values = values or {"lead": "<p>Mended.</p>"}
        factories.edited(made, room, code, **values)
    factories.approve(made, room, clock)
    return made


def versions(made):
    rows = made.release.documents.order_by("version", "locale")
    return [(row.version, row.locale) for row in rows]


def refusal(act, *args, **kwargs):
    with pytest.raises(lifecycle.Refused) as refused:
        act(*args, **kwargs)
    return refused.value.rule


def test_a_correction_keeps_its_place_and_the_bytes_of_an_unchanged_language(
    newsroom, clock
):
    made = factories.public(newsroom, clock)
    lifted = clock()
    clock.tick(minutes=5)
    factories.edited(made, newsroom, "fr", lead="<p>Une coquille.</p>")
    factories.approve(made, newsroom, clock, "fr")

    number = correct(made, newsroom, clock)

    hashes = {
        (row.locale, row.version): (row.hash, row.lifted_at)
        for row in made.release.documents.all()
    }
    assert number == 2
    assert hashes["en", 2] == hashes["en", 1]
    assert hashes["fr", 2][0] != hashes["fr", 1][0]
    assert {at for _hash, at in hashes.values()} == {lifted}


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_a_hidden_correction_is_nowhere_before_its_instant(newsroom, clock, seconds):
    made = mended(newsroom, clock, title="Another headline", lead="<p>Mended.</p>")
    moment = clock() + HOUR
    correct(made, newsroom, clock, at=moment)
    at = moment + timedelta(seconds=seconds)
    is_out = seconds >= 0

    found = queries.document(str(made.release.pk), locale="en", at=at)
    by_old_slug = queries.by_slug("new-laboratory-opens-en", locale="en", at=at)
    by_new_slug = queries.by_slug("another-headline", locale="en", at=at)

    assert found.version == (2 if is_out else 1)
    assert by_old_slug == (queries.Moved(found) if is_out else found)
    assert by_new_slug == (found if is_out else None)
    assert (queries.version(str(made.release.pk), 2, locale="en", at=at) is None) == (
        not is_out
    )


def test_a_correction_now_cancels_the_hidden_one_and_takes_its_number(newsroom, clock):
    made = mended(newsroom, clock)
    correct(made, newsroom, clock, at=clock() + HOUR)
    clock.tick(minutes=1)

    number = correct(made, newsroom, clock)

    made.release.refresh_from_db()
    assert number == 2
    assert versions(made) == [(1, "en"), (1, "fr"), (2, "en"), (2, "fr")]
    assert made.release.embargo_at is None
    assert sorted(made.release.events.values_list("kind", "visible_at")) == [
        ("release.corrected", clock()),
        ("release.corrected", clock()),
        ("release.published", factories.NOW),
        ("release.published", factories.NOW),
    ]


def test_a_hidden_correction_moves_and_can_be_lifted_now(newsroom, clock):
    made = mended(newsroom, clock)
    correct(made, newsroom, clock, at=clock() + HOUR)
    by = newsroom.users["approver"]
    lifecycle.set_embargo(
        made.release, clock() + 2 * HOUR, zone="UTC", by=by, clock=clock
    )
    newest = queries.documents(at=clock() + HOUR).filter(release=made.release)
    assert {row.version for row in newest} == {1}

    lifecycle.lift_now(made.release, by=by, clock=clock)

    rows = queries.documents(at=clock()).filter(release=made.release)
    assert {(row.version, row.corrected_at, row.lifted_at) for row in rows} == {
        (2, clock(), factories.NOW)
    }


def test_a_cancelled_correction_leaves_what_is_public(newsroom, clock):
    made = mended(newsroom, clock)
    correct(made, newsroom, clock, at=clock() + HOUR)

    lifecycle.cancel_embargo(
        made.release, by=newsroom.users["approver"], reason="Wrong", clock=clock
    )

    assert versions(made) == [(1, "en"), (1, "fr")]
    assert refusal(
        lifecycle.cancel_embargo,
        made.release,
        by=newsroom.users["approver"],
        reason="Again",
        clock=clock,
    ) == ("no-embargo")


def test_a_correction_that_closes_earlier_versions_answers_gone_for_them(
    newsroom, clock
):
    made = mended(newsroom, clock)

    correct(made, newsroom, clock, close_earlier=True)

    key = str(made.release.pk)
    assert queries.version(key, 1, locale="en", at=clock()) == queries.Gone(
        made.release.reference, clock(), {}
    )
    assert queries.version(key, 2, locale="en", at=clock()).version == 2


def test_a_language_that_joined_is_corrected_with_the_others(newsroom, clock, settings):
    settings.NEWSROOM_REQUIRED_LOCALES = ["en"]
    made = factories.draft(newsroom)
    factories.approve(made, newsroom, clock, "en")
    by = newsroom.users["approver"]
    lifecycle.lift_now(made.release, by=by, clock=clock)
    clock.tick(minutes=1)
    factories.approve(made, newsroom, clock, "fr")
    lifecycle.join(made.release, "fr", by=by, clock=clock)
    clock.tick(minutes=1)
    factories.edited(made, newsroom, "en", lead="<p>Mended.</p>")
    factories.approve(made, newsroom, clock, "en")

    assert refusal(correct, made, newsroom, clock) == "not-approved"
    factories.approve(made, newsroom, clock, "fr")
    assert refusal(correct, made, newsroom, clock, notes={"en": "One."}) == "no-note"
    assert correct(made, newsroom, clock) == 2
    assert versions(made) == [(1, "en"), (1, "fr"), (2, "en"), (2, "fr")]


def test_no_language_joins_while_a_correction_waits(newsroom, clock, settings):
    settings.NEWSROOM_REQUIRED_LOCALES = ["en"]
    made = factories.draft(newsroom)
    factories.approve(made, newsroom, clock, "en")
    by = newsroom.users["approver"]
    lifecycle.lift_now(made.release, by=by, clock=clock)
    factories.edited(made, newsroom, "en", lead="<p>Mended.</p>")
    factories.approve(made, newsroom, clock)
    correct(made, newsroom, clock, notes={"en": "One."}, at=clock() + HOUR)

    rule = refusal(lifecycle.join, made.release, "fr", by=by, clock=clock)

    assert rule == "hidden-version"


def test_a_correction_is_refused_where_nothing_changed_or_nothing_is_public(
    newsroom, clock
):
    public = factories.public(newsroom, clock)
    hidden = factories.embargoed(newsroom, clock, title="Hidden")
    withdrawn = factories.withdrawn(newsroom, clock, title="Withdrawn")

    assert refusal(correct, public, newsroom, clock) == "nothing-changed"
    assert refusal(correct, hidden, newsroom, clock) == "not-public"
    assert refusal(correct, withdrawn, newsroom, clock) == "withdrawn"


def test_a_quote_taken_out_by_a_correction_is_gone_at_its_address(newsroom, clock):
    made = factories.public(newsroom, clock)
    key = str(made.quote)
    assert queries.quote(key, locale="en", at=clock()).document.version == 1
    clock.tick(minutes=5)
    for code in made.pages:
        page = made.pages[code]
        page.refresh_from_db()
        kept = [child for child in page.body.raw_data if child["type"] != "quote"]
        factories.edited(made, newsroom, code, body=kept)
    factories.approve(made, newsroom, clock)
    moment = clock() + HOUR

    correct(made, newsroom, clock, at=moment)

    before = queries.quote(key, locale="en", at=moment - timedelta(seconds=1))
    assert before.block["text"] == "Plain quote."
    assert queries.quote(key, locale="en", at=moment) == queries.Gone(
        made.release.reference, moment, {}
    )
    assert models.QuoteClaim.objects.get(pk=made.quote).release == made.release
