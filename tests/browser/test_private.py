"""Private: nothing asked of another host, nothing kept before an act of the reader, all of it listed and cleared."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import until
from tests.browser.kinds import KINDS
from tests.conftest import LOCALES, REPOSITORY

NEUTRAL = "https://www.wikipedia.org/"
KEPT = """async () => ({
    entries: [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort(),
    databases: (await indexedDB.databases()).map((one) => one.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"entries": [], "databases": [], "caches": [], "workers": 0}


def scripts() -> str:
    """Return the text of every script that is sent to a reader."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "overrides").rglob("*.js")))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_asks_another_host_or_keeps_anything_unasked(browser, base_url, real_site, locale):
    urls = set(KINDS.values()) | ({page.url for page in real_site.pages.values()} if locale == "en" else set())
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for url in sorted(urls):
        page.goto(f"{base_url}/{locale}/{url}")
        foreign = {one for one in asked if urlsplit(one).scheme in ("http", "https") and not one.startswith(base_url)}
        assert foreign == set(), url
    assert page.evaluate(KEPT) == NOTHING
    assert context.cookies() == []
    context.close()


def test_reading_searching_and_printing_keep_nothing(open_page):
    page = open_page("en/oversee/checklists/cl-05-law-enforcement/")
    page.keyboard.press("Control+k")
    page.locator("dialog input").fill("ratification")
    page.locator("dialog a[href]").first.wait_for(state="visible")
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    page.locator("a.footnote-ref, a.term").first.focus()
    assert page.evaluate(KEPT) == NOTHING
    assert page.context.cookies() == []


def test_no_request_tells_where_a_reader_comes_from(open_page):
    page = open_page("en/legislate/ratify/")
    sent: list[dict[str, str]] = []
    page.on("request", lambda request: sent.append(request.headers))
    page.click("header a.help")
    page.wait_for_url("**/start/help-now/")
    assert sent
    assert [headers["referer"] for headers in sent if headers.get("referer")] == []


def test_scripts_use_no_store_but_the_two_that_the_page_names():
    found = scripts()
    for store in (
        "document.cookie",
        "cookieStore",
        "sessionStorage",
        "indexedDB",
        "sendBeacon",
        "navigator.storage.persist",
    ):
        assert store not in found, store


def test_the_privacy_page_lists_every_key_that_scripts_use():
    table = (REPOSITORY / "docs/start/privacy.md").read_text(encoding="utf-8")
    listed = {key.removesuffix("…") for key in re.findall(r"^\| `(guide\.[^`]+)` \|", table, re.MULTILINE)}
    used = set(re.findall(r"[\"'`](guide\.[a-z]+(?:\.(?=[\"'`$]))?)", scripts()))
    assert used == listed


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_button_clears_all_that_the_reader_had_kept(open_page, real_site, locale):
    page = open_page(f"{locale}/oversee/checklists/cl-05-law-enforcement/")
    page.check("input[name='CL-05.1'][value=partly]")
    page.click("[data-theme-button]")
    page.goto(page.url.replace("oversee/checklists/cl-05-law-enforcement/", "regions/my-parliament/"))
    page.select_option("#my-parliament", "KE")
    page.locator(".picker button").first.click()
    page.evaluate("caches.open('guide.offline.en.2026.11').then((kept) => kept.put('/x', new Response('x')))")
    page.evaluate("localStorage.setItem('other', 'of another site at this address')")
    page.click("details.languages summary")
    page.click(f"details.languages a[hreflang={locale}]")
    page.goto(page.url.split("/regions/")[0] + "/start/privacy/")
    kept = page.evaluate(KEPT)
    assert [key.split(".")[1] for key in kept["entries"] if key != "other"] == [
        "assess", "language", "parliament", "theme",
    ]  # fmt: skip
    page.locator("nav.strip").wait_for()
    shown = real_site.text("start/privacy.md", locale).locale
    page.click("[data-clear-storage]")
    until(page, "document.querySelector('.clear-storage [role=status]').textContent !== ''")
    assert page.inner_text(".clear-storage [role=status]") == real_site.data[shown].strings["ui.storage.cleared"]
    assert page.evaluate(KEPT) == NOTHING | {"entries": ["other"]}
    assert page.locator("nav.strip").count() == 0
    assert page.get_attribute("html", "data-theme") is None


def test_without_scripts_the_button_does_not_show(open_page):
    page = open_page("en/start/privacy/", java_script_enabled=False)
    assert not page.locator("[data-clear-storage]").is_visible()


@pytest.fixture
def help_page(open_page):
    """Home, then help now, opened by its link; the neutral website is a stand-in on this machine."""
    page = open_page("en/", leaves_to=NEUTRAL)
    page.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<p>away</p>", content_type="text/html"))
    page.click("header a.help")
    page.wait_for_url("**/en/start/help-now/")
    return page


@pytest.mark.parametrize("act", ["button", "Escape", "Shift"])
def test_quick_exit_takes_the_place_of_the_page(help_page, act):
    page = help_page
    before = page.evaluate("history.length")
    with page.expect_navigation(url=NEUTRAL):
        if act == "button":
            page.click("[data-quick-exit]")
        else:
            for _ in range(3):
                page.keyboard.press(act)
    assert page.evaluate("history.length") == before
    page.go_back()
    assert page.url.endswith("/en/"), "back leads past the page that was left"


def test_pages_opened_from_there_leave_no_trace_in_the_tab(help_page):
    page = help_page
    before = page.evaluate("history.length")
    page.click("main a[href*='protect/hotlines']")
    page.wait_for_url("**/en/protect/hotlines/")
    assert page.evaluate("history.length") == before
    page.go_back()
    assert page.url.endswith("/en/")


def test_quick_exit_without_scripts_is_a_link_that_tells_nothing(open_page):
    page = open_page("en/start/help-now/", java_script_enabled=False)
    link = page.locator("[data-quick-exit]")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (NEUTRAL, "noreferrer noopener nofollow")
    assert page.get_attribute("meta[name=referrer]", "content") == "no-referrer"


def test_a_chosen_language_counts_more_than_the_one_that_the_host_chose(open_page):
    page = open_page("en/#door")
    assert page.url.endswith("/en/"), "the mark of the front door goes"
    page.evaluate("localStorage.setItem('guide.language', 'fr')")
    page.goto(page.url.replace("/en/", "/es/") + "#door")
    page.wait_for_url("**/fr/")
