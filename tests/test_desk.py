"""Promise: an editor reads on one panel where a release stands, and acts from there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from press import clock as clocks
from press import lifecycle, models, queries
from tests import desk_browsing as desk
from tests import factories


@pytest.fixture(autouse=True)
def now(clock, monkeypatch):
    """The desk's own clock stands where the test's does."""
    monkeypatch.setattr(clocks, "now", clock)
    return clock


@pytest.fixture
def as_(client):
    """Returns a function that signs a user in and gives the client."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def public(made, at):
    rows = queries.documents(at=at).filter(release=made.release)
    return sorted(rows.values_list("locale", flat=True))


def test_a_release_goes_from_draft_to_embargo_through_the_desk(newsroom, as_, now):
    made = factories.draft(newsroom)
    editor = as_(newsroom.users["editor"])
    said = desk.told(editor, desk.press(editor, desk.act_url(made, "submit")))
    approver = as_(newsroom.users["approver"])
    for locale in ("en", "fr"):
        url = desk.act_url(made, "approve", locale)
        said += desk.told(approver, desk.press(approver, url))
    sent = desk.press(
        approver,
        desk.act_url(made, "set-embargo"),
        day="2026-03-10",
        hour="12:30",
        zone="Europe/Paris",
    )
    said += desk.told(approver, sent)

    moment = datetime(2026, 3, 10, 11, 30, tzinfo=UTC)
    assert said == [
        "Submitted for review.",
        "English: Approved.",
        "French: Approved.",
        "The embargo is set.",
    ]
    assert public(made, moment - timedelta(seconds=1)) == []
    assert public(made, moment) == ["en", "fr"]
    panel = desk.words(approver.get(desk.edit_url(made)))
    assert "Under embargo until 10 March 2026, 12:30 Europe/Paris (11:30 UTC)" in panel


def test_the_panel_offers_what_this_user_may_do_now(newsroom, as_, now):
    made = factories.in_review(newsroom, now)
    offered = {}
    for role in ("editor", "approver", "operator"):
        page = as_(newsroom.users[role]).get(desk.edit_url(made))
        text = desk.words(page)
        offered[role] = [
            action
            for action in ("submit", "send-back", "set-embargo", "lift-now", "withdraw")
            if desk.act_url(made, action) in text
        ]
        offered[role] += [
            f"approve {code}"
            for code in ("en", "fr")
            if desk.act_url(made, "approve", code) in text
        ]

    approving = ["send-back", "set-embargo", "approve en", "approve fr"]
    assert offered == {"editor": [], "approver": approving, "operator": approving}


def test_who_edited_last_is_told_that_another_approves(newsroom, as_, now):
    approver = newsroom.users["approver"]
    made = factories.draft(newsroom, author=approver)

    page = desk.words(as_(approver).get(desk.edit_url(made)))

    assert desk.act_url(made, "approve", "en") not in page
    assert "You edited it last: another person approves it." in page


def test_what_stops_an_approval_is_listed_with_the_way_to_it(newsroom, as_, now):
    made = factories.draft(newsroom)
    page = made.pages["en"]
    page.refresh_from_db()
    page.lead = ""
    page.body[2].value["boilerplate"] = None
    page.save_draft(user=newsroom.users["editor"])
    approver = as_(newsroom.users["approver"])

    answer = approver.get(desk.act_url(made, "approve", "en"))

    found = {row.message: row.url for row in answer.context["findings"]}
    assert found["The lead is empty."] == desk.edit_url(made)
    block = f"#block-{page.body[2].id}-section"
    assert found["An About block is empty."] == desk.edit_url(made) + block
    assert not answer.context["can_press"]
    assert models.Approval.objects.count() == 0


def test_an_edit_after_approval_shows_as_changes_not_approved(newsroom, as_, now):
    made = factories.approved(newsroom, now)
    factories.edited(made, newsroom, "en", lead="<p>Another lead.</p>")

    page = desk.words(as_(newsroom.users["approver"]).get(desk.edit_url(made)))

    assert "English: Changes not approved" in page
    assert "French: The original changed: approve it again" in page


def test_an_edit_that_needs_no_translation_is_asked_about(newsroom, as_, now):
    made = factories.approved(newsroom, now)
    factories.edited(made, newsroom, "en", lead="<p>Another lead.</p>")
    approver = as_(newsroom.users["approver"])

    sent = desk.press(
        approver, desk.act_url(made, "approve", "en"), translation_unaffected="on"
    )

    assert sent.status_code == 302
    held = models.Approval.objects.filter(release=made.release, lapsed_at=None)
    assert sorted(held.values_list("locale", flat=True)) == ["en", "fr"]


