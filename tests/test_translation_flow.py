"""Promise: an edition is made, kept up to date and completed beside its source."""

import uuid

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from press import checks, editions, lifecycle, models
from press.checks import translation as translation_checks
from press.translation import localize
from tests import factories


def locale(code):
    return Locale.objects.get(language_code=code)


def translate(translation, words=None, *, user):
    """Give every string a translation: its words with the locale before them."""
    code = translation.target_locale.language_code
    for segment in translation.source.stringsegment_set.select_related("string"):
        data = segment.string.data
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={
                "data": (words or {}).get(data, f"{code}: {data}"),
                "translation_type": "manual",
                "last_translated_by": user,
            },
        )


def findings(page, clock):
    built = editions.build(
        editions.newest_draft(page), release=page.release, today=clock().date()
    )
    return [
        (problem.rule, problem.message)
        for problem in checks.findings(
            editions.newest_draft(page), release=page.release, built=built
        )
    ]


def row(page):
    return models.ReleasePage.objects.get(pk=page.pk)


@pytest.mark.parametrize(("source", "target"), [("en", "fr"), ("fr", "en")])
def test_a_release_is_translated_from_either_language(newsroom, clock, source, target):
    made = factories.draft(newsroom, locales=(source,))

    page = localize.start(
        made.pages[source], locale(target), user=newsroom.users["editor"]
    )
    translation = localize.managed(page)
    before = findings(page, clock)
    translate(translation, user=newsroom.users[f"translator-{target}"])

    assert {rule for rule, _message in before} == {"not-translated"}
    assert findings(page, clock) == []
    assert row(page).title == f"{target}: New laboratory opens {source}"
    assert row(page).get_latest_revision_as_object().title == row(page).title
    assert (row(page).live, row(page).locale.language_code) == (False, target)
    assert row(page).release.source_locale == source


def test_what_is_not_translated_is_named_and_stops_the_approval(newsroom, clock):
    made = factories.draft(newsroom, locales=("en",))
    page = localize.start(made.pages["en"], locale("fr"), user=newsroom.users["editor"])

    with pytest.raises(lifecycle.Refused) as refused:
        lifecycle.approve(
            made.release, "fr", by=newsroom.users["approver"], clock=clock
        )

    assert [problem.message for problem in refused.value.problems] == [
        "Not translated yet: Title, “New laboratory opens en”.",
        "Not translated yet: Lead, “Plain lead in en.”.",
        "Not translated yet: Paragraph, “Plain paragraph.”.",
        "Not translated yet: Quote, “Plain quote.”.",
        "Not translated yet: Quote, “Plain role”.",
    ]
    assert [problem.block for problem in refused.value.problems][3] == made.quote
    assert page.release.approvals.count() == 0


def test_a_string_written_is_in_row_and_revision_and_a_deleted_one_is_not(newsroom):
    made = factories.draft(newsroom, locales=("en",))
    page = localize.start(made.pages["en"], locale("fr"), user=newsroom.users["editor"])
    user = newsroom.users["translator-fr"]
    segment = StringSegment.objects.get(context__path="lead")

    string = StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=locale("fr"),
        data="Un chapô.",
        last_translated_by=user,
    )
    written = row(page)
    string.delete()

    assert written.lead == "<p>Un chapô.</p>"
    assert written.latest_revision.content["lead"] == "<p>Un chapô.</p>"
    assert written.latest_revision.user == user
    assert row(page).lead == "<p>Plain lead in en.</p>"


def test_a_correction_of_a_public_release_is_translated_while_a_draft(newsroom, clock):
    made = factories.draft(newsroom, locales=("en",))
    page = localize.start(made.pages["en"], locale("fr"), user=newsroom.users["editor"])
    translator = newsroom.users["translator-fr"]
    translate(localize.managed(page), user=translator)
    for code in ("en", "fr"):
        lifecycle.approve(
            made.release, code, by=newsroom.users["approver"], clock=clock
        )
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    first = dict(models.Document.objects.values_list("locale", "body__lead__text"))

    factories.edited(made, newsroom, "en", lead="<p>A corrected lead.</p>")
    before = findings(page, clock)
    localize.update(localize.managed(page), user=translator)
    between = findings(page, clock)
    translate(
        localize.managed(page),
        {"A corrected lead.": "Un chapô corrigé."},
        user=translator,
    )

    assert [rule for rule, _message in before] == ["source-changed"]
    assert between == [
        ("not-translated", "Not translated yet: Lead, “A corrected lead.”.")
    ]
    assert findings(page, clock) == []
    assert row(page).lead == "<p>Un chapô corrigé.</p>"
    assert first == {"en": "Plain lead in en.", "fr": "fr: Plain lead in en."}
    assert first == dict(
        models.Document.objects.values_list("locale", "body__lead__text")
    )


def test_a_change_that_is_no_word_asks_for_an_update_too(newsroom, clock):
    made = factories.draft(newsroom, locales=("en",))
    page = localize.start(made.pages["en"], locale("fr"), user=newsroom.users["editor"])
    translate(localize.managed(page), user=newsroom.users["translator-fr"])
    body = made.pages["en"].body.get_prep_value()[:2]

    factories.edited(made, newsroom, "en", body=body)

    assert findings(page, clock) == [
        (
            "source-moved-on",
            "The original has changed in something else than its words. Update "
            "this edition from the original.",
        )
    ]


