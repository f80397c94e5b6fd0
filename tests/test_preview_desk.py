"""Promise: the desk shares previews, and shows them in the frontend when it has one."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from wagtail_localize.models import Translation

from newsroom import checks
from press import models, previews
from press.translation import localize
from tests import desk_browsing as desk
from tests import factories

FRONTEND = "https://site.example/{locale}/preview?token={token}"


@pytest.fixture
def clock(pinned_clock):
    """The desk reads the clock that the test moves."""
    return pinned_clock


def screen(made, locale="en"):
    return reverse("press_previews", args=[made.release.pk, locale])


def make_link(client, made, locale="en", **values):
    """Press "Make a link"; return the link that the page shows."""
    answer = client.post(screen(made, locale), {"hours": "24"} | values)
    assert answer.status_code == 200, desk.words(answer)
    assert "no-store" in answer["Cache-Control"]
    return answer.context["link"]


def panel_url(made, locale="en"):
    page = made.pages[locale]
    return reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])


def view_draft(client, made, locale="en"):
    """Open the draft of an edition as the desk shows it."""
    page = made.pages[locale]
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


def test_a_link_is_made_shown_once_listed_and_revoked(newsroom, clock, client):
    made = factories.draft(newsroom)
    client.force_login(newsroom.users["editor"])
    link = make_link(client, made, note="The minister's office", hours="72")
    path = link.removeprefix("http://127.0.0.1:8000")
    opened = client.get(path)
    listed = client.get(screen(made))
    row = listed.context["rows"][0]

    assert opened.status_code == 200
    assert "Plain lead in en." in desk.words(opened)
    assert link not in desk.words(listed)
    assert {name: row[name] for name in ("note", "language", "maker", "opens")} == {
        "note": "The minister's office",
        "language": "English",
        "maker": "editor",
        "opens": 1,
    }
    assert row["expires_at"] == "13 March 2026, 10:00 Europe/Paris"
    said = desk.told(client, client.post(screen(made), {"revoke": row["name"]}))
    assert said == ["1 link revoked."]
    assert client.get(path).status_code == 404
    assert client.get(screen(made)).context["rows"] == []


def test_all_links_of_a_release_are_revoked_at_once(newsroom, clock, client):
    made = factories.draft(newsroom)
    client.force_login(newsroom.users["editor"])
    for locale in ("en", "fr"):
        make_link(client, made, locale)
    said = desk.told(client, client.post(screen(made), {"revoke": "all"}))

    assert said == ["2 links revoked."]


def test_a_translator_sees_the_links_of_the_own_language(newsroom, clock, client):
    made = factories.draft(newsroom)
    client.force_login(newsroom.users["editor"])
    for locale in ("en", "fr"):
        make_link(client, made, locale)
    client.force_login(newsroom.users["translator-fr"])
    listed = client.get(screen(made, "fr")).context["rows"]
    refused = client.get(screen(made, "en")).status_code
    desk.told(client, client.post(screen(made, "fr"), {"revoke": "all"}))

    assert [row["language"] for row in listed] == ["French"]
    assert refused == 302
    left = previews.links(made.release, at=clock())
    assert [row.locale for row in left] == ["en"]


@pytest.mark.parametrize(
    ("name", "locale", "status"),
    [
        ("editor", "en", 200),
        ("approver", "fr", 200),
        ("operator", "en", 200),
        ("translator-fr", "fr", 200),
        ("translator-fr", "en", 302),
        ("translator-en", "fr", 302),
        ("translator-en", "en", 302),
    ],
)
def test_the_screen_is_for_those_who_may_open_the_edition(
    newsroom, clock, client, name, locale, status
):
    made = factories.draft(newsroom)
    client.force_login(newsroom.users[name])
    asked = client.get(screen(made, locale)).status_code
    pressed = client.post(screen(made, locale), {"hours": "24"}).status_code

    assert (asked, pressed) == (status, status)
    assert models.PreviewToken.objects.exists() == (status == 200)


def test_a_life_that_is_not_offered_is_refused(newsroom, clock, client):
    made = factories.draft(newsroom)
    client.force_login(newsroom.users["editor"])
    answer = client.post(screen(made), {"hours": "100000"})

    assert answer.context["form"].errors.keys() == {"hours"}
    assert not models.PreviewToken.objects.exists()


def test_the_panel_leads_to_the_previews_of_each_edition(newsroom, clock, client):
    made = factories.draft(newsroom)
    client.force_login(newsroom.users["editor"])
    page = desk.words(client.get(desk.edit_url(made)))

    assert all(f'href="{screen(made, code)}"' in page for code in ("en", "fr"))


def test_the_log_tells_openings_in_words(newsroom, clock, client):
    made = factories.draft(newsroom)
    client.force_login(newsroom.users["editor"])
    link = make_link(client, made)
    client.logout()
    client.get(link.removeprefix("http://127.0.0.1:8000"))
    client.force_login(newsroom.users["editor"])
    answer = client.get(reverse("press_release_log", args=[made.release.pk]))
    rows = [(row["who"], row["what"], row["why"]) for row in answer.context["rows"]]
    name = models.PreviewToken.objects.get().hash[:8]

    assert [(who, str(what)) for who, what, _why in rows] == [
        ("somebody with the link", "Open a preview"),
        ("editor", "Share a preview"),
    ]
    assert rows[1][2] == f"Link {name}"
    assert re.fullmatch(
        rf"Link {name}, made by editor; opened from [0-9a-f]{{12}}", rows[0][2]
    )


def test_without_a_frontend_the_desk_shows_its_own_page(
    newsroom, clock, client, settings
):
    settings.NEWSROOM_PREVIEW_URL = ""
    made = factories.draft(newsroom)
    client.force_login(newsroom.users["editor"])
    answer = view_draft(client, made)

    assert answer.status_code == 200
    assert "Plain lead in en." in desk.words(answer)
    assert not models.PreviewToken.objects.exists()


def test_the_desks_own_page_shows_the_files_of_a_draft_to_accounts(
    newsroom, clock, client
):
    attachment = models.Attachment(title="Figures")
    attachment.file.save("figures.csv", ContentFile(b"1;2"))
    made = factories.draft(newsroom)
    files = [{"file": attachment.pk, "title": "Figures"}]
    block = factories.block("files", {"items": files})
    factories.edited(made, newsroom, "en", body=[block])
    client.force_login(newsroom.users["approver"])
    page = view_draft(client, made).content.decode()
    path = re.search(r"/admin/previews/files/[\w-]+/figures\.csv", page)[0]
    answer = client.get(path)

    assert b"".join(answer.streaming_content) == b"1;2"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "private" in answer["Cache-Control"]
    client.logout()
    assert client.get(path).status_code == 302
    assert client.get(path.replace("/admin/previews", "")).status_code == 404


def test_with_a_frontend_the_desk_leads_there_with_a_token(
    newsroom, clock, client, settings
):
    settings.NEWSROOM_PREVIEW_URL = FRONTEND
    made = factories.draft(newsroom)
    client.force_login(newsroom.users["editor"])
    answer = view_draft(client, made, "fr")
    token = answer["Location"].removeprefix("https://site.example/fr/preview?token=")
    seen = client.get(f"/api/v1/preview/{token}").json()

    assert answer.status_code == 302
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert (seen["locale"], seen["lead"]["text"]) == ("fr", "Plain lead in fr.")
    row = models.PreviewToken.objects.get()
    assert (row.purpose, row.revision, row.made_by) == (
        "tab",
        None,
        newsroom.users["editor"],
    )
    assert row.expires_at == clock() + timedelta(hours=1)


def test_the_translators_preview_leads_there_too(newsroom, clock, client, settings):
    settings.NEWSROOM_PREVIEW_URL = FRONTEND
    made = factories.draft(newsroom, locales=("en",))
    french = newsroom.indexes["fr"].locale
    localize.start(made.pages["en"], french, user=newsroom.users["editor"])
    started = Translation.objects.get(target_locale=french)
    client.force_login(newsroom.users["translator-fr"])
    answer = client.get(
        reverse("wagtail_localize:preview_translation", args=[started.pk])
    )
    row = models.PreviewToken.objects.get()

    assert answer["Location"].startswith("https://site.example/fr/preview?token=")
    assert (row.locale, row.made_by) == ("fr", newsroom.users["translator-fr"])
    assert row.findings == ["not-translated"]


def test_a_frontend_that_cannot_show_previews_is_reported(settings):
    found = {}
    for url in ("", FRONTEND, "https://site.example/", "site.example/{token}"):
        settings.NEWSROOM_PREVIEW_URL = url
        found[url] = [error.id for error in checks.frontend_can_show_previews()]

    assert found == {
        "": [],
        FRONTEND: [],
        "https://site.example/": ["newsroom.E004"],
        "site.example/{token}": ["newsroom.E004"],
    }


def test_the_panel_shows_what_was_typed_and_not_saved(
    newsroom, clock, client, settings
):
    settings.NEWSROOM_PREVIEW_URL = FRONTEND
    made = factories.draft(newsroom)
    page = models.ReleasePage.objects.get(pk=made.pages["en"].pk)
    page.title = "Typed a moment ago"
    editor = newsroom.users["editor"]
    token = previews.show(page, by=editor, at=clock(), is_panel=True)

    seen = client.get(f"/api/v1/preview/{token}").json()
    assert seen["title"] == "Typed a moment ago"
    assert not previews.links(made.release, at=clock()).exists()


def test_only_the_last_few_unsaved_previews_of_a_person_are_kept(newsroom, clock):
    made = factories.draft(newsroom)
    page = models.ReleasePage.objects.get(pk=made.pages["en"].pk)
    editor, approver = newsroom.users["editor"], newsroom.users["approver"]
    others = previews.show(page, by=approver, at=clock(), is_panel=True)
    tokens = [
        previews.show(page, by=editor, at=clock.tick(seconds=1), is_panel=True)
        for _i in range(5)
    ]

    assert [previews.found(token, at=clock()) is not None for token in tokens] == [
        False,
        False,
        True,
        True,
        True,
    ]
    assert previews.found(others, at=clock()) is not None


def test_the_desk_may_frame_the_frontend_and_nothing_else(newsroom, client, settings):
    client.force_login(newsroom.users["editor"])

    def frames(url):
        settings.NEWSROOM_PREVIEW_URL = url
        policy = client.get("/admin/")["Content-Security-Policy"]
        return dict(row.split(" ", 1) for row in policy.split("; "))["frame-src"]

    assert frames("") == "'self'"
    assert frames(FRONTEND) == "'self' https://site.example"
    public = client.get("/en/")["Content-Security-Policy"]
    assert "site.example" not in public


def test_the_page_of_a_link_is_private_and_speaks_its_own_language(
    newsroom, clock, client
):
    made = factories.draft(newsroom)
    page = models.ReleasePage.objects.get(pk=made.pages["fr"].pk)
    token = previews.share(
        page, by=newsroom.users["editor"], clock=clock, life=timedelta(hours=1)
    )
    good, bad = client.get(f"/preview/{token}/"), client.get("/preview/x.y/")

    for answer in (good, bad):
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "no-referrer"
    assert (good.status_code, bad.status_code) == (200, 404)
    assert '<html lang="fr"' in desk.words(good)
    assert translation.get_language() == "en"
