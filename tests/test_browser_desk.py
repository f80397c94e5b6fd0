"""The desk in a real browser: by mouse, by keyboard, narrow and wide, in two languages.

Screenshots lie in the test's folder: `--basetemp=DIR` keeps them.
"""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from press import clock, models
from tests import factories, frontends
from tests.plugins.browsers import GUARD, NARROW, WIDE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

HEADINGS = """() => [...document.querySelectorAll('main h1, main h2, main h3, main h4')]
    .filter(h => h.offsetParent !== null)
    .map(h => Number(h.getAttribute('aria-level') || h.tagName[1]))"""
UNLABELLED = """() => [...document.querySelectorAll('.desk-act input, .desk-act select,'
        + '.desk-act textarea')]
    .filter(field => field.type !== 'hidden')
    .filter(field => !field.labels?.length && !field.getAttribute('aria-label'))
    .map(field => field.name)"""
CUT_OFF = """() => [...document.querySelectorAll(
        '.desk-act *, #release-panel *, .desk-releases td *')]
    .filter(part => part.offsetParent !== null && !part.closest('.w-sr-only'))
    .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
    .map(part => part.tagName + ' ' + (part.name || part.className))"""

# How long the panel held back a page that its frame had loaded, in milliseconds.
NOTE_HELD = """document.addEventListener('load', ({target}) => {
        if (target.tagName === 'IFRAME') target.loadedAt = performance.now()
    }, true)
    document.addEventListener('w-preview:loaded', () => {
        const {loadedAt} = document.querySelector('#w-preview-iframe')
        document.documentElement.dataset.held = performance.now() - loadedAt
    })"""
WAGTAILS_PATIENCE = 10_000
# The headline as it was last sent and, once that is answered, as it was last saved.
NOTE_SAVED = """let sent
    document.addEventListener('w-autosave:save', ({detail}) => {
        sent = detail.formData.get('title')
    })
    document.addEventListener('w-autosave:success', () => {
        document.documentElement.dataset.saved = sent
    })"""


@pytest.fixture
def open_as(browser, live_server, client, settings):
    """Returns a function that opens the desk as a user, in a window of a size."""
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]

    def open_desk(user, *, size=WIDE, language="en"):
        UserProfile.objects.update_or_create(
            user=user, defaults={"preferred_language": language}
        )
        client.force_login(user)
        context = browser.new_context(viewport=size, base_url=live_server.url)
        context.add_cookies(
            [
                {
                    "name": "sessionid",
                    "value": client.cookies["sessionid"].value,
                    "url": live_server.url,
                }
            ]
        )
        page = context.new_page()
        page.set_default_timeout(GUARD)
        return page

    return open_desk


def edit_path(page_id):
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def levels_without_gaps(levels):
    """Tell whether no heading is more than one level below the one before."""
    return all(later - earlier <= 1 for earlier, later in pairwise(levels))


def write_and_submit(desk, folder):
    """Write a release in English and submit it, as an editor does."""
    desk.goto("/admin/")
    desk.get_by_role("link", name="Releases", exact=True).click()
    desk.get_by_role("link", name="New release in English").click()
    desk.get_by_role("textbox", name="Headline").fill("A new laboratory opens")
    desk.get_by_role("textbox", name="Release date").fill("2026-12-01")
    calendar = desk.locator(".xdsoft_datetimepicker")
    expect(calendar).to_be_visible()
    desk.locator("[data-contentpath='lead'] [contenteditable=true]").click()
    expect(calendar).to_be_hidden()
    desk.keyboard.type("The laboratory opens its doors on Tuesday.")
    expect(desk.locator("[name=lead]")).to_have_value(re.compile("on Tuesday"))
    desk.get_by_role("button", name="Save draft").click()
    panel = desk.locator("#release-panel")
    expect(panel).to_contain_text("Draft")
    expect(panel).to_contain_text("French: there is no edition.")
    desk.screenshot(path=folder / "written.png", full_page=True)
    panel.get_by_role("link", name="Submit for review").click()
    desk.get_by_role("button", name="Submit for review").click()
    expect(desk.locator(".messages")).to_contain_text("Submitted for review.")
    expect(panel).to_contain_text("In review")


