"""Bytes of a first search, and what moves while a page loads, in Chromium."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESKTOP, PHONE, until
from tests.browser.kinds import KINDS

# A frequent word in each language: the largest part of the index that a reader is likely to ask for.
WORDS = {
    "ar": "التصديق", "en": "ratification", "es": "ratificación", "fr": "ratification", "pt": "ratificação",
    "ru": "ратификация", "zh": "IPU",
}  # fmt: skip
SHIFT = """new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
})"""


@pytest.mark.parametrize("locale", WORDS)
def test_a_first_search_weighs_little(open_page, locale):
    page = open_page(f"{locale}/legislate/ratify/")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.click("[data-search]")
    page.locator("dialog input").fill(WORDS[locale])
    page.locator("dialog a[href]").first.wait_for(state="visible")
    page.wait_for_load_state("networkidle")
    assert 20_000 < sum(received) <= 200_000


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("locale", ["ar", "en"])
def test_nothing_moves_while_a_page_loads(open_page, locale, size):
    page = open_page(f"{locale}/", viewport=size)
    base = page.url
    for kind, url in KINDS.items():
        page.goto(f"{base}{url}")
        until(page, "document.readyState === 'complete'")
        assert page.evaluate(SHIFT) <= 0.02, kind
