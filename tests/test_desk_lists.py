"""Promise: the desk's lists show every release with its state, in as many queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from press import clock as clocks
from press import lifecycle, models
from tests import desk_browsing as desk
from tests import factories

# Wagtail's words for what is not done to a release.
PUBLISHING = re.compile(
    r"\b(un)?publish\w*|\bschedul\w*|\bpubli(é|er|ée|ation)\b|\bdépubli\w*|planifi\w*"
    r"|moderation|modération|\bprivacy\b|confidentialité",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def now(clock, monkeypatch):
    """The desk's own clock stands where the test's does."""
    monkeypatch.setattr(clocks, "now", clock)
    return clock


@pytest.fixture
def editor(client, newsroom):
    """A browser in which the editor is signed in."""
    client.force_login(newsroom.users["editor"])
    return client


def rows(client, **query):
    page = client.get(reverse("press_releases:index"), query)
    assert page.status_code == 200
    return [row.title for row in page.context["object_list"]]


def states_of_all(room, now):
    """Make one release in each state; return its name by state."""
    approver = room.users["approver"]
    makers = {
        "draft": lambda: factories.draft(room, title="D", words="D"),
        "review": lambda: factories.in_review(room, now, title="R", words="R"),
        "approved": lambda: factories.approved(room, now, title="A", words="A"),
        "embargoed": lambda: factories.embargoed(room, now, title="E", words="E"),
        "public": lambda: factories.public(room, now, title="P", words="P"),
        "corrected": lambda: factories.corrected(room, now, title="C", words="C"),
        "withdrawn": lambda: factories.withdrawn(room, now, title="W", words="W"),
        "erased": lambda: factories.public(room, now, title="X", words="X"),
    }
    made = {state: maker() for state, maker in makers.items()}
    lifecycle.erase(
        made["erased"].release,
        by=room.users["operator"],
        reason="Private",
        clock=now,
    )
    assert approver.pk
    return made


def test_one_row_a_release_with_its_state(newsroom, editor, now):
    made = states_of_all(newsroom, now)

    page = editor.get(reverse("press_releases:index"))

    found = {
        row.standing.release.pk: str(row.standing.state)
        for row in page.context["object_list"]
    }
    assert found == {release.release.pk: state for state, release in made.items()}
    assert len(page.context["object_list"]) == len(made)


@pytest.mark.parametrize(
    "state",
    [
        *("draft", "review", "approved", "embargoed"),
        *("public", "corrected", "withdrawn", "erased"),
    ],
)
def test_the_list_narrows_to_a_state(newsroom, editor, now, state):
    made = states_of_all(newsroom, now)

    page = editor.get(reverse("press_releases:index"), {"state": state})

    found = [row.translation_key for row in page.context["object_list"]]
    assert found == [made[state].release.pk]


def test_the_list_narrows_to_a_language_and_a_kind(newsroom, editor):
    factories.draft(newsroom, title="Both", words="One")
    alone = factories.draft(newsroom, title="Alone", words="Two", locales=("en",))
    alone.release.kind = models.Release.Kind.STATEMENT
    alone.release.save()

    assert rows(editor, locale="fr") == ["Both en"]
    assert rows(editor, kind="statement") == ["Alone en"]
    assert rows(editor, kind="statement", locale="fr") == []


def test_a_release_is_found_by_any_headline_and_by_reference(newsroom, editor):
    made = factories.draft(newsroom, title="Glacier", words="One")
    factories.draft(newsroom, title="Volcano", words="Two")

    found = [
        rows(editor, q="glacier"),
        rows(editor, q="Glacier fr"),
        rows(editor, q=made.release.reference.lower()),
        rows(editor, q="nothing of the kind"),
    ]

    assert found == [["Glacier en"]] * 3 + [[]]


def test_fifty_releases_take_as_many_queries_as_five(newsroom, editor, now):
    counted = []
    for goal in (5, 50):
        while models.Release.objects.count() < goal:
            factories.draft(newsroom, words=f"N{models.Release.objects.count()}")
        for url in (
            reverse("press_releases:index"),
            reverse("wagtailadmin_explore", args=[newsroom.indexes["en"].pk]),
        ):
            editor.get(url)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page = editor.get(url)
            assert len(page.context["object_list"]) == goal
            counted.append(len(queries))

    assert counted[:2] == counted[2:]


def test_the_index_offers_a_new_release_and_states(newsroom, editor):
    factories.draft(newsroom)

    page = editor.get(reverse("wagtailadmin_explore", args=[newsroom.indexes["en"].pk]))

    text = desk.words(page)
    assert "New release" in text
    assert "Add child page" not in text
    assert "Draft" in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_screen_of_a_release_speaks_of_publishing(newsroom, client, now, language):
    made = factories.embargoed(newsroom, now)
    user = newsroom.users["approver"]
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    page, index = made.pages["en"].pk, newsroom.indexes["en"].pk
    screens = [
        reverse("wagtailadmin_pages:edit", args=[page]),
        reverse("wagtailadmin_pages:add", args=["press", "releasepage", index]),
        reverse("wagtailadmin_explore_results", args=[index]),
        reverse("press_releases:index"),
        reverse("press_release_log", args=[made.release.pk]),
        desk.act_url(made, "lift-now"),
        desk.act_url(made, "cancel-embargo"),
    ]

    found = {url: said(client.get(url)) for url in screens}

    assert found == {url: [] for url in screens}


def said(response):
    """Return Wagtail's words for publishing in what a page shows."""
    html = re.sub(r"<(script|style)\b.*?</\1>", "", desk.words(response))
    # The dialogue of keyboard shortcuts is for all editors of Wagtail.
    html = re.sub(r"<template\b.*?</template>", "", html)
    shown = re.sub(r"<[^>]+>", " ", html)
    labels = " ".join(re.findall(r'(?:aria-label|title|value)="([^"]*)"', html))
    return sorted({match[0] for match in PUBLISHING.finditer(f"{shown} {labels}")})


