"""Tables that a reader filters and sorts, by pointer and by keyboard, and without scripts."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, until

PRACTICES = "cooperate/practices/"
REGIONS = "regions/"


def _shown(table):
    return table.locator("tbody tr:not([hidden])")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_practices_are_filtered_by_theme_region_and_paragraph(open_page, real_site, locale):
    page = open_page(f"{locale}/{PRACTICES}")
    metas = [one.meta for one in real_site.of_kind("practice")]
    table = page.locator("form[data-filters] ~ div.table table").first
    page.select_option("[data-filter=region]", "african")
    wanted = [meta for meta in metas if meta["region"] == "african"]
    assert _shown(table).count() == len(wanted) > 0
    theme = wanted[0]["theme"]
    page.select_option("[data-filter=theme]", theme)
    wanted = [meta for meta in wanted if meta["theme"] == theme]
    assert _shown(table).count() == len(wanted)
    label = wanted[0]["paragraphs"][0]
    page.select_option("[data-filter=paragraphs]", label)
    assert _shown(table).count() == sum(label in meta["paragraphs"] for meta in wanted)
    page.click("form[data-filters] button[type=reset]")
    until(page, "document.querySelectorAll('form[data-filters] ~ div.table tbody tr[hidden]').length === 0")


def test_the_number_of_rows_is_said(open_page, real_site):
    page = open_page(f"en/{PRACTICES}")
    total = len(real_site.of_kind("practice"))
    assert page.inner_text("form[data-filters] [role=status]") == f"Rows shown: {total} of {total}"


def test_a_column_is_sorted_by_keyboard_and_says_so(open_page):
    page = open_page(f"en/{PRACTICES}")
    head = page.locator("form[data-filters] ~ div.table th").nth(1)
    head.locator("button").focus()
    page.keyboard.press("Enter")
    years = page.locator("form[data-filters] ~ div.table tbody td:nth-child(2)").all_inner_texts()
    assert years == sorted(years) and head.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Space")
    years = page.locator("form[data-filters] ~ div.table tbody td:nth-child(2)").all_inner_texts()
    assert years == sorted(years, reverse=True) and head.get_attribute("aria-sort") == "descending"


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_role_that_is_asked_for_in_a_group_is_the_role_there(open_page, real_site, locale):
    page = open_page(f"{locale}/{REGIONS}")
    regions = real_site.english.regions
    page.select_option("[data-filter=region]", "twelve-plus")
    table = page.locator("form[data-filters] ~ div.table table").first
    entries = regions["twelve-plus"]["instruments"]
    assert _shown(table).count() == len(entries)
    role = entries[0]["role"]
    page.select_option("[data-filter=role]", role)
    assert _shown(table).count() == sum(entry["role"] == role for entry in entries)


@pytest.mark.parametrize("path", [PRACTICES, REGIONS])
def test_without_scripts_the_table_is_whole_and_no_empty_controls_show(open_page, path):
    page = open_page(f"en/{path}", java_script_enabled=False)
    assert not page.locator("form[data-filters]").is_visible()
    assert page.locator("div.table tbody tr").count() > 10


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("path", [PRACTICES, REGIONS, "regions/my-parliament/"])
def test_phone_page_is_as_wide_as_the_screen(open_page, locale, path):
    page = open_page(f"{locale}/{path}", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_only_pages_with_such_tables_fetch_the_script(open_page):
    page = open_page("en/legislate/ratify/")
    asked = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert not [name for name in asked if "/tables." in name or "/parliament." in name or "/regions." in name]
