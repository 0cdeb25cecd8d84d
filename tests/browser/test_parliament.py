""" "My parliament": picked once, kept on the device, leads to the region; nothing is sent."""

from __future__ import annotations

import pytest
from babel import Locale

PAGE = "regions/my-parliament/"
KEPT = "localStorage.getItem('guide.parliament')"


def _pick(page, code: str) -> None:
    page.select_option("#my-parliament", code)
    page.click(".picker button")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_choice_leads_to_the_region_on_every_page(open_page, locale):
    page = open_page(f"{locale}/{PAGE}")
    assert page.evaluate("localStorage.length") == 0
    _pick(page, "KE")
    assert page.evaluate(KEPT) == '{"p":"KE","r":["african"]}'
    for path in ("", "legislate/ratify/"):
        page.goto(page.url.split(f"/{locale}/")[0] + f"/{locale}/{path}")
        strip = page.locator("nav.strip")
        strip.wait_for(state="visible")
        assert Locale.parse(locale).territories["KE"] in strip.inner_text()
        links = strip.locator("a").evaluate_all("links => links.map((link) => link.pathname + link.hash)")
        chapter = f"/{locale}/regions/african/"
        assert links[:3] == [chapter, f"{chapter}#instruments", f"{chapter}#channels"]
        assert links[3] == f"/{locale}/oversee/checklists/rc-african/"
        assert links[-1] == f"/{locale}/{PAGE}"


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_link_of_the_strip_leads_somewhere(open_page, locale):
    page = open_page(f"{locale}/{PAGE}")
    _pick(page, "DZ")
    for link in page.locator("nav.strip a").evaluate_all("links => links.map((link) => link.href)"):
        page.goto(link)
        assert page.evaluate("!location.hash || document.getElementById(location.hash.slice(1)) !== null"), link
        assert page.locator("html.js main h1").count() == 1


def test_a_country_in_two_groups_gets_both(open_page):
    page = open_page(f"en/{PAGE}")
    _pick(page, "DZ")
    assert page.locator("nav.strip span").count() == 2
    assert page.locator(".picked li").count() == 2


@pytest.mark.parametrize("address", [f"en/{PAGE}#p-ke", f"en/{PAGE}?p=KE", f"ar/{PAGE}#p-ke"])
def test_a_shared_link_shows_and_keeps_nothing_until_asked(open_page, address):
    page = open_page(address)
    result = page.locator(".picked")
    result.locator("li").first.wait_for(state="visible")
    assert page.evaluate("localStorage.length") == 0
    assert page.locator("nav.strip").count() == 0
    result.locator("button").click()
    assert page.locator("nav.strip").is_visible() and page.evaluate(KEPT)


def test_a_shared_link_with_nonsense_is_answered_in_words(open_page):
    page = open_page(f"en/{PAGE}?p=<b>x</b>")
    assert "not in the lists" in page.inner_text(".picked")
    assert page.locator(".picked b").count() == 0


def test_the_choice_can_be_forgotten(open_page):
    page = open_page(f"en/{PAGE}")
    _pick(page, "KE")
    page.locator(".picked button").click()
    assert page.evaluate("localStorage.length") == 0 and page.locator("nav.strip").count() == 0
    page.reload()
    assert page.locator("nav.strip").count() == 0


@pytest.mark.parametrize(
    "kept", ["nonsense", '{"p":"<b>","r":["african"]}', '{"p":"KE","r":["nowhere"]}', '{"p":"KE"}']
)
def test_what_is_kept_wrongly_counts_as_nothing(open_page, kept):
    page = open_page("en/")
    page.evaluate("kept => localStorage.setItem('guide.parliament', kept)", kept)
    page.reload()
    page.wait_for_timeout(300)
    assert page.locator("nav.strip").count() == 0


def test_the_page_that_helps_a_child_shows_no_strip(open_page):
    page = open_page(f"en/{PAGE}")
    _pick(page, "KE")
    page.click("header a.help")
    page.wait_for_url("**/start/help-now/")
    page.wait_for_timeout(300)
    assert page.locator("nav.strip").count() == 0


def test_by_keyboard_alone(open_page):
    page = open_page(f"en/{PAGE}")
    page.locator("#my-parliament").focus()
    page.keyboard.type("Kenya")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert '"KE"' in page.evaluate(KEPT)


def test_every_country_of_the_data_can_be_picked(open_page, real_site):
    page = open_page(f"en/{PAGE}")
    codes = {
        code
        for region in real_site.english.regions.values()
        for code in region["members"] + region.get("uncertain_members", [])
    }
    assert set(page.locator("#my-parliament option").evaluate_all("all => all.map((one) => one.value)")) - {""} == codes


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_without_scripts_it_is_a_list_of_countries_with_their_chapters(open_page, locale):
    page = open_page(f"{locale}/{PAGE}", java_script_enabled=False)
    assert page.locator("#p-ke").count() == 1
    assert page.locator("li:has(#p-ke) a").get_attribute("href") == "../african/"
