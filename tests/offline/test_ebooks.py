"""The e-books: valid for epubcheck, accessible, in their language and direction, with every page and working links."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from guide.compose import compose
from guide.offline.documents import documents
from guide.offline.epub import epub_html, render_epub
from guide.offline.html import Texts
from guide.offline.store import DOWNLOADS
from guide.plaintext import plain_text
from guide.site import Site
from tests.conftest import LOCALES, REPOSITORY

EPUBCHECK = "/usr/share/java/epubcheck.jar"
NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "h": "http://www.w3.org/1999/xhtml",
    "dc": "http://purl.org/dc/elements/1.1/",
}
NEEDED = {
    "schema:accessMode", "schema:accessModeSufficient", "schema:accessibilityFeature", "schema:accessibilityHazard",
    "schema:accessibilitySummary",
}  # fmt: skip


@pytest.fixture(scope="session")
def books(offline_files: None) -> dict[str, Path]:
    return {locale: REPOSITORY / "site" / locale / DOWNLOADS / "guide.epub" for locale in LOCALES}


def pages(book: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(book) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name.rpartition("/")[2]: etree.fromstring(archive.read(name)) for name in names}


def package(book: Path) -> etree._Element:
    with zipfile.ZipFile(book) as archive:
        return etree.fromstring(archive.read("EPUB/content.opf"))


@pytest.mark.parametrize("locale", LOCALES)
def test_epubcheck_finds_no_error_and_no_warning(books: dict[str, Path], locale: str):
    done = subprocess.run(
        ["java", "-jar", EPUBCHECK, str(books[locale]), "--failonwarnings"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr


@pytest.mark.parametrize("locale", LOCALES)
def test_language_direction_title_and_accessibility_are_said(books: dict[str, Path], real_site: Site, locale: str):
    found = package(books[locale])
    direction = real_site.config.language(locale).dir
    assert found.xpath("string(//dc:language)", namespaces=NAMES) == locale
    assert found.xpath("string(//dc:title)", namespaces=NAMES) == real_site.data[locale].strings["site.name"]
    assert found.xpath("string(//opf:spine/@page-progression-direction)", namespaces=NAMES) == direction
    assert set(found.xpath("//opf:meta/@property", namespaces=NAMES)) >= NEEDED
    for name, page in pages(books[locale]).items():
        assert (page.get("lang"), page.get("dir")) == (locale, direction), name
        assert not re.fullmatch(r"ch\d+\.xhtml", page.xpath("string(//h:title)", namespaces=NAMES)), name


@pytest.mark.parametrize("locale", ["ar", "en", "fr", "zh"])
def test_every_page_of_the_language_is_in_the_contents_and_in_the_book(
    books: dict[str, Path], real_site: Site, locale: str
):
    found = pages(books[locale])
    listed = found["nav.xhtml"].xpath("//h:nav[@id='toc']//h:a/text()", namespaces=NAMES)
    text = " ".join("".join(page.itertext()) for page in found.values())
    squeezed = re.sub(r"\W", "", text)
    for path in documents(real_site, locale)[0].pages:
        page = real_site.text(path, locale)
        assert page.title in listed, path
        lines = [
            re.sub(r"\W", "", line)[:15] for line in plain_text(compose(real_site, path, locale).markdown).split("\n")
        ]
        lost = [line for line in lines if line not in squeezed]
        # Only the choices above tables, which need scripts, are left out.
        assert len(lost) <= 1 + len(lines) / 20, f"{path}: {lost}"


def test_every_link_within_a_book_lands(books: dict[str, Path]):
    for locale, book in books.items():
        found = pages(book)
        ids = {name: set(page.xpath("//@id")) for name, page in found.items()}
        for name, page in found.items():
            for target in page.xpath("//h:a/@href", namespaces=NAMES):
                if ":" not in target:
                    file, _, anchor = target.rpartition("/")[2].partition("#")
                    assert anchor in ids[file or name] or not anchor, f"{locale}/{name}: {target}"


def test_notes_are_notes_of_an_ebook(books: dict[str, Path]):
    found = pages(books["en"])
    notes = sum(len(page.xpath("//h:aside[@role='doc-footnote']", namespaces=NAMES)) for page in found.values())
    calls = sum(len(page.xpath("//h:a[@role='doc-noteref']", namespaces=NAMES)) for page in found.values())
    assert notes > 1000
    assert calls == notes


def test_the_same_text_gives_the_same_book(real_site: Site, tmp_path: Path):
    texts = Texts(real_site, "zh")
    text, revision = epub_html(texts, documents(real_site, "zh")[0])
    assert (text, revision) == epub_html(Texts(real_site, "zh"), documents(real_site, "zh")[0])
    source = tmp_path / "book.html"
    source.write_text(text, encoding="utf-8")
    for name in ("one.epub", "two.epub"):
        render_epub(source, tmp_path / name, "ltr")
    assert (tmp_path / "one.epub").read_bytes() == (tmp_path / "two.epub").read_bytes()
