"""The search page in a real browser: by keyboard, without a script, narrow and wide.

Screenshots lie in the test's folder: `--basetemp=DIR` keeps them.
"""

import pytest
from playwright.sync_api import expect

from press import clock
from tests import factories, searching
from tests.plugins.browsers import GUARD, NARROW, WIDE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

CUT_OFF = """() => [...document.querySelectorAll('main *')]
    .filter(part => part.offsetParent && !part.closest('.visually-hidden'))
    .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
    .map(part => part.tagName + ' ' + part.className)"""
SMALL = """() => [...document.querySelectorAll(
        '.search-chips a, .search-suggestions li, .search-form button')]
    .filter(part => part.getBoundingClientRect().height < 44)
    .map(part => part.textContent)"""


@pytest.fixture
def found(newsroom, live_server, settings):
    """A newsroom with two releases that are found."""
    settings.NEWSROOM_URL = live_server.url
    for title, words in (("Reef opens", "Coral"), ("Bay closes", "Coral bay")):
        factories.public(newsroom, clock.now, title=title, words=words)
    searching.deliver_all(clock.now)
    return live_server.url


def opened(browser, url, *, size=WIDE, script=True):
    """Return a window, and what it complained of."""
    context = browser.new_context(
        viewport=size, base_url=url, java_script_enabled=script
    )
    page = context.new_page()
    page.set_default_timeout(GUARD)
    said = []
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


def test_suggestions_are_walked_and_followed_by_keyboard(browser, found):
    page, said = opened(browser, found)
    page.goto("/en/search/")
    box = page.get_by_role("combobox", name="Words, names or a phrase")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")

    box.press_sequentially("coral")
    expect(options).to_have_count(8)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text("Suggestions: 8")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "search-suggestions-0")
    box.press("ArrowUp")
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("coral")
    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")

    page.wait_for_url("**/organisations/*/")
    assert said == []


def test_enter_without_a_suggestion_searches_and_a_click_follows_one(browser, found):
    page, said = opened(browser, found)
    page.goto("/fr/search/")
    box = page.get_by_role("combobox")

    box.press_sequentially("reef op")
    option = page.get_by_role("option", name="Reef opens")
    expect(option).to_contain_text("Communiqué")
    box.press("Enter")
    page.wait_for_url("**/fr/search/?q=reef+op")
    box.press("End")
    box.press_sequentially("e")
    option.click()

    page.wait_for_url("**/fr/communiques/reef-opens-fr/")
    assert said == []


def test_only_the_last_of_several_questions_is_shown(browser, found):
    page, _said = opened(browser, found)
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.continue_()

    page.route("**/api/v1/suggest**", answer)
    page.goto("/en/search/")
    box = page.get_by_role("combobox")

    box.press_sequentially("coral bay person", delay=5)

    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_contain_text("Coral bay Person")
    assert len(asked) < 8
    box.fill("c")
    expect(page.get_by_role("option")).to_have_count(0)


@pytest.mark.parametrize(("size", "locale"), [(WIDE, "en"), (NARROW, "fr")])
def test_filters_are_chosen_and_taken_back_without_a_script(
    browser, found, tmp_path, size, locale
):
    page, _said = opened(browser, found, size=size, script=False)
    page.goto(f"/{locale}/search/")
    page.get_by_role("searchbox").fill("coral")
    page.get_by_role("searchbox").press("Enter")
    aside = page.locator("aside")

    for name in ("release", "quote"):
        aside.locator(f"a[href*='type={name}']").first.click()
    expect(page.locator(".search-chips li")).to_have_count(3)
    expect(page.locator(".search-hit")).to_have_count(4)
    assert page.evaluate(CUT_OFF) == page.evaluate(SMALL) == []
    page.screenshot(path=tmp_path / f"search-{locale}.png", full_page=True)
    page.locator(".search-chips a").first.click()

    expect(page.locator(".search-hit")).to_have_count(2)
    expect(aside.locator("[aria-current=true]")).to_have_count(1)


def test_suggestions_fit_a_narrow_window(browser, found, tmp_path):
    page, said = opened(browser, found, size=NARROW)
    page.goto("/fr/search/?q=coral")

    page.get_by_role("combobox").press("End")
    page.get_by_role("combobox").press_sequentially(" ")
    expect(page.get_by_role("option").first).to_be_visible()

    page.screenshot(path=tmp_path / "suggestions.png")
    assert page.evaluate(CUT_OFF) == page.evaluate(SMALL) == said == []


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_hits_are_as_wide_as_a_narrow_page(browser, found, locale, tmp_path):
    page, said = opened(browser, found, size=NARROW)
    page.goto(f"/{locale}/search/?q=coral")

    hits = page.locator(".search-hit").all()
    widths = {round(hit.bounding_box()["width"]) for hit in hits}
    texts = {round(hit.locator("h3").bounding_box()["width"]) for hit in hits}
    page.screenshot(path=str(tmp_path / f"hits-{locale}.png"))
    assert len(hits) > 2
    assert (len(widths), texts) == (1, widths)
    assert page.evaluate(CUT_OFF) == []
    assert said == []
