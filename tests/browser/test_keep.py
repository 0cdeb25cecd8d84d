"""A language kept on the device: only when asked, shown as a kept copy without a network, renewed, taken away."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from guide.config import load_config
from guide.offline.keep import write_keep
from guide.site import Site
from tests.browser.conftest import until
from tests.conftest import LOCALES, REPOSITORY
from tests.webserver import serve

pytestmark = pytest.mark.usefixtures("base_url")
DOWNLOADS = "reference/downloads/"
KEEP = "[data-keep] button >> nth=0"
REMOVE = "[data-keep] button >> nth=1"
STATUS = "[data-keep] [role=status]"
EDITION = load_config(REPOSITORY).edition


@dataclasses.dataclass
class Host:
    """A web host that a test can stop, with a copy of one language that a test can change."""

    folder: Path
    locale: str
    page: Page
    address: str
    stop: Callable[[], None]

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}/{self.locale}/{path}")

    def keep(self) -> None:
        self.open(DOWNLOADS)
        self.page.locator(KEEP).click()
        expect(self.page.locator(STATUS)).to_contain_text(EDITION, timeout=60_000)


@pytest.fixture
def host(request, browser: Browser, tmp_path: Path) -> Iterator[Host]:
    locale = getattr(request, "param", "en")
    shutil.copytree(REPOSITORY / "site" / locale, tmp_path / "site" / locale)
    with ExitStack() as running:
        address = running.enter_context(serve(tmp_path / "site"))
        context = browser.new_context()
        try:
            yield Host(tmp_path / "site", locale, context.new_page(), address, running.close)
        finally:
            context.close()


def storage(page: Page) -> dict[str, list[str]]:
    return page.evaluate(
        "async () => ({caches: await caches.keys(), local: Object.keys(localStorage), "
        "workers: (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope)})"
    )


def test_nothing_is_kept_before_the_reader_asks_and_the_size_is_shown_first(host: Host):
    host.open(DOWNLOADS)
    offer = json.loads((host.folder / "en" / "keep.json").read_text())
    expect(host.page.locator(KEEP)).to_contain_text(f"{round(offer['transfer'] / 1e6, 1):g}")
    expect(host.page.locator(STATUS)).to_contain_text(f"{round(offer['bytes'] / 1e6, 1):g}")
    assert storage(host.page) == {"caches": [], "local": [], "workers": []}


@pytest.mark.parametrize("host", LOCALES, indirect=True)
def test_the_kept_language_opens_with_the_server_stopped_and_says_so(host: Host, real_site: Site):
    host.keep()
    host.stop()
    host.open("legislate/ratify/")
    title = real_site.text("legislate/ratify.md", host.locale).title
    expect(host.page.locator("h1")).to_have_text(title)
    expect(host.page.locator("p.kept")).to_contain_text(real_site.config.edition)
    host.open("oversee/checklists/cl-05-law-enforcement/")
    expect(host.page.locator(".assess").first).to_be_attached()
    host.page.keyboard.press("Control+k")
    host.page.locator("#search-input").fill({"ar": "الأطفال", "zh": "儿童", "ru": "дети"}.get(host.locale, "Lanzarote"))
    expect(host.page.locator("dialog.search li a").first).to_be_visible()


def test_a_page_that_is_not_kept_says_so(host: Host):
    host.keep()
    host.stop()
    host.open("no/such/page/")
    expect(host.page.locator("h1")).to_have_text("This page is not kept on this device, and there is no network.")


def test_with_a_network_the_page_of_the_host_is_shown_not_the_kept_one(host: Host):
    host.keep()
    page = host.folder / "en" / "start" / "about" / "index.html"
    page.write_text(page.read_text().replace("<h1", "<h1 data-newer", 1))
    host.open("start/about/")
    expect(host.page.locator("h1[data-newer]")).to_be_visible()
    expect(host.page.locator("p.kept")).to_have_count(0)


def test_a_new_edition_takes_the_place_of_the_old_one_as_a_whole(host: Host, real_site: Site):
    host.keep()
    (old,) = storage(host.page)["caches"]
    page = host.folder / "en" / "start" / "about" / "index.html"
    page.write_text(page.read_text().replace("<h1", "<h1 data-newer", 1))
    newer = dataclasses.replace(real_site, config=dataclasses.replace(real_site.config, edition="2027.02"))
    write_keep(newer, "en", host.folder / "en")
    host.page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    until(host.page, f"caches.keys().then((now) => now.length === 1 && now[0] !== '{old}')", seconds=30)
    host.stop()
    host.open("start/about/")
    expect(host.page.locator("h1[data-newer]")).to_be_visible()
    expect(host.page.locator("p.kept")).to_contain_text("2027.02")


def test_a_file_of_another_version_is_refused_and_the_old_copy_stays(host: Host, real_site: Site):
    host.keep()
    before = storage(host.page)["caches"]
    newer = dataclasses.replace(real_site, config=dataclasses.replace(real_site.config, edition="2027.02"))
    write_keep(newer, "en", host.folder / "en")
    worker = host.folder / "en" / "sw.js"
    worker.write_text(worker.read_text().replace('\\"start/about/\\":\\"', '\\"start/about/\\":\\"0'))
    host.page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    until(host.page, "navigator.serviceWorker.getRegistration().then((here) => !here.installing)", seconds=30)
    assert before[0] in storage(host.page)["caches"]
    host.stop()
    host.open("start/about/")
    expect(host.page.locator("p.kept")).to_contain_text(real_site.config.edition)


def test_one_press_takes_the_language_away(host: Host):
    host.keep()
    host.page.locator(REMOVE).click()
    expect(host.page.locator(STATUS)).to_have_text("Removed. Nothing of this language is kept on this device.")
    assert storage(host.page) == {"caches": [], "local": [], "workers": []}


def test_a_fetch_that_breaks_off_is_told_and_can_be_taken_up_again(host: Host):
    hidden = host.folder / "en" / "start" / "about" / "index.html"
    aside = hidden.rename(hidden.with_suffix(".aside"))
    host.open(DOWNLOADS)
    host.page.locator(KEEP).click()
    expect(host.page.locator(STATUS)).to_have_text(
        "This did not work. Try again when the network is better.", timeout=60_000
    )
    aside.rename(hidden)
    host.page.locator(KEEP).click()
    expect(host.page.locator(STATUS)).to_contain_text("Kept on this device", timeout=60_000)
