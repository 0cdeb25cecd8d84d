"""guide-site.zip opened from the disk: reading, links, languages, search, checklists, with no server at all."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from guide.offline.archive import ARCHIVE, FOLDER
from guide.offline.store import DOWNLOADS
from guide.site import Site
from tests.conftest import LOCALES, REPOSITORY

SEARCHED = {"ar": "الأطفال", "zh": "儿童", "ru": "парламент", "pt": "crianças", "es": "ratificar", "fr": "ratification"}


@pytest.fixture(scope="module")
def folder(offline_files: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("archive")
    with zipfile.ZipFile(REPOSITORY / "site" / "en" / DOWNLOADS / ARCHIVE) as archive:
        archive.extractall(place)
    return place / FOLDER


@pytest.fixture
def open_file(browser: Browser, folder: Path) -> Iterator[Callable[[str], Page]]:
    """Return a function that opens a file of the archive; afterwards: no script error, nothing asked of a network."""
    context = browser.new_context(locale="en-GB")
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
    page.on("request", lambda request: None if request.url.startswith("file:") else faults.append(request.url))

    def open_(name: str) -> Page:
        page.goto((folder / name).as_uri())
        return page

    yield open_
    context.close()
    assert [fault for fault in faults if not fault.startswith("blob:")] == []


def test_the_front_door_leads_to_the_readers_language(open_file):
    page = open_file("index.html")
    page.wait_for_url("**/en/index.html")
    expect(page.locator("h1")).to_be_visible()


def test_every_link_within_the_archive_lands_on_a_file(folder: Path):
    lost = []
    for file in folder.rglob("*.html"):
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
        for link in soup.select("a[href], link[rel=stylesheet], script[src]"):
            target = str(link.get("href") or link.get("src")).split("#")[0].split("?")[0]
            if target and ":" not in target and not (file.parent / target).is_file():
                lost.append(f"{file.relative_to(folder)}: {target}")
    assert lost == []


@pytest.mark.parametrize("locale", LOCALES)
def test_reading_switching_language_and_search_work_from_the_disk(open_file, real_site: Site, locale: str):
    page = open_file(f"{locale}/legislate/ratify/index.html")
    expect(page.locator("h1")).to_have_text(real_site.text("legislate/ratify.md", locale).title)
    page.keyboard.press("Control+k")
    page.locator("#search-input").fill(SEARCHED.get(locale, "Lanzarote"))
    first = page.locator("dialog.search li a").first
    expect(first).to_be_visible(timeout=15_000)
    first.click()
    page.wait_for_url(f"**/{locale}/**/index.html*")
    expect(page.locator("main h1")).to_be_visible()
    other = "fr" if locale != "fr" else "ar"
    page.locator(".languages summary").click()
    page.locator(f".languages a[hreflang={other}]").click()
    page.wait_for_url(f"**/{other}/**/index.html*")


def test_answers_of_a_checklist_are_kept_from_one_visit_to_the_next(open_file):
    name = "fr/oversee/checklists/cl-05-law-enforcement/index.html"
    page = open_file(name)
    page.locator("#cl-05-1 input[type=radio]").first.check(force=True)
    page.wait_for_timeout(500)
    page = open_file(name)
    expect(page.locator("#cl-05-1 input[type=radio]").first).to_be_checked()


def test_a_kept_parliament_leads_to_files(open_file):
    page = open_file("en/regions/my-parliament/index.html")
    page.select_option("#my-parliament", "KE")
    page.locator(".picker button").click()
    strip = page.locator("nav.strip a")
    expect(strip.first).to_be_visible()
    hrefs = strip.evaluate_all("links => links.map((link) => link.href)")
    assert hrefs
    assert all("/index.html" in href for href in hrefs)
