"""Promise: who may do what is one table; the desk and lifecycle keep to it.

Each action is asked for over HTTP by each role, on a release on which it makes sense;
the answer and the state afterwards are compared with the table.
"""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from press import clock as clocks
from press import lifecycle, models, rights, states
from press.desk import actions, standing
from tests import desk_browsing as desk
from tests import factories

DOCS = Path(__file__).resolve().parent.parent / "docs" / "lifecycle.md"
USERS = ("editor", "approver", "operator", "translator-en", "translator-fr")
INSTANT = {"day": "2026-03-11", "hour": "08:00", "zone": "Europe/Paris"}
NOTES = {"note_en": "A figure.", "note_fr": "Un chiffre."}
NOT_YET = {"day": "", "hour": "", "zone": "Europe/Paris"}


@pytest.fixture(autouse=True)
def now(clock, monkeypatch):
    """The desk's own clock stands where the test's does."""
    monkeypatch.setattr(clocks, "now", clock)
    return clock


def one_language(room, clock):
    """Return a public release in English, with an approved French edition."""
    made = factories.draft(room)
    made.release.required_locales = ["en"]
    made.release.save()
    approver = room.users["approver"]
    lifecycle.approve(made.release, "en", by=approver, clock=clock)
    lifecycle.lift_now(made.release, by=approver, clock=clock)
    lifecycle.approve(made.release, "fr", by=approver, clock=clock)
    return made


def changed(room, clock):
    """Return a public release with approved changes."""
    made = factories.public(room, clock)
    for code in made.pages:
        factories.edited(made, room, code, lead=f"<p>Other lead in {code}.</p>")
        lifecycle.approve(made.release, code, by=room.users["approver"], clock=clock)
    return made


def draft(room, _clock):
    return factories.draft(room)


# The action, the release to ask it of, the locale in its address, its form.
ASKED = {
    "submit": (draft, "", {}),
    "translate": (
        lambda room, _clock: factories.draft(room, locales=("en",)),
        "fr",
        {},
    ),
    "send_back": (factories.in_review, "", {"note": "Mend the lead."}),
    "approve": (factories.in_review, "en", {}),
    "set_embargo": (factories.approved, "", INSTANT),
    "cancel_embargo": (factories.embargoed, "", {"note": "Not ready."}),
    "lift_now": (factories.approved, "", {}),
    "correct": (changed, "", NOTES | NOT_YET | {"correction_class": "fact"}),
    "join": (one_language, "fr", NOT_YET),
    "withdraw": (factories.public, "", NOTES),
    "restore": (factories.withdrawn, "", {"note": "It was right."}),
    "erase": (factories.public, "", {"note": "Private."}),
}


def facts(made, at):
    """Return what an act may change of a release."""
    release = models.Release.objects.get(pk=made.release.pk)
    now = standing.of_one(release, at=at)
    return [standing.seal(now), now.state, release.note]


def asked_in_docs():
    """Return the table of the documentation, as action → roles."""
    found = {}
    for line in DOCS.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        name = re.fullmatch(r"`(\w+)`", cells[0])
        if name and len(cells) == 2 + len(rights.ROLES):
            allowed = zip(rights.ROLES, cells[2:], strict=True)
            found[name[1]] = {role for role, cell in allowed if cell[:3] == "yes"}
    return found


def test_the_table_in_the_documentation_is_the_one_in_the_code():
    assert asked_in_docs() == {
        action: set(roles) for action, roles in rights.ACTIONS.items()
    }


def test_every_act_of_the_desk_has_its_right_and_its_case_here():
    assert {action.name for action in actions.ACTIONS} == set(ASKED)
    assert {action.needs for action in actions.ACTIONS} <= set(rights.ACTIONS)


@pytest.mark.parametrize("name", USERS)
@pytest.mark.parametrize("action", ASKED)
def test_an_act_is_done_for_the_roles_of_the_table_and_for_no_other(
    newsroom, client, now, action, name
):
    make, locale, form = ASKED[action]
    made = make(newsroom, now)
    if action == "erase":
        form = form | {"reference": made.release.reference}
    row = next(row for row in actions.ACTIONS if row.name == action)
    url = desk.act_url(made, row.slug, locale)
    now.tick(minutes=1)
    client.force_login(newsroom.users["operator"])
    hidden = desk.sent_from(client.get(url))
    before = facts(made, now())
    client.force_login(newsroom.users[name])
    may = rights.allows(row.needs, roles={name.partition("-")[0]})

    opened, sent = client.get(url), client.post(url, hidden | form)

    assert opened.status_code == (200 if may else 302)
    assert sent.status_code == 302
    assert (facts(made, now()) != before) == may
    home = reverse("wagtailadmin_home")
    assert (sent["Location"] == home) == (not may)


