"""Promise: who may not write a language changes nothing of it, by any address."""

from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import resolve, reverse
from wagtail.models import Locale, Page
from wagtail_localize import wagtail_hooks as localize_hooks
from wagtail_localize.locales.components import get_locale_components
from wagtail_localize.models import (
    LocaleSynchronization,
    StringTranslation,
    Translation,
)

from press import models
from press.desk import translation_urls
from press.translation import localize
from tests import factories
from tests.plugins.standing import upon

EDITORS = {"editor", "approver", "operator", "superuser"}
WRITERS = EDITORS | {"translator-fr"}
EVERYONE = WRITERS | {"translator-en"}


@dataclass
class Desk:
    """A release in English with a French edition that is half translated."""

    room: factories.Newsroom
    made: factories.Made
    page: Any
    translation: Any

    @property
    def segment(self):
        return self.translation.source.stringsegment_set.get(context__path="lead")

    def url(self, name, *args):
        return reverse(f"wagtail_localize:{name}", args=[self.translation.pk, *args])

    def lead(self):
        return models.ReleasePage.objects.get(pk=self.page.pk).lead


@upon
def desk(newsroom, clock):
    newsroom.users["superuser"] = User.objects.create_superuser("root", "", "secret")
    made = factories.draft(newsroom, locales=("en",))
    page = localize.start(
        made.pages["en"],
        Locale.objects.get(language_code="fr"),
        user=newsroom.users["editor"],
    )
    return Desk(newsroom, made, page, localize.managed(page))


def is_denied(answer):
    return answer.status_code == 403 or (
        answer.status_code == 302 and answer.headers["location"] == reverse(HOME)
    )


HOME = "wagtailadmin_home"
FORM = {"content_type": "application/x-www-form-urlencoded"}


def po(desk, **metadata):
    catalogue = desk.translation.export_po()
    for entry in catalogue:
        entry.msgstr = f"fr: {entry.msgid}"
    catalogue.metadata |= metadata
    return SimpleUploadedFile("x.po", str(catalogue).encode())


PRESS = {
    "open the editor": (
        WRITERS,
        lambda desk, client: client.get(f"/admin/pages/{desk.page.pk}/edit/"),
    ),
    "publish in the editor": (
        WRITERS,
        lambda desk, client: client.post(
            f"/admin/pages/{desk.page.pk}/edit/", {"action": "publish"}
        ),
    ),
    "write a string": (
        WRITERS,
        lambda desk, client: client.put(
            desk.url("edit_string_translation", desk.segment.pk),
            "value=Un+chapô.",
            **FORM,
        ),
    ),
    "delete a string": (
        WRITERS,
        lambda desk, client: client.delete(
            desk.url("edit_string_translation", desk.segment.pk)
        ),
    ),
    "upload a file": (
        WRITERS,
        lambda desk, client: client.post(desk.url("upload_pofile"), {"file": po(desk)}),
    ),
    "download a file": (
        WRITERS,
        lambda desk, client: client.get(desk.url("download_pofile")),
    ),
    "update from the original": (
        WRITERS,
        lambda desk, client: client.post(
            reverse("press_translation_update", args=[desk.translation.pk])
        ),
    ),
    "save": (
        WRITERS,
        lambda desk, client: client.post(
            reverse("press_translation_save", args=[desk.translation.pk])
        ),
    ),
    "stop": (WRITERS, lambda desk, client: client.post(desk.url("stop_translation"))),
    "synchronise the source": (
        EDITORS,
        lambda desk, client: client.post(
            reverse(
                "wagtail_localize:update_translations",
                args=[desk.translation.source_id],
            ),
            {"publish_translations": "on"},
        ),
    ),
    "ask for the form to submit": (
        EDITORS,
        lambda desk, client: client.get(
            reverse(
                "wagtail_localize:submit_page_translation",
                args=[desk.made.pages["en"].pk],
            )
        ),
    ),
    "submit a snippet": (
        EDITORS,
        lambda desk, client: client.get(
            reverse(
                "wagtail_localize:submit_snippet_translation",
                args=["press", "person", desk.made.person.pk],
            )
        ),
    ),
    "open the English snippet": (
        EDITORS | {"translator-en"},
        lambda desk, client: client.get(
            f"/admin/snippets/press/person/edit/{desk.made.person.pk}/"
        ),
    ),
    "convert to an alias": (
        set(),
        lambda desk, client: client.post(
            reverse("wagtail_localize:convert_to_alias", args=[desk.page.pk])
        ),
    ),
    "convert to an alias in the editor": (
        set(),
        lambda desk, client: client.post(
            f"/admin/pages/{desk.page.pk}/edit/", {"localize-convert-to-alias": ""}
        ),
    ),
}


