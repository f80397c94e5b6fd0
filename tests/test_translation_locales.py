"""Promise: a language is configuration; a new one changes no release."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db.models import ProtectedError
from wagtail.models import Locale

from home.models import HomePage
from press import lifecycle, models, rights
from press.models import ReleaseIndexPage
from press.translation import locale_guard
from tests import factories

LANGUAGES = [("en", "English"), ("fr", "French"), ("de", "German")]


@pytest.fixture
def german(settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES


def add(*args):
    call_command("add_locale", *args, verbosity=0)


def test_a_language_gets_its_translators_and_drafts_of_its_pages(newsroom, german):
    add("de")

    home = HomePage.objects.get(locale__language_code="de")
    index = ReleaseIndexPage.objects.get(locale__language_code="de")
    assert (home.live, index.live) == (False, False)
    assert index.get_parent().pk == home.pk
    assert (home.alias_of_id, index.alias_of_id) == (None, None)
    assert home.translation_key == newsroom.homes["en"].translation_key
    assert Group.objects.filter(name=rights.translators_of("de")).exists()


def test_adding_a_language_twice_makes_nothing_twice(newsroom, german):
    add("de")
    add("de")

    assert HomePage.objects.filter(locale__language_code="de").count() == 1
    assert Locale.objects.filter(language_code="de").count() == 1


def test_a_new_language_changes_no_release(newsroom, clock, german, settings):
    made = factories.approved(newsroom, clock)
    before = list(models.Approval.objects.values())

    settings.NEWSROOM_REQUIRED_LOCALES = ["en", "fr", "de"]
    add("de")
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)

    made.release.refresh_from_db()
    assert made.release.required_locales == ["en", "fr"]
    assert list(models.Approval.objects.values()) == before
    assert sorted(models.Document.objects.values_list("locale", flat=True)) == [
        "en",
        "fr",
    ]


def test_a_language_that_settings_do_not_name_is_refused(newsroom):
    with pytest.raises(CommandError, match="Name 'de' in LANGUAGES"):
        add("de")


def test_a_language_with_documents_stays(newsroom, clock, settings):
    factories.public(newsroom, clock)

    with pytest.raises(ProtectedError):
        Locale.objects.get(language_code="fr").delete()
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
    found = locale_guard.none_is_missing(databases=["default"])

    assert [error.id for error in found] == ["press.E001"]


def test_a_language_without_documents_can_go(newsroom):
    made = Locale.objects.create(language_code="de")

    made.delete()

    assert not Locale.objects.filter(language_code="de").exists()
    assert locale_guard.none_is_missing(databases=["default"]) == []