def approve(desk, page_id, language, folder):
    """Read one edition in its frame and approve it."""
    desk.goto(edit_path(page_id))
    panel = desk.locator("#release-panel")
    panel.get_by_role("link", name=f"Approve ({language})").click()
    frame = desk.frame_locator("iframe.desk-preview")
    expect(frame.locator("h1")).to_contain_text("laborato")
    desk.screenshot(path=folder / f"approve-{language}.png", full_page=True)
    desk.get_by_role("button", name=f"Approve ({language})").click()
    expect(desk.locator(".messages")).to_contain_text(f"{language}: Approved.")


def test_a_release_is_written_read_and_put_under_embargo(newsroom, open_as, tmp_path):
    write_and_submit(open_as(newsroom.users["editor"]), tmp_path)
    source = models.ReleasePage.objects.get()
    french = source.copy_for_translation(Locale.objects.get(language_code="fr"))
    french.title = "Un nouveau laboratoire ouvre"
    french.save_draft(user=newsroom.users["editor"])
    desk = open_as(newsroom.users["approver"])
    for language in ("English", "French"):
        approve(desk, source.pk, language, tmp_path)
    desk.goto(edit_path(source.pk))
    desk.get_by_role("link", name="Set the embargo").click()
    day = clock.now().date() + timedelta(days=30)
    desk.get_by_label("Day").fill(day.isoformat())
    desk.locator("#id_hour").fill("09:30")
    desk.get_by_label("Time zone").select_option("Europe/Paris")
    desk.get_by_role("button", name="Set the embargo").click()
    expect(desk.locator("#release-panel")).to_contain_text("Under embargo until")
    desk.goto(reverse("press_releases:index"))
    expect(desk.locator("main")).to_contain_text("Under embargo")
    desk.screenshot(path=tmp_path / "list.png", full_page=True)

    release = models.Release.objects.get()
    assert release.embargo_at.date() == day
    assert sorted(release.documents.values_list("locale", flat=True)) == ["en", "fr"]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_screens_fit_and_say_what_they_are(
    newsroom, open_as, tmp_path, size, language
):
    made = factories.draft(newsroom, day=date(2026, 12, 1))
    release = made.release.pk
    screens = {
        "edition": edit_path(made.pages["en"].pk),
        "releases": reverse("press_releases:index"),
        "approve": reverse("press_edition_action", args=[release, "approve", "en"]),
        "embargo": reverse("press_release_action", args=[release, "set-embargo"]),
        "send-back": reverse("press_release_action", args=[release, "send-back"]),
        "log": reverse("press_release_log", args=[release]),
        "previews": reverse("press_previews", args=[release, "en"]),
    }
    desk = open_as(newsroom.users["approver"], size=size, language=language)
    found = {}
    for name, path in screens.items():
        desk.goto(path)
        desk.wait_for_load_state("networkidle")
        desk.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        found[name] = {
            "cut off": desk.evaluate(CUT_OFF),
            "unlabelled": desk.evaluate(UNLABELLED),
            "headings": levels_without_gaps(desk.evaluate(HEADINGS)),
            "language": desk.locator("html").get_attribute("lang"),
        }

    right = {"cut off": [], "unlabelled": [], "headings": True, "language": language}
    assert found == dict.fromkeys(screens, right)


def test_an_edition_is_approved_by_keyboard_alone(newsroom, open_as):
    made = factories.draft(newsroom)
    desk = open_as(newsroom.users["approver"])
    desk.goto(edit_path(made.pages["en"].pk))

    def tab_to(name):
        for _press in range(80):
            desk.keyboard.press("Tab")
            label = desk.evaluate("() => document.activeElement.textContent")
            if re.fullmatch(name, " ".join(label.split())):
                return desk.evaluate(
                    "() => getComputedStyle(document.activeElement).outlineStyle"
                )
        raise AssertionError(f"Tab never reached {name}")

    outlines = [tab_to(r"Approve \(English\)")]
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/approve/en/")
    outlines.append(tab_to(r"Approve \(English\)"))
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/edit/")

    approved = models.Approval.objects.get(release=made.release)
    assert (approved.locale, approved.by.username) == ("en", "approver")
    assert "none" not in outlines


