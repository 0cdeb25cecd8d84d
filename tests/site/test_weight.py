"""Bytes of what is sent, in every language. Times are measured by hand: tests/benchmarks."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup

from tests.conftest import LOCALES

KB = 1000
# The pages that a benchmark has visited from the beginning: a first one, and the longest text as the second.
FIRST, SECOND = "legislate/ratify/", "legislate/company-duties/"
# Lists made from data, looked into rather than read: they may weigh more, each by its kind.
LISTS = {
    "reference/sources/": 110 * KB,
    "oversee/checklists/dashboard/": 30 * KB,
    # The form reads its questions beside the text.
    "oversee/checklists/": 14 * KB,
    "reference/": 26 * KB,
    "regions/": 24 * KB,
    "cooperate/practices/": 15 * KB,
}


def gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def brotlied(path: Path) -> int:
    return len(brotli.compress(path.read_bytes(), mode=brotli.MODE_TEXT, quality=9))


def loaded(page: Path) -> Iterator[Path]:
    """Yield the files that a browser loads with a page before its reader acts."""
    soup = BeautifulSoup(page.read_bytes(), "lxml")
    for tag in soup.find_all(["script", "link", "img"]):
        if tag.name == "link" and tag["rel"][0] not in ("stylesheet", "icon"):
            continue
        if address := tag.get("src") or tag.get("href"):
            yield (page.parent / address).resolve()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_first_visit_weighs_little(site_dir, locale):
    for url in ("", FIRST, "start/help-now/", "oversee/checklists/cl-05-law-enforcement/"):
        page = site_dir / locale / url / "index.html"
        assert gzipped(page) + sum(gzipped(path) for path in loaded(page)) <= 75 * KB, url


@pytest.mark.parametrize("locale", LOCALES)
def test_a_second_page_is_its_text_and_nothing_else(site_dir, locale):
    first, second = (site_dir / locale / url / "index.html" for url in (FIRST, SECOND))
    assert set(loaded(second)) <= set(loaded(first))
    # As the settings in hosting/ send it; a browser without Brotli takes up to an eighth more.
    assert brotlied(second) <= 12 * KB
    assert gzipped(second) <= 13.5 * KB


def test_every_page_keeps_to_the_budget_of_its_kind(built_pages):
    heavy = []
    for page in built_pages:
        budget = next((most for place, most in LISTS.items() if page.url.startswith(place)), 12 * KB)
        if (weight := brotlied(page.file)) > budget:
            heavy.append(f"{page}: {weight} of {budget}")
    assert heavy == []


def test_half_of_the_pages_weigh_less_than_eight_kilobytes(built_pages, real_site):
    for locale in real_site.config.locales:
        weights = sorted(gzipped(page.file) for page in built_pages if page.locale == locale)
        assert weights[len(weights) // 2] <= 8 * KB, locale
