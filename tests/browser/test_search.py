"""The search, as a reader uses it: nothing is fetched before, given words find given pages, by keyboard and phone."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE

# Language, what a reader types, the page that must be among the first five.
QUERIES = [
    ("en", "ratification", "legislate/ratify/"),
    ("en", "ratifying treaties", "legislate/ratify/"),
    ("en", "companies must report", "legislate/company-duties/"),
    ("en", "sextortion", "understand/words/"),
    ("fr", "ratifier", "legislate/ratify/"),
    ("fr", "ratification des traites", "legislate/ratify/"),
    ("fr", "obligations des entreprises", "legislate/company-duties/"),
    ("ar", "التصديق", "legislate/ratify/"),
    ("ar", "التَّصديق على المُعاهدات", "legislate/ratify/"),
    ("ar", "افريقيا", "regions/african/"),
    ("ar", "أفريقيا", "regions/african/"),
    ("zh", "批准", "legislate/ratify/"),
    ("zh", "批准条约", "legislate/ratify/"),
    ("zh", "求助", "start/help-now/"),
    ("zh", "cybertipline", "understand/scale/"),
]


def _search(page, words: str) -> list[str]:
    """Open the search, type, and return the addresses found."""
    page.click("[data-search]")
    box = page.locator("dialog input")
    box.wait_for(state="visible")
    box.fill(words)
    page.locator("dialog a[href]").first.wait_for(state="visible", timeout=15_000)
    return page.locator("dialog a[href]").evaluate_all("links => links.map((link) => link.pathname)")


@pytest.mark.parametrize(("locale", "words", "expected"), QUERIES)
def test_words_find_the_page(open_page, locale, words, expected):
    page = open_page(f"{locale}/")
    found = _search(page, words)
    pages = list(dict.fromkeys(found))[:5]
    assert f"/{locale}/{expected}" in pages


def test_nothing_of_the_search_is_fetched_before_use(open_page):
    page = open_page("en/legislate/ratify/")
    page.wait_for_timeout(500)
    asked = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert not [name for name in asked if "search" in name or "pagefind" in name]


def test_search_by_keyboard_alone(open_page):
    page = open_page("en/legislate/money/")
    page.locator("[data-search]").focus()
    page.keyboard.press("Enter")
    page.locator("dialog input").wait_for(state="visible")
    page.keyboard.type("ratification")
    page.locator("dialog a[href]").first.wait_for(state="visible", timeout=15_000)
    page.keyboard.press("ArrowDown")
    target = page.evaluate("document.activeElement.pathname")
    assert target
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}*")


def test_escape_closes_the_search_and_returns_to_the_button(open_page):
    page = open_page("en/")
    page.locator("[data-search]").focus()
    page.keyboard.press("Enter")
    page.locator("dialog input").wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="hidden")
    assert page.locator("[data-search]").evaluate("element => element === document.activeElement")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_search_fits_the_phone(open_page, locale):
    page = open_page(f"{locale}/", viewport=PHONE)
    _search(page, "Lanzarote" if locale == "en" else "التصديق")
    box = page.locator("dialog").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_result_leads_to_the_section(open_page):
    page = open_page("en/")
    page.click("[data-search]")
    page.locator("dialog input").fill("ratification")
    page.locator("dialog a[href*='#']").first.wait_for(state="visible", timeout=15_000)
    page.locator("dialog a[href*='#']").first.click()
    page.wait_for_url("**#*")
    assert page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null")


def test_nothing_found_is_said_in_words(open_page, real_site):
    page = open_page("fr/")
    page.click("[data-search]")
    page.locator("dialog input").fill("zzzzqqqq")
    page.get_by_text(real_site.data["fr"].strings["ui.search.none"]).wait_for(state="visible", timeout=15_000)
