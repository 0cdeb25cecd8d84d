"""Reading the guide in a browser: languages, directions, phone, keyboard."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE


def test_language_switch_stays_on_page_and_section(open_page):
    page = open_page("en/legislate/ratify/#asked")
    page.click("details.languages summary")
    page.click("details.languages a[hreflang=fr]")
    page.wait_for_load_state()
    assert page.url.endswith("/fr/legislate/ratify/#asked")
    assert page.get_attribute("html", "lang") == "fr"


def test_chosen_language_is_remembered_by_the_front_door(open_page):
    page = open_page("en/legislate/ratify/")
    page.click("details.languages summary")
    page.click("details.languages a[hreflang=ar]")
    page.wait_for_load_state()
    page.goto(page.url.split("/ar/")[0] + "/")
    page.wait_for_url("**/ar/")
    assert page.get_attribute("html", "dir") == "rtl"


@pytest.mark.parametrize(
    ("preferred", "expected"), [("fr-CA", "fr"), ("pt-BR", "pt"), ("zh-CN", "zh"), ("ar-EG", "ar")]
)
def test_front_door_follows_the_browser(open_page, preferred, expected):
    page = open_page("", locale=preferred)
    page.wait_for_url(f"**/{expected}/")


def test_front_door_is_a_list_without_scripts(open_page):
    page = open_page("", java_script_enabled=False)
    assert page.locator("main a[hreflang]").count() == 7


@pytest.mark.parametrize(
    "path", ["en/", "ar/", "ar/legislate/company-duties/", "zh/oversee/checklists/cl-05-law-enforcement/"]
)
def test_phone_page_is_as_wide_as_the_screen(open_page, path):
    page = open_page(path, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_first_screen_of_the_phone_shows_what_to_do(open_page):
    page = open_page("en/", viewport=PHONE)
    box = page.locator("#tasks + ul li").nth(2).bounding_box()
    assert box is not None and box["y"] + box["height"] <= PHONE["height"]


def test_arabic_reads_from_the_right(open_page):
    page = open_page("ar/legislate/ratify/")
    side = page.locator("main").bounding_box()
    navigation = page.locator("#navigation").bounding_box()
    assert navigation["x"] > side["x"], "the navigation stands on the right"
    assert page.evaluate("getComputedStyle(document.querySelector('main p')).direction") == "rtl"


def test_glossary_tooltip_opens_on_focus_and_closes_on_escape(open_page):
    page = open_page("en/legislate/ratify/")
    term = page.locator("a.term").first
    definition = term.get_attribute("data-def")
    term.focus()
    tooltip = page.locator("[role=tooltip]")
    tooltip.wait_for(state="visible")
    assert definition[:20] in tooltip.inner_text()
    page.keyboard.press("Escape")
    tooltip.wait_for(state="hidden")


def test_footnote_tooltip_opens_on_focus(open_page):
    page = open_page("en/legislate/ratify/")
    page.locator("a.footnote-ref").first.focus()
    tooltip = page.locator("[role=tooltip]")
    tooltip.wait_for(state="visible")
    assert len(tooltip.inner_text()) > 20


def test_theme_choice_is_kept_after_the_act_only(open_page):
    page = open_page("en/")
    page.click("[data-theme-button]")
    assert page.evaluate("localStorage.length") == 1
    chosen = page.get_attribute("html", "data-theme")
    page.reload()
    assert page.get_attribute("html", "data-theme") == chosen


def test_drawer_opens_and_closes_by_keyboard_on_a_phone(open_page):
    page = open_page("en/legislate/ratify/", viewport=PHONE)
    button = page.locator("[data-menu]")
    button.focus()
    page.keyboard.press("Enter")
    link = page.locator("#navigation a[aria-current=page]")
    link.wait_for(state="visible")
    page.keyboard.press("Escape")
    link.wait_for(state="hidden")
    assert button.evaluate("element => element === document.activeElement")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_pages_read_without_scripts(open_page, locale):
    page = open_page(f"{locale}/legislate/ratify/", java_script_enabled=False)
    assert page.locator("main h2").count() > 3
    assert page.locator("#navigation a").first.is_visible() or page.locator("[data-menu]").is_visible()


def test_missing_page_answers_in_the_language_of_its_folder(open_page, real_site):
    page = open_page("fr/no/such/page/")
    assert page.get_attribute("html", "lang") == "fr"
    assert page.inner_text("h1") == real_site.data["fr"].strings["ui.not-found.title"]
    page.click("main a >> nth=1")
    page.wait_for_url("**/fr/")