@pytest.mark.parametrize("action", ASKED)
def test_without_an_account_every_act_leads_to_the_login(newsroom, client, now, action):
    make, locale, form = ASKED[action]
    made = make(newsroom, now)
    row = next(row for row in actions.ACTIONS if row.name == action)
    url = desk.act_url(made, row.slug, locale)
    before = facts(made, now())

    answers = [client.get(url), client.post(url, form)]

    login = reverse("wagtailadmin_login")
    assert [answer["Location"].split("?")[0] for answer in answers] == [login] * 2
    assert facts(made, now()) == before


def test_editors_see_every_draft_and_translators_the_editions_that_they_write(
    newsroom, client
):
    only_english = factories.draft(newsroom, title="Alpha", locales=("en",))
    both = factories.draft(newsroom, title="Beta", words="Second")
    seen = {}
    for name in ("editor", "translator-en", "translator-fr"):
        client.force_login(newsroom.users[name])
        page = client.get(reverse("press_releases:index"))
        seen[name] = sorted(row.title for row in page.context["object_list"])

    assert only_english.release.pk != both.release.pk
    assert seen == {
        "editor": ["Alpha en", "Beta en"],
        "translator-en": [],
        "translator-fr": ["Beta fr"],
    }


def test_a_translator_opens_no_screen_of_another_language(newsroom, client, now):
    made = factories.draft(newsroom, locales=("en",))
    name = models.Person.objects.get(
        translation_key=made.person.translation_key, locale__language_code="en"
    )
    page = made.pages["en"].pk
    closed = [
        reverse("press_release", args=[made.release.pk]),
        reverse("press_release_log", args=[made.release.pk]),
        reverse("press_log"),
        desk.act_url(made, "approve", "en"),
        reverse("wagtailadmin_pages:edit", args=[page]),
        reverse("wagtailadmin_pages:view_draft", args=[page]),
        reverse("wagtailadmin_pages:history", args=[page]),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:page_types_usage_results"),
        reverse("wagtailsnippets_press_person:edit", args=[name.pk]),
        reverse("wagtailsnippets_press_person:history", args=[name.pk]),
    ]
    client.force_login(newsroom.users["translator-fr"])

    opened = {url: client.get(url).status_code for url in closed}

    assert opened == dict.fromkeys(closed, 302)


def test_a_translator_does_not_write_the_original_nor_delete_anything(
    newsroom, client, now
):
    made = factories.draft(newsroom)
    client.force_login(newsroom.users["translator-en"])
    original = client.get(desk.edit_url(made, "en"))
    client.force_login(newsroom.users["translator-fr"])
    french = made.pages["fr"].pk
    tried = [
        client.post(reverse("wagtailadmin_pages:delete", args=[french])),
        client.post(reverse("wagtailadmin_pages:copy", args=[french])),
    ]

    assert [answer.status_code for answer in [original, *tried]] == [302] * 3
    assert models.ReleasePage.objects.filter(pk=french).exists()
    assert models.ReleasePage.objects.count() == 2


def test_a_choice_of_pages_shows_a_translator_no_release_of_another_language(
    desk_index, newsroom, client
):
    factories.draft(newsroom, title="Canary", locales=("en",))
    found = {}
    for name in ("editor", "translator-fr"):
        client.force_login(newsroom.users[name])
        url = reverse("wagtailadmin_choose_page_search")
        found[name] = b"Canary" in client.get(url, {"q": "Canary"}).content

    assert found == {"editor": True, "translator-fr": False}


def test_an_account_that_is_closed_may_do_nothing(newsroom, client, now):
    made = factories.draft(newsroom)
    user = newsroom.users["operator"]
    client.force_login(user)
    user.is_active = False
    user.save()

    answer = client.post(desk.act_url(made, "submit"), {"seal": ""})

    assert answer.status_code == 302
    assert "login" in answer["Location"]
    assert facts(made, now())[1] == states.State.DRAFT