def test_what_was_read_is_what_is_approved(newsroom, as_, now):
    made = factories.draft(newsroom)
    approver = as_(newsroom.users["approver"])
    url = desk.act_url(made, "approve", "en")
    opened = approver.get(url)
    factories.edited(made, newsroom, "en", lead="<p>Slipped in since.</p>")

    sent = approver.post(url, desk.sent_from(opened))

    assert sent.status_code == 200
    assert "It has changed since you opened this page." in desk.words(sent)
    assert models.Approval.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "hour", "zone", "message"),
    [
        ("2026-03-10", "09:59", "Europe/Paris", "This instant has passed"),
        ("2026-03-29", "02:30", "Europe/Paris", "The clocks go forward"),
        ("2026-10-25", "02:30", "Europe/Paris", "The clocks go back"),
        ("2026-03-10", "12:30:20", "Europe/Paris", "An embargo falls on a whole"),
        ("2026-03-10", "12:30", "Europe/Atlantis", "Select a valid choice"),
        ("2026-02-30", "12:30", "Europe/Paris", "Enter a valid date"),
    ],
)
def test_an_instant_that_cannot_be_is_refused_in_words(
    newsroom, as_, now, day, hour, zone, message
):
    made = factories.approved(newsroom, now)
    approver = as_(newsroom.users["approver"])
    url = desk.act_url(made, "set-embargo")

    sent = desk.press(approver, url, day=day, hour=hour, zone=zone)

    made.release.refresh_from_db()
    assert sent.status_code == 200
    assert message in desk.words(sent)
    assert made.release.embargo_at is None
    assert models.Document.objects.count() == 0


def test_the_hour_that_comes_twice_is_chosen_by_the_editor(newsroom, as_, now):
    made = factories.approved(newsroom, now)
    approver = as_(newsroom.users["approver"])
    url = desk.act_url(made, "set-embargo")
    wall = {"day": "2026-10-25", "hour": "02:30", "zone": "Europe/Paris"}
    asked = desk.press(approver, url, **wall)
    choices = asked.context["form"].fields["which"].widget.choices

    sent = desk.press(approver, url, **wall, which=choices[1][0])

    made.release.refresh_from_db()
    assert [value for value, _name in choices] == ["120", "60"]
    assert sent.status_code == 302
    assert made.release.embargo_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_second_click_says_so_and_does_nothing_twice(newsroom, as_, now):
    made = factories.public(newsroom, now)
    now.tick(minutes=5)
    for code in made.pages:
        factories.edited(made, newsroom, code, lead=f"<p>Corrected in {code}.</p>")
        lifecycle.approve(made.release, code, by=newsroom.users["approver"], clock=now)
    approver = as_(newsroom.users["approver"])
    url = desk.act_url(made, "correct")
    data = desk.sent_from(approver.get(url)) | {
        "correction_class": "fact",
        "note_en": "A figure was wrong.",
        "note_fr": "Un chiffre était faux.",
        "close_earlier": "on",
        "zone": "Europe/Paris",
    }

    first, second = approver.post(url, data), approver.post(url, data)

    assert (first.status_code, second.status_code) == (302, 200)
    assert "It has changed since you opened this page." in desk.words(second)
    versions = models.Document.objects.filter(release=made.release, locale="en")
    assert sorted(versions.values_list("version", flat=True)) == [1, 2]


def test_a_release_is_withdrawn_restored_and_erased(newsroom, as_, now):
    made = factories.public(newsroom, now)
    operator = as_(newsroom.users["operator"])
    states = []

    def state():
        page = desk.words(operator.get(desk.edit_url(made)))
        names = ("Withdrawn on", "Public since", "Erased")
        return next((name for name in names if name in page), "")

    for action, data in [
        ("withdraw", {"note_en": "Taken back.", "note_fr": "Retiré."}),
        ("restore", {"note": "It was right."}),
        ("erase", {"note": "A private detail.", "reference": made.release.reference}),
    ]:
        now.tick(minutes=5)
        url = desk.act_url(made, action)
        assert desk.press(operator, url, **data).status_code == 302
        states.append(state())

    assert states == ["Withdrawn on", "Public since", "Erased"]


