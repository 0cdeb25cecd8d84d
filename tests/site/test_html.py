"""HTML of every built file: valid, nothing inline that the policy forbids, languages and tables marked."""

from __future__ import annotations

import json
import posixpath
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import REPOSITORY

CHECKER = REPOSITORY / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"


def faults(*places: Path) -> list[str]:
    """Return what the Nu HTML checker calls an error or a warning in HTML files and folders."""
    if shutil.which("java") is None or not CHECKER.exists():
        raise RuntimeError("The HTML checker is missing: make tests/tools/node_modules/.ready")
    command = ["java", "-Xss8m", "-jar", CHECKER, "--skip-non-html", "--format", "json", "--exit-zero-always", *places]
    told = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    messages = json.loads(told.stderr)["messages"]
    return [
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] != "info" or message.get("subType") == "warning"
    ]


def test_every_page_is_valid_html(site_dir):
    assert faults(site_dir) == []


def test_the_checker_finds_what_is_wrong(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><title>x</title><p id="a"><p id="a"><img src="x.png">')
    found = " ".join(faults(page))
    assert "Duplicate ID" in found
    assert "alt" in found


@pytest.fixture(scope="module")
def other_files(site_dir: Path, built_pages) -> dict[Path, BeautifulSoup]:
    """HTML files that are no page of the guide: front door, pages for errors."""
    pages = {page.file for page in built_pages}
    return {
        path: BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for path in site_dir.rglob("*.html")
        if path not in pages
    }


def test_no_script_or_style_stands_inside_a_page(built_pages, other_files, real_site):
    assert len(other_files) >= 2 + len(real_site.config.locales)
    for name, soup in [
        *((str(page), page.soup) for page in built_pages),
        *((str(p), s) for p, s in other_files.items()),
    ]:
        for script in soup.find_all("script", src=False):
            assert script.get("type") == "application/json", f"{name}: {script}"
        assert soup.find("style") is None, name
        assert soup.find(style=True) is None, name
        assert soup.find(lambda tag: any(attribute.startswith("on") for attribute in tag.attrs)) is None, name
        assert soup.find("a", href=lambda address: address and address.startswith("javascript:")) is None, name


def test_every_table_has_headers_with_words(built_pages):
    tables = 0
    for page in built_pages:
        for table in page.soup.find_all("table"):
            tables += 1
            first = table.find("tr")
            assert first.find("th") is not None, f"{page}: a table without headers"
            assert first.find("td") is None, f"{page}: {first}"
            assert all(head.get_text(strip=True) for head in table.find_all("th")), f"{page}: an empty header"
    assert tables > 100


def test_titles_of_pages_in_another_language_are_marked(built_pages, real_site):
    """WCAG 2.2, 3.1.2: wherever a link shows the title of a page that stands in another language, its language stands too."""
    by_url = {page.url: path for path, page in real_site.pages.items()}
    seen = 0
    for page in built_pages:
        for link in page.soup.find_all("a", href=True):
            target = urldefrag(link["href"]).url
            if urlsplit(target).scheme or link.get("hreflang"):
                continue
            url = posixpath.normpath(posixpath.join(page.url, target))
            path = by_url.get("" if url == "." else f"{url}/")
            if path is None or link["href"].startswith("#"):
                continue
            version = real_site.text(path, page.locale)
            if version.locale == page.locale or link.get_text(" ", strip=True) != version.title:
                continue
            seen += 1
            assert _language(link) == version.locale, f"{page}: {link}"
    assert seen > 100


def test_contents_of_an_untranslated_page_are_marked(built_pages):
    for page in built_pages:
        block, contents = page.soup.select_one("main div.other-language"), page.soup.select_one("nav.toc ul")
        if block is not None and contents is not None:
            assert _language(contents) == block["lang"], page


def _language(tag: Tag) -> str:
    """Return the language that a tag's words are marked with, by itself or from around it."""
    return next(str(one["lang"]) for one in [tag, *tag.find_all("strong", lang=True), *tag.parents] if one.get("lang"))
