"""Promise: a site on the API shows what is public in each language, and nothing before.

The example of `examples/frontend` is built and served beside a newsroom of processes on
a SQLite database of its own, and a browser walks through it. Screenshots lie in the
test's folder: `--basetemp=DIR` keeps them.
"""

import json
import re
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect, sync_playwright

from press.blocks import body
from tests import frontend_site
from tests.plugins.browsers import CHROMIUM, NARROW, WIDE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(frontend_site.why_not()), reason=frontend_site.why_not()),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

# How each type of block is found in a page.
IN_THE_PAGE = {
    "paragraph": ".text > div > p",
    "heading": ".text > h2",
    "list": ".text > ul:not(.files) > li",
    "quote": "figure.quotation blockquote",
    "about": "section.about h2",
    "members": "section.members li",
    "facts": "dl.facts dt",
    "image": ".text figure.picture img",
    "video": "p.video a",
    "files": "ul.files a",
    "table": ".table table th",
    "call_to_action": ".text p > a.button",
}
CUT_OFF = """() => [...document.querySelectorAll('body *')]
    .filter(part => part.offsetParent !== null && !part.closest('.table, .unseen'))
    .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
    .map(part => part.tagName + ' ' + part.className)"""
LEAD = timedelta(seconds=20)
# A release that waits for the embargo test alone, by a clock of its own.
EMBARGO = "A reef that grows"


@pytest.fixture(scope="module")
def built():
    """The site, built."""
    frontend_site.build()


@pytest.fixture(scope="module")
def room(built, tmp_path_factory):
    """A newsroom with a few releases of the demo; only its desk runs."""
    with frontend_site.newsroom(tmp_path_factory.mktemp("newsroom")) as made:
        yield made


@pytest.fixture(scope="module")
def site(room):
    """The address of the site, beside a newsroom that runs and tells it of changes."""
    port = frontend_site.free_port()
    secret = room.does("hook", f"http://127.0.0.1:{port}/api/newsroom-webhook")
    with (
        room.runs() as newsroom_url,
        frontend_site.site(newsroom_url, port=port, secret=secret) as url,
    ):
        yield url


@pytest.fixture
def open_page(site):
    """Returns a function that opens a window; nothing may be said in its console."""
    said = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )

        def opened(size=WIDE):
            context = browser.new_context(viewport=size, base_url=site, locale="en-GB")
            page = context.new_page()
            page.set_default_timeout(30_000)
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            return page

        yield opened
        browser.close()
    assert said == []


def found_in(room, path):
    """An answer of the newsroom's API."""
    status, text = frontend_site.answer(f"{room.url}/api/v1/{path}")
    assert status == 200, (path, text)
    return json.loads(text)


def test_the_types_are_those_of_the_api_and_the_site_is_typed_strictly(built):
    current = frontend_site.npm("run", "types:check")
    typed = frontend_site.npm("run", "typecheck")

    assert (current.returncode, typed.returncode) == (0, 0), (
        current.stdout + current.stderr + typed.stdout + typed.stderr
    )


def test_what_is_installed_names_no_registry():
    lock = (frontend_site.SOURCE / "package-lock.json").read_text()

    packages = [row for name, row in json.loads(lock)["packages"].items() if name]

    assert [row for row in packages if "resolved" in row] == []
    assert [row for row in packages if not row["integrity"].startswith("sha512-")] == []


def test_a_reader_walks_from_home_to_a_quote_in_the_other_language_and_searches(
    open_page, tmp_path
):
    page = open_page()
    page.goto("/")
    expect(page).to_have_url(re.compile("/en/$"))
    page.screenshot(path=tmp_path / "home.png", full_page=True)
    page.get_by_role("link", name=re.compile("laureates of France")).click()
    expect(page.locator("h1")).to_contain_text("nine laureates")
    english = page.url
    page.screenshot(path=tmp_path / "release.png", full_page=True)
    page.locator("a.permalink").first.click()
    expect(page).to_have_url(re.compile("/en/quotes/"))
    quote = page.url.rstrip("/").rpartition("/")[2]
    page.locator(".languages").get_by_role("link", name="français").click()
    expect(page).to_have_url(re.compile(f"/fr/quotes/{quote}/$"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_text("Extrait de").get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"/fr/communiques/[^/]+/#{quote}$"))
    hreflang = page.locator("link[hreflang=en]").get_attribute("href")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert (hreflang, canonical) == (english, page.url.partition("#")[0])
    page.get_by_role("link", name="Rechercher").click()
    page.get_by_role("searchbox").fill("éclipse")
    page.keyboard.press("Enter")
    page.locator(".hits a").first.click()
    expect(page.locator("h1")).to_contain_text("clipse")
    page.screenshot(path=tmp_path / "found.png", full_page=True)


def test_every_type_of_block_is_in_a_page(room, open_page):
    page = open_page()
    types = [part[0] for part in body.BODY_BLOCKS]
    assert sorted(IN_THE_PAGE) == sorted(types)
    shown = dict.fromkeys(types, 0)
    for release in found_in(room, "releases?locale=en")["items"]:
        text = found_in(room, f"releases/{release['id']}?locale=en")
        page.goto(text["url"].replace(room.url, ""))
        for kind in {block["type"] for block in text["body"]}:
            shown[kind] += page.locator(IN_THE_PAGE[kind]).count()

    assert [kind for kind, count in shown.items() if not count] == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_pages_fit(room, open_page, tmp_path, size, locale):
    page = open_page(size)
    newest = found_in(room, f"releases?locale={locale}&limit=1")["items"][0]["url"]
    index = newest.replace(room.url, "").rstrip("/").rpartition("/")[0]
    paths = {
        "home": f"/{locale}/",
        "archive": f"{index}/?kind=release",
        "release": newest.replace(room.url, ""),
        "search": f"/{locale}/search/?q=recherche+research",
    }
    found = {}
    for name, path in paths.items():
        page.goto(path)
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        found[name] = page.evaluate(CUT_OFF)

    assert found == {name: [] for name in paths}


