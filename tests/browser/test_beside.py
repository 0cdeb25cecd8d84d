"""Source and translation side by side: only when asked for, only where there is room, and back again."""

from __future__ import annotations

import pytest

PAGE = "legislate/ratify/"


def opened(open_page, path, **options):
    page = open_page(path, **options)
    page.click("[data-beside]")
    page.wait_for_selector(".is-beside")
    return page


@pytest.mark.parametrize(("locale", "own_is_left"), [("fr", True), ("ar", False)])
def test_sections_stand_beside_their_source(open_page, locale, own_is_left):
    page = opened(open_page, f"{locale}/{PAGE}", viewport={"width": 1400, "height": 900})
    here = page.locator(".pair:has(#asked) .here").bounding_box()
    there = page.locator(".pair:has(#asked) .there").bounding_box()
    assert abs(here["y"] - there["y"]) < 2
    assert (here["x"] < there["x"]) == own_is_left
    source = page.locator(".pair:has(#asked) .there")
    assert (source.get_attribute("lang"), source.get_attribute("dir")) == ("en", "ltr")
    assert source.locator("h2").inner_text() == "What is asked"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_ids_stay_single_and_links_of_the_source_lead_to_source_pages(open_page):
    page = opened(open_page, f"fr/{PAGE}")
    assert (
        page.evaluate("new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size")
        == page.locator("[id]").count()
    )
    links = page.eval_on_selector_all(
        ".there a", "links => links.filter((link) => link.host === location.host).map((link) => link.pathname)"
    )
    assert links and all(link.startswith("/en/") for link in links)


def test_closing_gives_the_page_back_as_it_was(open_page):
    page = open_page(f"fr/{PAGE}")
    # Not outerHTML: what scrolls sideways, and so takes the keyboard, follows the width.
    nodes = (
        "[...document.querySelector('main .text').children].map((node) => node.tagName + node.id + node.textContent)"
    )
    before = page.evaluate(nodes)
    page.click("[data-beside]")
    page.wait_for_selector(".is-beside")
    page.click("[data-beside]")
    assert page.evaluate(nodes) == before
    assert page.get_attribute("[data-beside]", "aria-pressed") == "false"


def test_what_was_filled_in_stays(open_page):
    page = open_page("fr/oversee/checklists/cl-05-law-enforcement/")
    page.locator("main input[type=radio]").first.check()
    page.click("[data-beside]")
    page.wait_for_selector(".is-beside")
    assert page.locator("main input[type=radio]").first.is_checked()


def test_nothing_of_it_is_loaded_before_it_is_asked_for(open_page):
    page = open_page(f"fr/{PAGE}")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert loaded and not any("beside" in url or "/en/" in url for url in loaded)


@pytest.mark.parametrize(
    "options",
    [{"viewport": {"width": 1000, "height": 800}}, {"java_script_enabled": False}],
    ids=["narrow window", "no scripts"],
)
def test_the_switch_is_not_shown_where_it_cannot_serve(open_page, options):
    page = open_page(f"fr/{PAGE}", **options)
    assert not page.locator("[data-beside]").is_visible()


def test_a_page_in_its_first_language_has_no_switch(open_page):
    assert open_page(f"en/{PAGE}").locator("[data-beside]").count() == 0


def test_a_source_that_cannot_be_loaded_is_said(open_page, real_site):
    page = open_page(f"fr/{PAGE}")
    page.route("**/en/**", lambda route: route.fulfill(status=404, body=""))
    page.click("[data-beside]")
    status = page.locator("[data-beside] + [role=status]")
    status.filter(has_text=real_site.data["fr"].strings["beside.failed"]).wait_for()
    assert page.locator(".is-beside").count() == 0
