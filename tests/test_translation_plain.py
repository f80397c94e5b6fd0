"""Promise: plain pages and snippets are public in their own language or not at all."""

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from home.models import StandardPage
from press import models
from press.translation import localize, saving
from tests import factories


def locale(code):
    return Locale.objects.get(language_code=code)


def standard(newsroom, code="en", **values):
    page = StandardPage(
        **{
            "title": "Practical matters",
            "slug": "practical-matters",
            "text": "<p>Opening hours.</p>",
            "locale": newsroom.indexes[code].locale,
            **values,
        }
    )
    newsroom.homes[code].refresh_from_db()
    newsroom.homes[code].add_child(instance=page)
    page.save_revision().publish()
    return page


def boilerplate(**values):
    row = models.Boilerplate(
        title="About us", text="<p>We are old.</p>", locale=locale("en"), **values
    )
    row.save()
    row.save_revision().publish()
    row.refresh_from_db()
    return row


def write(translation, words, *, user):
    for segment in translation.source.stringsegment_set.select_related("string"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={
                    "data": words[segment.string.data],
                    "last_translated_by": user,
                },
            )


WORDS = {
    "Practical matters": "Renseignements pratiques",
    "Opening hours.": "Heures d’ouverture.",
    "About us": "À propos",
    "We are old.": "Nous sommes anciens.",
}
MAKE = {"page": standard, "snippet": lambda _newsroom: boilerplate()}


@pytest.mark.parametrize("kind", sorted(MAKE))
def test_it_is_a_draft_until_its_translation_is_complete(newsroom, kind):
    user = newsroom.users["approver"]
    target = localize.start(MAKE[kind](newsroom), locale("fr"), user=user)
    translation = localize.managed(target)

    with pytest.raises(localize.Refused) as refused:
        localize.publish(translation, user=user)
    drafts = type(target).objects.get(pk=target.pk).live
    write(translation, WORDS, user=user)
    made = localize.publish(translation, user=user)

    assert (refused.value.rule, len(refused.value.gaps)) == ("incomplete", 2)
    assert (drafts, made.live) == (False, True)
    assert made.title in WORDS.values()
    assert made.text in {"<p>Heures d’ouverture.</p>", "<p>Nous sommes anciens.</p>"}


@pytest.mark.parametrize("kind", sorted(MAKE))
def test_a_correction_leaves_what_is_public_as_it_is_until_it_is_published(
    newsroom, kind
):
    user = newsroom.users["approver"]
    source = MAKE[kind](newsroom)
    target = localize.start(source, locale("fr"), user=user)
    translation = localize.managed(target)
    write(translation, WORDS, user=user)
    localize.publish(translation, user=user)

    source.text = "<p>Something else.</p>"
    source.save_revision().publish()
    localize.update(translation, user=user)
    public = type(target).objects.get(pk=target.pk)
    draft = saving.newest(public)
    with pytest.raises(localize.Refused):
        localize.publish(translation, user=user)
    write(translation, {"Something else.": "Autre chose."}, user=user)
    after = localize.publish(translation, user=user)

    assert public.live
    assert public.text in {"<p>Heures d’ouverture.</p>", "<p>Nous sommes anciens.</p>"}
    assert draft.text == "<p>Something else.</p>"
    assert after.text == "<p>Autre chose.</p>"


def test_a_draft_of_the_source_can_be_translated_before_it_is_published(newsroom):
    user = newsroom.users["approver"]
    source = standard(newsroom)
    source.text = "<p>A draft.</p>"
    source.save_revision()

    target = localize.start(source, locale("fr"), user=user)

    assert saving.newest(target).text == "<p>A draft.</p>"
    assert not target.live


def test_each_language_keeps_its_own_slug(newsroom):
    user = newsroom.users["approver"]
    source = standard(newsroom)
    other = standard(
        newsroom,
        "fr",
        title="Renseignements pratiques",
        slug="pratique",
        text="<p>Heures d’ouverture.</p>",
        translation_key=source.translation_key,
    )

    localize.start(source, locale("fr"), user=user)
    source.title, source.slug = "All practical matters", "all-practical-matters"
    source.save_revision().publish()
    translation = localize.managed(other)
    localize.update(translation, user=user)
    write(translation, {"All practical matters": "Tout le pratique"}, user=user)
    made = localize.publish(translation, user=user)

    assert (made.title, made.slug) == ("Tout le pratique", "pratique")
    assert [gap.field for gap in localize.completeness(translation)] == []