def sent_until(room, kind, *, times):
    """What was sent, once a kind of message was sent so often."""
    give_up_at = time.monotonic() + frontend_site.GUARD
    while time.monotonic() < give_up_at:
        sent = room.does("sent")
        if [told for told, _status in sent].count(kind) >= times:
            return sent
        time.sleep(0.05)
    raise AssertionError(f"{kind} was not sent {times} times: {sent}")


def test_the_archive_is_narrowed_and_what_is_not_there_says_so(room, site, open_page):
    page = open_page()
    page.goto("/en/releases/")
    page.get_by_label("Kind").select_option("advisory")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("main article")).to_have_count(1)
    expect(page.locator("main article")).to_contain_text("eclipse")

    withdrawn = room.does("publish", "A comet that was none")
    path = f"{site}/en/releases/{withdrawn['en']}/"
    frontend_site.until(path, "A comet that was none")
    room.does("withdraw", "A comet that was none")
    sent_until(room, "release.withdrawn", times=2)
    statuses = [frontend_site.answer(path)[0]]
    statuses += [
        frontend_site.answer(f"{site}{other}")[0]
        for other in ("/en/releases/nowhere/", "/de/", "/en/a/b/c/d/")
    ]

    assert statuses == [410, 404, 404, 404]


def test_a_release_under_embargo_shows_only_after_its_instant(room):
    moment = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(hours=2)
    room.does("embargo", EMBARGO, moment.isoformat())
    slug = room.does("slugs", EMBARGO)["en"]
    seen = []
    for lead in (LEAD, 3 * LEAD):
        shift = (moment - lead - datetime.now(UTC)).total_seconds()
        seen = _watched(room, slug, shift=shift)
        if not seen[0][1]:
            break

    before = {shown for at, shown in seen if at < moment}
    assert (seen[0][1], before, seen[-1][1]) == (False, {False}, True)


def _watched(room, slug, *, shift):
    """What a site shows, from its start to when the release is there, by our clock."""
    seen = []
    port = frontend_site.free_port()
    with (
        room.runs_ahead(shift) as newsroom_url,
        frontend_site.site(newsroom_url, port=port) as url,
    ):
        give_up_at = time.monotonic() + 3 * frontend_site.GUARD
        while time.monotonic() < give_up_at and not (seen and seen[-1][1]):
            pages = [
                frontend_site.answer(f"{url}{path}")
                for path in ("/en/", f"/en/releases/{slug}/", "/en/search/?q=reef")
            ]
            # The instant after the answers: they were made before it.
            at = datetime.now(UTC) + timedelta(seconds=shift)
            hidden = [EMBARGO not in text for _status, text in pages]
            seen.append((at, not all(hidden)))
            time.sleep(0.1)
    return seen


def test_a_correction_appears_through_the_webhook(
    room, site, open_page, record_property
):
    earlier = [kind for kind, _status in room.does("sent")].count("release.published")
    slug = room.does("publish", "A lens made of water")["fr"]
    # Once both languages were told, only the correction's own message can show it.
    sent_until(room, "release.published", times=earlier + 2)
    path = f"{site}/fr/communiques/{slug}/"
    frontend_site.until(path, "A lens made of water lead in fr")
    room.does("correct", "A lens made of water", "The lens is of ice")

    seconds = frontend_site.until(path, "The lens is of ice (fr)")

    record_property("seconds_to_a_correction", round(seconds, 2))
    sys.stdout.write(f"a correction appeared after {seconds:.2f} s\n")
    page = open_page()
    page.goto(path)
    expect(page.locator(".note")).to_contain_text("Un chiffre était faux.")
    sent = sent_until(room, "release.corrected", times=2)
    assert {status for _kind, status in sent} == {200}


def test_a_message_that_the_newsroom_did_not_sign_is_refused(site):
    status, _text = frontend_site.answer(f"{site}/api/newsroom-webhook", b"{}")

    assert status == 401


def test_unpublished_text_is_shown_to_who_has_a_token_and_to_nobody_else(
    room, site, open_page, tmp_path
):
    token = room.does("preview", "An unfinished bridge")
    reader = open_page()
    answered = reader.goto(f"/api/preview?token={token}")
    expect(reader.locator("h1")).to_have_text("An unfinished bridge fr")
    expect(reader.locator(".preview")).to_contain_text("ce texte n’est pas publié")
    reader.screenshot(path=tmp_path / "preview.png", full_page=True)
    path = reader.url.replace(site, "")
    robots = reader.locator("meta[name=robots]").get_attribute("content")

    assert "no-store" in answered.headers["cache-control"]
    assert (robots, answered.headers["x-robots-tag"]) == ("noindex, nofollow",) * 2
    assert frontend_site.answer(f"{site}{path}")[0] == 404
    assert frontend_site.answer(f"{site}/api/preview?token={token}x")[0] == 404

    reader.get_by_role("link", name="Quitter l’aperçu").click()
    assert reader.request.get(path).status == 404
