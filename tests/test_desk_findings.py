"""Promise: what is to be mended is one click away, and one click back."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from press import clock as clocks
from press import models
from press.desk import wording
from press.translation import localize
from tests import desk_browsing as desk
from tests import factories


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


def french(row):
    return type(row).objects.get(
        translation_key=row.translation_key, locale__language_code="fr"
    )


def findings(client, made, locale):
    answer = client.get(desk.act_url(made, "approve", locale))
    return {row.message: row.url for row in answer.context["findings"]}


def test_a_draft_that_a_release_names_is_opened_published_and_left(
    newsroom, client, now
):
    made = factories.draft(newsroom)
    models.PressContact.objects.get(pk=made.contact.pk).unpublish()
    client.force_login(newsroom.users["approver"])

    found = findings(client, made, "en")
    (url,) = found.values()
    form = client.get(url)
    action = form.context["action_url"]
    sent = client.post(
        action,
        {
            "name": "Manon Durand",
            "phone": "+33199001234",
            "email": "desk@example.org",
            "action-publish": "1",
        },
    )

    message = "“Plain Contact” (press contact) is still a draft: publish it first."
    assert list(found) == [message]
    assert url.startswith(
        reverse("wagtailsnippets_press_presscontact:edit", args=[made.contact.pk])
    )
    assert sent.status_code == 302, sent.context["form"].errors
    assert sent["Location"] == desk.edit_url(made)
    assert findings(client, made, "en") == {}


def test_a_snippet_without_the_language_is_handed_to_translators(newsroom, client, now):
    made = factories.draft(newsroom)
    french(made.topic).delete()
    client.force_login(newsroom.users["approver"])

    found = findings(client, made, "fr")

    url = found["“Plain topic” (topic) does not exist in this language."]
    assert url.startswith(
        reverse(
            "wagtail_localize:submit_snippet_translation",
            args=["press", "topic", made.topic.pk],
        )
        + "?select_locale=fr&next="
    )
    assert client.get(url).status_code == 200


def test_no_snippet_leads_back_to_another_site(newsroom, editor):
    made = factories.draft(newsroom)
    url = reverse("wagtailsnippets_press_topic:edit", args=[made.topic.pk])

    form = editor.get(url, {"next": "https://elsewhere.example/"})

    assert form.context["action_url"] == url


def contact_in_two_languages(newsroom):
    made = factories.draft(newsroom)
    french(made.contact).delete()
    user = newsroom.users["approver"]
    locale = Locale.objects.get(language_code="fr")
    localize.start(made.contact, locale, user=user)
    translation = localize.managed(french(made.contact))
    localize.publish(translation, user=user)
    return made, translation, user


def test_a_contact_mended_in_one_language_stops_the_other_until_it_follows(
    newsroom, client, now
):
    made, translation, user = contact_in_two_languages(newsroom)
    client.force_login(user)
    before = findings(client, made, "fr")
    contact = models.PressContact.objects.get(pk=made.contact.pk)
    contact.phone = "+33199009999"
    contact.save_revision().publish()

    mended = findings(client, made, "fr")
    localize.update(translation, user=user)
    updated = findings(client, made, "fr")
    localize.publish(translation, user=user)
    after = findings(client, made, "fr")

    message = (
        "“Plain Contact” (press contact) is behind its original: update it from the "
        "original and publish it."
    )
    assert [list(found) for found in (before, mended, updated, after)] == [
        [],
        [message],
        [message],
        [],
    ]
    assert french(made.contact).phone == "+33199009999"
    assert findings(client, made, "en") == {}


def test_publishing_a_source_without_a_change_asks_for_no_update(newsroom, client, now):
    made, _translation, user = contact_in_two_languages(newsroom)
    contact = models.PressContact.objects.get(pk=made.contact.pk)
    contact.unpublish()
    contact.refresh_from_db()
    contact.first_published_at = None
    contact.save()
    contact.save_revision().publish()
    client.force_login(user)

    assert findings(client, made, "fr") == {}


def test_a_translator_finds_the_edition_that_they_write_under_any_headline(
    newsroom, client
):
    made = factories.draft(newsroom, title="Beta")
    source = made.pages["en"]
    source.title = source.draft_title = "Alone in English"
    source.save_draft(user=newsroom.users["editor"])
    user = newsroom.users["translator-fr"]
    user.groups.add(newsroom.users["translator-en"].groups.get())
    client.force_login(user)

    page = client.get(reverse("press_releases:index"), {"q": "alone"})
    panel = client.get(desk.edit_url(made, "fr"))

    assert [row.pk for row in page.context["object_list"]] == [made.pages["fr"].pk]
    assert desk.edit_url(made, "fr") in desk.words(page)
    shown = desk.words(panel)
    own = shown[shown.index("desk-editions") : shown.index("desk-actions")]
    assert desk.edit_url(made, "en") not in own


def test_what_has_changed_can_be_read_and_approved_on_the_same_page(
    newsroom, client, now
):
    made = factories.draft(newsroom)
    client.force_login(newsroom.users["approver"])
    url = desk.act_url(made, "approve", "en")
    opened = client.get(url)
    factories.edited(made, newsroom, "en", lead="<p>Slipped in since.</p>")
    refused = client.post(url, desk.sent_from(opened))

    hidden = {
        name: refused.context["form"][name].value()
        for name in refused.context["form"].fields
    }
    sent = client.post(url, {"seal": refused.context["seal"], **hidden})

    assert refused.status_code == 200
    assert desk.told(client, sent) == ["English: Approved."]


def test_what_is_approved_already_says_so(newsroom, client, now):
    made = factories.approved(newsroom, now)
    client.force_login(newsroom.users["approver"])

    answer = client.get(desk.act_url(made, "approve", "en"))

    assert "This edition is approved already." in desk.words(answer)


def test_the_list_below_an_index_needs_no_boxes_to_tick(newsroom, editor):
    page = editor.get(reverse("wagtailadmin_explore", args=[newsroom.indexes["en"].pk]))

    assert page.status_code == 200
    assert "bulk-actions.js" not in desk.words(page)


def test_the_log_writes_an_embargo_as_the_panel_does(newsroom, client, now):
    made = factories.embargoed(newsroom, now)
    client.force_login(newsroom.users["approver"])

    page = client.get(reverse("press_release_log", args=[made.release.pk]))

    (why,) = [row["why"] for row in page.context["rows"] if "embargo" in row["what"]]
    assert "T" not in why.replace("UTC", "")
    assert "UTC)" in why


def test_the_log_names_the_kind_of_a_correction_in_words(newsroom, client, now):
    made = factories.corrected(newsroom, now)
    client.force_login(newsroom.users["approver"])

    page = client.get(reverse("press_release_log", args=[made.release.pk]))

    (why,) = [row["why"] for row in page.context["rows"] if row["what"] == "Correct"]
    assert why.partition(" – ")[0] in dict(wording.CORRECTION_CLASSES).values()


def test_an_edit_under_embargo_says_what_becomes_public(newsroom, editor, now):
    made = factories.embargoed(newsroom, now)
    before = desk.words(editor.get(desk.edit_url(made)))
    factories.edited(made, newsroom, "en", lead="<p>Changed since.</p>")

    after = desk.words(editor.get(desk.edit_url(made)))

    says = "What was approved before becomes public then."
    assert [says in page for page in (before, after)] == [False, True]