def test_a_page_whose_parent_is_not_translated_is_refused_and_nothing_is_made(newsroom):
    made = Locale.objects.create(language_code="de")
    before = Page.objects.count()

    with pytest.raises(localize.Refused) as refused:
        localize.start(standard(newsroom), made, user=newsroom.users["approver"])

    assert refused.value.rule == "parent-not-translated"
    assert Page.objects.count() == before + 1


def test_what_a_release_names_is_made_as_a_draft_and_what_exists_is_left_alone(
    newsroom,
):
    made = factories.draft(newsroom, locales=("en",))
    organisation = models.Organisation.objects.create(name="New", locale=locale("en"))
    fresh = boilerplate(organisation=organisation)
    page = made.pages["en"]
    body = [
        {**child, "value": {"boilerplate": fresh.pk}}
        if child["type"] == "about"
        else child
        for child in page.body.get_prep_value()
    ]
    factories.edited(made, newsroom, "en", body=body)
    before = models.Person.objects.values().order_by("pk")
    kept = list(before)

    localize.start(page, locale("fr"), user=newsroom.users["editor"])

    theirs = models.Boilerplate.objects.get(
        translation_key=fresh.translation_key, locale=locale("fr")
    )
    assert (theirs.live, theirs.live_revision_id) == (False, None)
    assert theirs.organisation.locale == locale("fr")
    assert not theirs.organisation.live
    assert list(before.all()) == kept
    assert models.Boilerplate.objects.get(pk=fresh.pk).live


def test_a_snippet_translated_from_english_is_not_translated_back(newsroom):
    source = boilerplate()
    user = newsroom.users["approver"]
    target = localize.start(source, locale("fr"), user=user)

    with pytest.raises(localize.Refused) as refused:
        localize.start(target, locale("en"), user=user)

    source.refresh_from_db()
    assert refused.value.rule == "another-source"
    assert (source.title, source.live) == ("About us", True)


def test_a_snippet_chosen_later_is_made_in_the_other_language_too(newsroom):
    made = factories.draft(newsroom, locales=("en",))
    user = newsroom.users["editor"]
    target = localize.start(made.pages["en"], locale("fr"), user=user)
    later = models.Topic.objects.create(name="Later", locale=locale("en"))

    factories.edited(made, newsroom, "en", topics=[factories.block("topic", later.pk)])
    localize.update(localize.managed(target), user=user)

    chosen = models.ReleasePage.objects.get(pk=target.pk).topics[0].value
    assert chosen.locale == locale("fr")
    assert chosen.translation_key == later.translation_key


def test_a_translation_that_makes_no_valid_page_is_kept_and_shown(newsroom):
    made = factories.draft(newsroom, locales=("en",))
    user = newsroom.users["editor"]
    target = localize.start(made.pages["en"], locale("fr"), user=user)
    translation = localize.managed(target)

    write(translation, {"New laboratory opens en": "x" * 300}, user=user)

    row = StringTranslation.objects.get(context__path="title", locale=locale("fr"))
    gap = localize.completeness(translation)[0]
    assert (row.data, row.has_error) == ("x" * 300, True)
    assert gap.rule == "translation-refused"
    assert "255" in gap.detail
    assert models.ReleasePage.objects.get(pk=target.pk).title == (
        "New laboratory opens en"
    )


def test_markup_that_is_not_allowed_never_reaches_the_edition(newsroom):
    made = factories.draft(newsroom, locales=("en",))
    user = newsroom.users["editor"]
    target = localize.start(made.pages["en"], locale("fr"), user=user)

    write(
        localize.managed(target),
        {"Plain lead in en.": "<script>x</script>"},
        user=user,
    )

    assert models.ReleasePage.objects.get(pk=target.pk).lead == (
        "<p>Plain lead in en.</p>"
    )
