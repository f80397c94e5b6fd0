"""Promise: a translation starts from the panel, or a sentence says why it does not."""

import pytest
from django.core.exceptions import ValidationError

from press import clock as clocks
from press import models
from press.translation import localize, refusals
from tests import desk_browsing as desk
from tests import factories


@pytest.fixture(autouse=True)
def now(clock, monkeypatch):
    """The desk's own clock stands where the test's does."""
    monkeypatch.setattr(clocks, "now", clock)
    return clock


@pytest.fixture
def made(newsroom):
    """Return a release that exists in English only, and is required in French."""
    return factories.draft(newsroom, locales=("en",))


@pytest.fixture
def editor(newsroom, client):
    client.force_login(newsroom.users["editor"])
    return client


def editions(made):
    rows = models.ReleasePage.objects.filter(translation_key=made.release.pk)
    return sorted(rows.values_list("locale__language_code", flat=True))


def test_an_editor_starts_the_translation(made, editor):
    answer = desk.press(editor, desk.act_url(made, "translate", "fr"))

    assert desk.told(editor, answer) == ["French: The translation can begin."]
    assert editions(made) == ["en", "fr"]


def test_a_draft_that_cannot_be_made_is_told_with_its_reason(made, editor, monkeypatch):
    def start(*_args, **_kwargs):
        raise refusals.Unsaved(ValidationError({"title": ["This is too long."]}))

    monkeypatch.setattr(localize, "start", start)

    answer = desk.press(editor, desk.act_url(made, "translate", "fr"))

    assert answer.status_code == 200
    assert "The draft cannot be made: This is too long." in desk.words(answer)
    assert editions(made) == ["en"]


def test_nobody_starts_a_translation_without_rights_where_it_goes(
    made, newsroom, editor
):
    group = newsroom.users["editor"].groups.get()
    group.page_permissions.exclude(page=newsroom.homes["en"]).delete()

    answer = desk.press(editor, desk.act_url(made, "translate", "fr"))

    assert answer.status_code == 200
    said = "You may not have this translated into French."
    assert said in desk.words(answer)
    assert editions(made) == ["en"]