def test_the_preview_panel_shows_the_frontend_with_what_is_typed(
    newsroom, open_as, live_server, settings, tmp_path
):
    made = factories.draft(newsroom, title="A quiet headline")
    desk = open_as(newsroom.users["editor"])
    with frontends.showing_previews(live_server.url) as frontend:
        settings.NEWSROOM_PREVIEW_URL = f"{frontend}/{{locale}}/{{token}}"
        desk.add_init_script(NOTE_HELD)
        desk.goto(edit_path(made.pages["en"].pk))
        desk.get_by_role("button", name="Toggle preview").click()
        shown = desk.frame_locator("#w-preview-iframe").locator("h1")
        expect(shown).to_have_text("en: A quiet headline en")
        desk.get_by_role("textbox", name="Headline").press_sequentially("Typed: ")
        expect(shown).to_have_text("en: Typed: A quiet headline en")
        held = desk.locator("html").get_attribute("data-held")
        desk.screenshot(path=tmp_path / "preview.png")
        desk.close()

    assert float(held) < WAGTAILS_PATIENCE / 2


def test_what_is_typed_until_an_autosave_is_answered_is_saved_too(newsroom, open_as):
    made = factories.draft(newsroom, title="A quiet headline")
    page = made.pages["en"]
    desk = open_as(newsroom.users["editor"])
    desk.add_init_script(NOTE_SAVED)
    desk.goto(edit_path(page.pk))
    headline = desk.get_by_role("textbox", name="Headline")

    def type_before_the_answer(route):
        answer = route.fetch()
        headline.press_sequentially("more: ")
        route.fulfill(response=answer)

    desk.route(f"**{edit_path(page.pk)}", type_before_the_answer, times=1)
    headline.press_sequentially("Typed: ")
    expect(desk.locator("html")).to_have_attribute(
        "data-saved", "Typed: more: A quiet headline en"
    )
    desk.close()

    saved = models.ReleasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert saved.title == "Typed: more: A quiet headline en"


def test_a_new_release_that_is_saved_during_an_autosave_is_made_once(newsroom, open_as):
    desk = open_as(newsroom.users["editor"])
    desk.goto("/admin/")
    desk.get_by_role("link", name="Releases", exact=True).click()
    desk.get_by_role("link", name="New release in English").click()

    def save_before_the_answer(route):
        answer = route.fetch()
        desk.get_by_role("button", name="Save draft").click(no_wait_after=True)
        route.fulfill(response=answer)

    desk.wait_for_url("**/admin/pages/add/**")
    desk.route(desk.url, save_before_the_answer, times=1)
    desk.get_by_role("textbox", name="Headline").press_sequentially("Once")
    expect(desk.locator("#release-panel")).to_contain_text("Draft")
    expect(desk.locator(".messages")).to_contain_text("saved")
    desk.close()

    assert models.ReleasePage.objects.get().title == "Once"


def test_a_preview_link_is_made_opened_and_revoked_by_keyboard(newsroom, open_as):
    made = factories.draft(newsroom)
    desk = open_as(newsroom.users["editor"], size=NARROW)
    desk.goto(reverse("press_previews", args=[made.release.pk, "en"]))
    desk.get_by_role("textbox", name="For whom").focus()
    desk.keyboard.type("The minister")
    desk.keyboard.press("Enter")
    link = desk.get_by_role("textbox", name="The new link").input_value()
    token = link.rstrip("/").rpartition("/")[2]
    desk.goto(f"/preview/{token}/")
    expect(desk.locator("main")).to_contain_text("Plain lead in en.")
    desk.goto(reverse("press_previews", args=[made.release.pk, "en"]))
    expect(desk.locator(".desk-editions")).to_contain_text("opened once")
    desk.get_by_role("button", name="Revoke").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".messages")).to_contain_text("1 link revoked.")

    assert desk.goto(f"/preview/{token}/").status == 404