def test_erasing_asks_for_the_reference(newsroom, as_, now):
    made = factories.public(newsroom, now)
    operator = as_(newsroom.users["operator"])

    sent = desk.press(
        operator, desk.act_url(made, "erase"), note="Why", reference="PR-OTHER"
    )

    assert "This is not the reference." in desk.words(sent)
    assert public(made, now()) == ["en", "fr"]


def test_the_embargo_moves_is_cancelled_and_lifts_by_hand(newsroom, as_, now):
    made = factories.embargoed(newsroom, now)
    approver = as_(newsroom.users["approver"])
    moved = desk.press(
        approver,
        desk.act_url(made, "set-embargo"),
        day="2026-03-11",
        hour="08:00",
        zone="Asia/Tokyo",
    )
    made.release.refresh_from_db()
    after_move = (made.release.embargo_at, made.release.zone)
    cancelled = desk.press(
        approver, desk.act_url(made, "cancel-embargo"), note="Partner not ready"
    )
    after_cancel = models.Document.objects.count()
    lifted = desk.press(approver, desk.act_url(made, "lift-now"))

    assert [moved.status_code, cancelled.status_code, lifted.status_code] == [302] * 3
    assert after_move == (datetime(2026, 3, 10, 23, 0, tzinfo=UTC), "Asia/Tokyo")
    assert after_cancel == 0
    assert public(made, now()) == ["en", "fr"]


def test_a_language_that_comes_later_joins(newsroom, as_, now):
    made = factories.draft(newsroom)
    made.release.required_locales = ["en"]
    made.release.save()
    approver = newsroom.users["approver"]
    lifecycle.approve(made.release, "en", by=approver, clock=now)
    lifecycle.lift_now(made.release, by=approver, clock=now)
    lifecycle.approve(made.release, "fr", by=approver, clock=now)
    client = as_(approver)

    sent = desk.press(
        client, desk.act_url(made, "join", "fr"), zone="Europe/Paris", day="", hour=""
    )

    assert sent.status_code == 302, desk.words(sent)
    assert public(made, now()) == ["en", "fr"]


def test_an_act_that_makes_no_sense_now_says_so(newsroom, as_, now):
    made = factories.public(newsroom, now)
    approver = as_(newsroom.users["approver"])
    answers = {}
    for action in ("set-embargo", "cancel-embargo", "lift-now", "restore", "send-back"):
        url = desk.act_url(made, action)
        opened, sent = approver.get(url), approver.post(url, {"seal": "x"})
        answers[action] = (opened.status_code, sent.status_code)
        assert "This cannot be done where the release stands now." in desk.words(sent)

    assert set(answers.values()) == {(200, 200)}


def test_asking_changes_nothing(newsroom, as_, now):
    made = factories.embargoed(newsroom, now)
    operator = as_(newsroom.users["operator"])
    before = list(models.AuditEntry.objects.values_list("hash", flat=True))
    for action in ("lift-now", "cancel-embargo", "set-embargo", "erase", "withdraw"):
        operator.get(desk.act_url(made, action))

    assert list(models.AuditEntry.objects.values_list("hash", flat=True)) == before
    assert public(made, now()) == []


def test_the_log_says_who_did_what_when_and_why(newsroom, as_, now):
    made = factories.embargoed(newsroom, now)
    lifecycle.cancel_embargo(
        made.release, by=newsroom.users["approver"], reason="Not ready", clock=now
    )

    page = as_(newsroom.users["editor"]).get(
        reverse("press_release_log", args=[made.release.pk])
    )

    rows = [
        (row["who"], str(row["what"]), row["language"], row["at"])
        for row in page.context["rows"]
    ]
    when = "10 March 2026, 10:00 Europe/Paris"
    assert rows == [
        ("approver", "Cancel the embargo", "", when),
        ("approver", "Set the embargo", "", when),
        ("approver", "Approve", "French", when),
        ("approver", "Approve", "English", when),
    ]
    assert page.context["rows"][0]["why"] == "Not ready"


def test_a_missed_embargo_asks_for_a_new_instant(newsroom, as_, now):
    made = factories.draft(newsroom)
    lifecycle.set_embargo(
        made.release,
        now() + timedelta(minutes=10),
        zone="Europe/Paris",
        by=newsroom.users["approver"],
        clock=now,
    )
    now.tick(minutes=20)

    page = desk.words(as_(newsroom.users["approver"]).get(desk.edit_url(made)))

    said = "The embargo of 10 March 2026, 10:10 Europe/Paris (09:10 UTC) has passed"
    assert said in page
