"""Every page of every language stands in the built site, marked with its language, with working links."""

from __future__ import annotations

import posixpath
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from guide.compose import page_status


def test_every_page_stands_in_every_language(built_pages):
    missing = [str(page) for page in built_pages if not page.file.is_file()]
    assert missing == []


def test_each_language_has_its_own_404_sitemap_and_search(site_dir, real_site):
    for locale in real_site.config.locales:
        for name in ("404.html", "sitemap.xml", "pagefind/pagefind.js", "pagefind/pagefind-entry.json"):
            assert (site_dir / locale / name).is_file(), f"{locale}/{name}"


def test_html_names_language_and_direction(built_pages, real_site):
    for page in built_pages:
        language = real_site.config.language(page.locale)
        assert page.soup.html["lang"] == language.locale, page
        assert page.soup.html["dir"] == language.dir, page


def test_untranslated_text_is_marked_and_announced(built_pages, real_site):
    for page in built_pages:
        path = next(path for path, source in real_site.pages.items() if source.url == page.url)
        status = page_status(real_site, path, page.locale)
        block = page.soup.select_one("main div.other-language")
        if status.state != "missing":
            assert block is None, page
            continue
        assert block is not None and (block["lang"], block["dir"]) == ("en", "ltr"), page
        title = real_site.data[page.locale].strings["notice.missing.title"]
        notice = page.soup.select_one("main .admonition-title")
        assert notice is not None and title in notice.text, page
        assert block.find_previous("p", class_="admonition-title") is not None, page


def test_translations_show_their_state(built_pages, real_site):
    seen = 0
    for page in built_pages:
        path = next(path for path, source in real_site.pages.items() if source.url == page.url)
        status = page_status(real_site, path, page.locale)
        if status.state in ("draft", "reviewed"):
            seen += 1
            title = real_site.data[page.locale].strings[f"notice.{status.state}.title"]
            assert title in page.soup.select_one("main .admonition-title").text, page
    assert seen > 0


def test_no_id_stands_twice_on_a_page(built_pages):
    for page in built_pages:
        ids = Counter(tag["id"] for tag in page.soup.find_all(id=True))
        assert [name for name, count in ids.items() if count > 1] == [], page


def test_every_internal_link_lands(built_pages, site_dir):
    ids = {page.file: {tag["id"] for tag in page.soup.find_all(id=True)} for page in built_pages}
    broken = []
    for page in built_pages:
        for tag in page.soup.find_all(["a", "link", "script", "img"]):
            address = tag.get("href") or tag.get("src")
            if address is None or urlsplit(address).scheme:
                continue
            target, fragment = urldefrag(address)
            file = _file(page.file, unquote(target), site_dir)
            if not file.is_file() or (fragment and file in ids and unquote(fragment) not in ids[file]):
                broken.append(f"{page}: {address}")
    assert broken == []


def _file(source: Path, target: str, site_dir: Path) -> Path:
    if not target:
        return source
    path = Path(posixpath.normpath(source.parent / target))
    return path / "index.html" if path.is_dir() else path


def test_alternates_point_at_each_other(built_pages, real_site, site_dir):
    base = real_site.config.site_url
    for page in built_pages:
        links = {tag["hreflang"]: tag["href"] for tag in page.soup.find_all("link", rel="alternate")}
        assert set(links) == {*real_site.config.locales, "x-default"}, page
        for locale, address in links.items():
            if locale != "x-default":
                assert address == f"{base}{locale}/{page.url}", page
                assert (site_dir / locale / page.url / "index.html").is_file(), page
        assert page.soup.find("link", rel="canonical")["href"] == links[page.locale], page


def test_language_switch_stays_on_the_page(built_pages, real_site):
    for page in built_pages:
        found = {tag["hreflang"]: tag["href"] for tag in page.soup.select("header a[hreflang]")}
        for locale in set(real_site.config.locales) - {page.locale}:
            target = posixpath.normpath(posixpath.join(f"/{page.locale}/{page.url}", found[locale])) + "/"
            assert target == posixpath.normpath(f"/{locale}/{page.url}") + "/", page


def test_pages_load_nothing_from_elsewhere_and_run_no_inline_script(built_pages):
    for page in built_pages:
        for tag in page.soup.find_all(["script", "link", "img", "iframe", "source", "video", "audio"]):
            address = tag.get("src") or (
                tag.get("href") if tag.get("rel") in (["stylesheet"], ["icon"], ["preload"]) else None
            )
            assert not address or not urlsplit(address).netloc, f"{page}: {tag}"
        for script in page.soup.find_all("script", src=False):
            assert script.get("type") == "application/json", f"{page}: {script}"
        assert page.soup.find(lambda tag: any(name.startswith("on") for name in tag.attrs)) is None, page
        assert page.soup.find(style=True) is None, page


def test_no_macro_or_citation_is_left_unresolved(built_pages):
    for page in built_pages:
        text = page.soup.main.get_text()
        for mark in ("{{", "}}", "[@", "Footnotes Go Here", "[^", "{ #"):
            assert mark not in text, f"{page}: {mark}"


def test_front_door_is_a_plain_list_of_languages(site_dir, real_site):
    from bs4 import BeautifulSoup

    soup = BeautifulSoup((site_dir / "index.html").read_text(encoding="utf-8"), "lxml")
    links = {tag["hreflang"]: tag["href"] for tag in soup.select("main a")}
    assert links == {locale: f"{locale}/" for locale in real_site.config.locales}


def test_sitemaps_name_every_page_with_its_alternates(site_dir, real_site):
    from bs4 import BeautifulSoup

    base = real_site.config.site_url
    for locale in real_site.config.locales:
        soup = BeautifulSoup((site_dir / locale / "sitemap.xml").read_bytes(), "xml")
        entries = {
            entry.loc.text: {link["hreflang"] for link in entry.find_all("xhtml:link")}
            for entry in soup.find_all("url")
        }
        assert set(entries) == {f"{base}{locale}/{page.url}" for page in real_site.pages.values()}
        assert all(found == {*real_site.config.locales, "x-default"} for found in entries.values())