def test_saving_leaves_a_draft_and_says_so(newsroom, editor):
    made = factories.draft(newsroom)
    url = desk.edit_url(made)
    form = editor.get(url).context["form"]
    data = {name: form[name].value() or "" for name in ("title", "subtitle", "kind")}
    data |= {"title": "Changed", "lead": "null", "release_date": "2026-03-12"}
    for name in ("body", "contacts", "topics"):
        data[f"{name}-count"] = "0"

    sent = editor.post(url, data | {"action-publish": "1"})

    page = models.ReleasePage.objects.get(pk=made.pages["en"].pk)
    assert desk.told(editor, sent) == ["The draft is saved."]
    assert (page.title, page.live) == ("Changed", False)


@pytest.mark.parametrize(
    "name", ["organisation", "person", "boilerplate", "presscontact", "topic", "place"]
)
def test_the_directory_lists_and_opens_each_kind(newsroom, editor, name):
    factories.draft(newsroom)
    factories.snippet(models.Place, name="Paris")
    model = {
        "organisation": models.Organisation,
        "person": models.Person,
        "boilerplate": models.Boilerplate,
        "presscontact": models.PressContact,
        "topic": models.Topic,
        "place": models.Place,
    }[name]
    row = model.objects.filter(locale__language_code="en").first()
    base = f"wagtailsnippets_press_{name}"

    answers = [
        editor.get(reverse(f"{base}:list")),
        editor.get(reverse(f"{base}:add")),
        editor.get(reverse(f"{base}:edit", args=[row.pk])),
        editor.get(reverse(f"{base}:usage", args=[row.pk])),
    ]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert str(row) in desk.words(answers[0])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+33 1 99 00 12 34", "+33199001234"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("01 99 00 12 34", None),
        ("+33 1", None),
        ("the desk", None),
        ("", ""),
    ],
)
def test_a_phone_number_is_kept_in_e164_or_refused_in_words(
    newsroom, editor, typed, kept
):
    url = reverse("wagtailsnippets_press_presscontact:add")
    data = {"name": "Desk", "phone": typed, "email": "desk@example.org"}

    sent = editor.post(f"{url}?locale=en", data | {"action-publish": "1"})

    made = models.PressContact.objects.first()
    assert (made.phone if made else None) == kept
    if kept is None:
        assert "This is no phone number: write it with +" in desk.words(sent)


def test_publishing_a_snippet_writes_its_record(newsroom, editor):
    url = reverse("wagtailsnippets_press_topic:add")

    editor.post(f"{url}?locale=en", {"name": "Oceans", "action-publish": "1"})

    record = models.Record.objects.get(kind="topic")
    assert (record.locale, record.body["name"]) == ("en", "Oceans")