def test_an_edition_made_by_other_means_is_adopted_and_loses_nothing(newsroom, clock):
    made = factories.draft(newsroom)
    factories.edited(
        made, newsroom, "fr", title="Un laboratoire", lead="<p>Un. <b>Deux</b>.</p>"
    )
    before = translation_checks.strings_of(row(made.pages["fr"]))

    page = localize.start(made.pages["en"], locale("fr"), user=newsroom.users["editor"])
    factories.edited(made, newsroom, "en", subtitle="A subtitle")
    localize.update(localize.managed(page), user=newsroom.users["editor"])

    after = translation_checks.strings_of(row(page))
    assert [segment for segment in after if segment.path != "subtitle"] == before
    assert findings(page, clock) == [
        ("not-translated", "Not translated yet: Subtitle, “A subtitle”.")
    ]


def test_an_edition_with_words_of_its_own_is_not_adopted(newsroom):
    made = factories.draft(newsroom)
    factories.edited(made, newsroom, "fr", subtitle="Un sous-titre de plus")

    with pytest.raises(localize.Refused) as refused:
        localize.start(made.pages["en"], locale("fr"), user=newsroom.users["editor"])

    assert refused.value.rule == "not-alike"
    assert refused.value.message == (
        "Some of it stands in this language only: “Un sous-titre de plus”."
    )
    assert not Translation.objects.filter(target_locale=locale("fr")).exists()
    assert row(made.pages["fr"]).subtitle == "Un sous-titre de plus"


def test_a_stopped_translation_starts_again_with_what_was_written_meanwhile(newsroom):
    made = factories.draft(newsroom, locales=("en",))
    user = newsroom.users["editor"]
    page = localize.start(made.pages["en"], locale("fr"), user=user)
    translate(localize.managed(page), user=user)

    localize.stop(localize.managed(page))
    alone = row(page)
    alone.lead = "<p>Écrit à la main.</p>"
    alone.save_draft(user=user)
    localize.restart(localize.stopped(page), user=user)

    assert row(page).lead == "<p>Écrit à la main.</p>"
    assert localize.completeness(localize.managed(page)) == []


def test_a_text_left_in_the_language_of_the_original_is_found_without_a_translation(
    newsroom, clock
):
    made = factories.draft(newsroom)
    prose = "<p>The laboratory opens its doors to everyone on Monday.</p>"
    factories.edited(made, newsroom, "en", lead=prose)
    factories.edited(made, newsroom, "fr", lead=prose)

    assert findings(made.pages["fr"], clock) == [
        (
            "still-the-source",
            "Still in the language of the original: Lead, “The laboratory opens "
            "its doors to everyone on…”.",
        )
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Université Grenoble Alpes",
        "Horizon Europe 2021–2027",
        "University of the Basque Country",
        "35,4 %",
        "press@example.org",
        "Instituto de Investigaciones Marinas de Vigo",
    ],
)
def test_names_and_numbers_may_be_the_same_in_both_languages(words):
    assert not translation_checks.is_running_text(words)


def test_a_release_has_one_source(newsroom):
    made = factories.draft(newsroom)

    with pytest.raises(localize.Refused) as refused:
        localize.start(made.pages["fr"], locale("en"), user=newsroom.users["editor"])

    assert refused.value.rule == "not-the-source"


def test_a_page_has_one_source_however_the_second_comes(newsroom):
    made = factories.draft(newsroom)
    localize.start(made.pages["en"], locale("fr"), user=newsroom.users["editor"])
    other = localize.sync(made.pages["fr"])
    Locale.objects.create(language_code="de")
    Translation.objects.create(source=other, target_locale=locale("de"))
    first = localize.managed(made.pages["fr"]).source

    with pytest.raises(localize.Refused) as refused:
        Translation.objects.create(source=first, target_locale=locale("de"))

    assert refused.value.rule == "another-source"


def test_a_quote_keeps_its_id_and_choosers_find_the_rows_of_the_locale(newsroom):
    made = factories.draft(newsroom, locales=("en",))

    page = row(
        localize.start(made.pages["en"], locale("fr"), user=newsroom.users["editor"])
    )

    quote = next(child for child in page.body if child.block_type == "quote")
    assert uuid.UUID(quote.id) == made.quote
    for chosen in (
        quote.value["speaker"],
        page.body[2].value["boilerplate"],
        page.contacts[0].value,
        page.topics[0].value,
    ):
        assert chosen.locale.language_code == "fr"


def test_a_translation_that_belongs_to_no_place_can_be_kept(newsroom):
    made = factories.draft(newsroom, locales=("en",))
    stored = localize.sync(made.pages["en"])

    kept = StringTranslation.objects.create(
        translation_of=stored.stringsegment_set.first().string,
        locale=locale("fr"),
        data="Sans contexte",
    )

    assert kept.context is None
