"""Promise: on the desk a file is read, shown, then accepted or refused, each once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from press import models
from press.desk import intake_views
from press.intake import keeping, reading
from tests import factories, intake_texts

UPLOAD = "/admin/imports/"


@pytest.fixture
def editor(newsroom, client):
    """A browser in which an editor is logged in."""
    client.force_login(newsroom.users["editor"])
    return client


def upload(client, content, *, name="release.md", **data):
    if isinstance(content, str):
        content = content.encode()
    file = SimpleUploadedFile(name, content)
    return client.post(UPLOAD, {"file": file, "locale": "", **data})


def kept(client, content=intake_texts.WHOLE_FR):
    """Upload a release and return the address of its result."""
    response = upload(client, content)
    assert response.status_code == 302
    return response.url


def made():
    return [models.Release.objects.count(), models.Organisation.objects.count()]


def test_the_result_stands_beside_the_source_and_nothing_is_made(editor):
    page = editor.get(kept(editor)).content.decode()

    assert "La mer se réchauffe plus vite que prévu" in page
    assert "phone-without-country" in page
    assert 'href="#line-26"' in page
    assert '<li id="line-26">' in page
    assert "joins the names of a list" in page
    assert made() == [0, 0]


def test_accepting_makes_the_draft_and_opens_its_editor(editor):
    response = editor.post(kept(editor) + "accept/")

    page = models.ReleasePage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = editor.get(response.url).content.decode()
    assert "The draft was made." in shown
    assert reverse("press_intake_report", args=[page.translation_key]) in shown


def test_accepting_twice_makes_one_draft(editor):
    url = kept(editor)
    first = editor.post(url + "accept/")
    before = made()

    second = editor.post(url + "accept/")

    assert second.url == first.url
    assert made() == before == [1, 6]


def test_going_back_after_accepting_leads_to_the_draft(editor):
    url = kept(editor)
    editor.post(url + "accept/")

    page = editor.get(url).content.decode()

    release = models.Release.objects.get()
    assert "This file was accepted." in page
    assert reverse("press_release", args=[release.pk]) in page
    assert url + "accept/" not in page


def test_two_uploads_are_two_and_each_is_decided_alone(editor):
    first, second = kept(editor), kept(editor, intake_texts.WHOLE_EN)

    editor.post(first + "refuse/")
    editor.post(second + "accept/")

    page = models.ReleasePage.objects.get()
    assert page.locale.language_code == "en"
    assert models.Intake.objects.get().release_id == page.translation_key


def test_refusing_discards_the_file(editor):
    url = kept(editor)

    response = editor.post(url + "refuse/")

    assert response.url == UPLOAD
    assert not models.Intake.objects.exists()
    assert editor.get(url).status_code == 404
    assert made() == [0, 0]


def test_accepting_what_was_refused_makes_nothing(editor):
    url = kept(editor)
    editor.post(url + "refuse/")

    response = editor.post(url + "accept/")

    assert response.url == UPLOAD
    assert made() == [0, 0]


def test_refusing_what_was_accepted_keeps_the_draft(editor):
    url = kept(editor)
    editor.post(url + "accept/")

    editor.post(url + "refuse/")

    assert models.Intake.objects.count() == 1
    assert made() == [1, 6]


def test_a_text_can_be_pasted(editor):
    response = editor.post(UPLOAD, {"text": intake_texts.WHOLE_EN, "locale": "en"})

    intake = models.Intake.objects.get()
    assert response.url == reverse("press_intake", args=[intake.pk])
    assert (intake.file_name, intake.locale) == ("Pasted text", "en")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"x" * (25 * 1024 * 1024), "larger than"),
        (b"PK\x03\x04" + bytes(100), "Save it as Markdown or plain text"),
        (b"# T\n\nd\xe9j\xe0", "not UTF-8"),
        (b"\n", "no words"),
    ],
    ids=["large", "binary", "encoding", "empty"],
)
def test_what_is_no_text_is_refused_on_the_form(editor, content, says):
    response = upload(editor, content)

    assert response.status_code == 200
    assert says in response.content.decode()
    assert not models.Intake.objects.exists()


def test_nothing_chosen_is_told(editor):
    page = editor.post(UPLOAD, {"locale": ""}).content.decode()

    assert "Choose a file, or paste a text." in page


def test_hostile_html_is_shown_as_text(editor):
    url = kept(editor, "# A <script>alert(1)</script>\n\nA lead.\n\n<img onerror=x>")

    page = editor.get(url).content.decode()

    assert "<script>alert(1)" not in page
    assert "<img onerror" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_without_an_index_it_says_so_and_keeps_the_file(editor, newsroom):
    url = kept(editor)
    newsroom.indexes["fr"].refresh_from_db()
    newsroom.indexes["fr"].delete()

    response = editor.post(url + "accept/")

    assert response.url == url
    assert "no release index" in editor.get(url).content.decode()
    assert made() == [0, 0]


@pytest.mark.parametrize("role", ["translator-en", "translator-fr"])
def test_a_translator_imports_nothing(newsroom, client, editor, role):
    url = kept(editor)
    client.force_login(newsroom.users[role])

    answers = [client.get(UPLOAD), client.get(url), client.post(url + "accept/")]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert {answer.url for answer in answers} == {"/admin/"}
    assert made() == [0, 0]
    assert "Import a release" not in client.get("/admin/").content.decode()


def test_a_file_that_is_not_accepted_is_its_uploaders_alone(newsroom, client, editor):
    url = kept(editor)
    client.force_login(newsroom.users["approver"])

    assert client.get(url).status_code == 404
    assert client.post(url + "accept/").status_code == 404


def test_the_kept_report_opens_from_the_release(editor):
    editor.post(kept(editor) + "accept/")
    release = models.Release.objects.get()

    page = editor.get(
        reverse("press_intake_report", args=[release.pk])
    ).content.decode()

    assert release.reference in page
    assert "phone-without-country" in page
    assert "À propos du CNRS" in page


def test_a_release_without_import_has_no_report(newsroom, editor):
    made_by_hand = factories.draft(newsroom)

    url = reverse("press_intake_report", args=[made_by_hand.release.pk])

    assert editor.get(url).status_code == 404


def test_translators_see_the_report_of_what_they_translate_alone(
    newsroom, client, editor
):
    editor.post(kept(editor) + "accept/")
    key = models.Release.objects.get().pk
    url = reverse("press_intake_report", args=[key])
    client.force_login(newsroom.users["translator-en"])

    before = client.get(url)
    index = newsroom.indexes["en"]
    index.refresh_from_db()
    edition = models.ReleasePage(
        title="The sea", slug="the-sea", locale=index.locale, translation_key=key
    )
    index.add_child(instance=edition)

    assert before.status_code == 302
    assert client.get(url).status_code == 200


def test_deleting_the_draft_deletes_its_import(editor):
    editor.post(kept(editor) + "accept/")

    models.ReleasePage.objects.get().delete()

    assert not models.Intake.objects.exists()


def test_a_file_left_lying_is_forgotten_at_the_next_upload(newsroom, clock):
    source = reading.text("# A\n\nA lead.", name="old.md")
    user = newsroom.users["editor"]
    keeping.keep(source, locale="en", by=user, at=clock())

    keeping.keep(source, locale="en", by=user, at=clock.tick(days=31))

    assert models.Intake.objects.get().at == clock()


def test_findings_are_kept_without_the_words_of_one_language(editor):
    editor.post(kept(editor) + "accept/")

    keys = {key for one in models.Intake.objects.get().findings for key in one}

    assert keys == {"rule", "line", "excerpt", "values"}


def test_only_so_many_lines_are_shown():
    shown = intake_views.numbered("line\n" * 5000)

    assert len(shown["lines"]) == intake_views.LINES_SHOWN
    assert shown["lines_left"] == 2001