@contextmanager
def undone():
    """Undo what is done inside, as if nobody had pressed anything yet."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("what", sorted(PRESS))
def test_each_address_is_for_those_who_write_the_language(desk, client, what):
    allowed, press = PRESS[what]
    denied = set()
    for who in sorted(EVERYONE):
        with undone():
            client.force_login(desk.room.users[who])
            answer = press(desk, client)
            page = models.ReleasePage.objects.get(pk=desk.page.pk)
            written = StringTranslation.objects.filter(context__path="lead").exists()

            assert answer.status_code < 500
            assert (page.live, page.alias_of_id) == (False, None)
            if is_denied(answer):
                denied.add(who)
                assert not written
                assert page.latest_revision_id == desk.page.latest_revision_id
                assert Translation.objects.get().enabled

    assert EVERYONE - denied == allowed


LOCKED = (
    "write a string",
    "delete a string",
    "upload a file",
    "update from the original",
    "save",
    "stop",
    "synchronise the source",
    "publish in the editor",
)


def test_a_lock_holds_for_every_way_of_writing(desk, client):
    Page.objects.filter(pk=desk.page.pk).update(
        locked=True, locked_by=desk.room.users["operator"]
    )
    client.force_login(desk.room.users["editor"])

    open_ways = [what for what in LOCKED if not is_denied(PRESS[what][1](desk, client))]

    assert open_ways == []
    assert not StringTranslation.objects.filter(context__path="lead").exists()


def test_submitting_makes_a_draft_and_says_so(newsroom, client):
    made = factories.draft(newsroom, locales=("en",))
    client.force_login(newsroom.users["editor"])

    answer = client.post(
        reverse("wagtail_localize:submit_page_translation", args=[made.pages["en"].pk]),
        {
            "locales": [Locale.objects.get(language_code="fr").pk],
            "include_subtree": "on",
        },
    )

    page = models.ReleasePage.objects.get(locale__language_code="fr")
    assert answer.headers["location"] == f"/admin/pages/{page.pk}/edit/"
    assert not page.live
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "A draft to translate exists now in: French."
    ]


def test_a_language_that_the_user_has_no_right_in_is_not_offered(newsroom, client):
    page = newsroom.indexes["en"]
    made = Locale.objects.create(language_code="de")
    client.force_login(newsroom.users["approver"])
    home = newsroom.homes["en"]

    answer = client.post(
        reverse("wagtail_localize:submit_page_translation", args=[home.pk]),
        {"locales": [made.pk]},
    )

    assert answer.status_code == 200
    assert "locales" in answer.context["form"].errors
    assert not page.get_translations().filter(locale=made).exists()


def test_what_submitting_refuses_is_shown(newsroom, client):
    made = factories.draft(newsroom)
    factories.edited(made, newsroom, "fr", subtitle="Un sous-titre de plus")
    client.force_login(newsroom.users["editor"])

    answer = client.post(
        reverse("wagtail_localize:submit_page_translation", args=[made.pages["en"].pk]),
        {"locales": [Locale.objects.get(language_code="fr").pk]},
    )

    assert "Un sous-titre de plus" in answer.content.decode()
    assert not Translation.objects.filter(source__object_id=made.release.pk).exists()


def test_an_incomplete_plain_page_is_not_published_and_the_reason_is_shown(
    newsroom, client
):
    home = newsroom.homes["en"]
    home.save_revision().publish()
    made = localize.start(home, Locale.objects.create(language_code="de"), user=None)
    user = User.objects.create_superuser("root", "", "secret")
    client.force_login(user)

    answer = client.post(f"/admin/pages/{made.pk}/edit/", {"action": "publish"})

    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said == [
        "It is not translated in full yet. Not translated yet: Title, “Newsroom en”."
    ]
    assert not type(made).objects.get(pk=made.pk).live


def test_the_error_of_a_string_is_in_the_answer_to_its_writer(desk, client):
    client.force_login(desk.room.users["translator-fr"])
    segment = desk.translation.source.stringsegment_set.get(context__path="title")

    answer = client.put(
        desk.url("edit_string_translation", segment.pk), f"value={'x' * 300}", **FORM
    )

    assert answer.status_code == 201
    assert "255" in answer.json()["error"]
    assert answer.json()["data"] == "x" * 300


def test_an_upload_is_one_revision_without_what_is_doubtful(desk, client):
    client.force_login(desk.room.users["translator-fr"])
    catalogue = desk.translation.export_po()
    for entry in catalogue:
        entry.msgstr = f"fr: {entry.msgid}"
    catalogue[0].flags.append("fuzzy")
    revisions = desk.page.revisions.count()

    answer = client.post(
        desk.url("upload_pofile"),
        {"file": SimpleUploadedFile("x.po", str(catalogue).encode())},
    )

    page = models.ReleasePage.objects.get(pk=desk.page.pk)
    assert page.lead == "<p>fr: Plain lead in en.</p>"
    assert page.title == "New laboratory opens en"
    assert page.revisions.count() == revisions + 1
    assert page.latest_revision.user == desk.room.users["translator-fr"]
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "The translations of the file are taken over.",
        "1 entry was left out: doubtful, or not of this text.",
    ]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Choose a PO file."),
        (b"", "This PO file was made for another translation."),
        (b"\xff\xfe\x00", "This is no PO file."),
        (b'msgid "a"\nmsgstr "b"\n', "This PO file was made for another translation."),
        (b"x" * 2_000_001, "The file is too large."),
    ],
)
def test_a_file_that_is_no_upload_of_this_text_is_refused_with_words(
    desk, client, file, said
):
    client.force_login(desk.room.users["translator-fr"])
    data = {} if file is None else {"file": SimpleUploadedFile("x.po", file)}

    answer = client.post(desk.url("upload_pofile"), data)

    assert [str(message) for message in get_messages(answer.wsgi_request)] == [said]
    assert StringTranslation.objects.count() == 0


def test_a_translator_who_works_on_makes_one_revision_until_it_is_approved(
    desk, client
):
    client.force_login(desk.room.users["translator-fr"])
    before = desk.page.revisions.count()

    for segment in desk.translation.source.stringsegment_set.all():
        client.put(
            desk.url("edit_string_translation", segment.pk), "value=Fait.", **FORM
        )

    assert desk.page.revisions.count() == before + 1
    assert desk.lead() == "<p>Fait.</p>"


def test_a_translator_sees_the_report_of_their_own_language_only(desk, client):
    client.force_login(desk.room.users["translator-en"])
    theirs = client.get(reverse("wagtail_localize:translations_report"))
    client.force_login(desk.room.users["translator-fr"])
    ours = client.get(reverse("wagtail_localize:translations_report"))

    assert desk.made.pages["en"].title not in theirs.content.decode()
    assert desk.made.pages["en"].title in ours.content.decode()


def test_every_address_of_wagtail_localize_has_its_guard():
    (resolver,) = localize_hooks.register_admin_urls()
    named = {pattern.name for pattern in resolver.url_patterns}

    assert named == set(translation_urls.GUARDS)
    for name in named - {"javascript_catalog"}:
        patterns = [row for row in resolver.url_patterns if row.name == name]
        for pattern in patterns:
            path = "/admin/localize/" + str(pattern.pattern)
            for converter, value in (
                ("<int:page_id>", "1"),
                ("<slug:app_label>", "press"),
                ("<slug:model_name>", "person"),
                ("<str:pk>", "1"),
                ("<int:translation_source_id>", "1"),
                ("<int:translation_id>", "1"),
                ("<int:string_segment_id>", "1"),
                ("<int:overridable_segment_id>", "1"),
                ("<str:mode>", "x"),
            ):
                path = path.replace(converter, value)
            assert resolve(path).url_name is None, name


def test_trees_are_never_mirrored(newsroom):
    locales = {code: Locale.objects.get(language_code=code) for code in ("en", "fr")}

    with pytest.raises(localize.Refused):
        LocaleSynchronization.objects.create(
            locale=locales["fr"], sync_from=locales["en"]
        )

    assert LocaleSynchronization not in [
        component["model"] for component in get_locale_components()
    ]
