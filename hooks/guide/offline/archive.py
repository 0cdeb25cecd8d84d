"""guide-site.zip: the whole site to unzip and open from the disk (file://), without a server.

From the disk a browser opens no folder by itself and lets no page load the search engine. So links to folders name
index.html, and each language brings its text for the search as a script, which overrides/assets/js/search.js reads.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from guide.compose import Composed
from guide.files import write_aside
from guide.markdown import sections
from guide.offline.listing import PAGE, replace_list
from guide.pages import page_url
from guide.plaintext import plain_text
from guide.problems import Problem, ProblemsError
from guide.reproducible import zip_bytes
from guide.searchindex import NOT_SEARCHED, NOT_SEARCHED_PAGES
from guide.site import Site

ARCHIVE = "guide-site.zip"
FOLDER = "guide-site"
# What a page opened from the disk has no use for, or what it holds in another form.
LEFT_OUT = ("pagefind/", "404.html", "sitemap.xml", "sw.js", "keep.json")
KEPT_DOWNLOADS = ".xlsx"
RELATIVE_LINK = re.compile(r'(<a [^>]*?href=")((?!/|[a-z][a-z0-9+.-]*:|#)[^"#?]*)((?:[?#][^"]*)?")')


def write_archive(site: Site, pages: Mapping[str, Iterable[Composed]], built: Path, target: Path) -> None:
    """Write the archive of the site in built to target, in one step.

    pages: the composed pages of each language. Raise ProblemsError for a language that is not built.
    """
    missing = [locale for locale in pages if not (built / locale / "index.html").is_file()]
    if missing:
        raise ProblemsError([Problem(f"site/{locale}", 0, "is not built yet; run: make site") for locale in missing])
    files = [(f"{FOLDER}/{name}", content) for name, content in _files(site, pages, built)]
    write_aside(target, zip_bytes(files))


def _files(site: Site, pages: Mapping[str, Iterable[Composed]], built: Path) -> Iterator[tuple[str, bytes]]:
    yield "index.html", _content(built / "index.html")
    for path in (built / "assets").iterdir():
        yield f"assets/{path.name}", _content(path)
    for locale, composed in pages.items():
        folder = built / locale
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and _is_kept(name):
                yield f"{locale}/{name}", _content(path)
        page = folder / page_url(PAGE) / "index.html"
        elsewhere = f"<p>{escape(site.data[locale].strings['downloads.elsewhere'])}</p>"
        html = replace_list(page.read_text(encoding="utf-8"), elsewhere)
        yield page.relative_to(built).as_posix(), name_the_files(html).encode()
        yield f"{locale}/search-data.js", search_script(composed).encode()


def _is_kept(name: str) -> bool:
    if name.startswith("downloads/"):
        return name.endswith(KEPT_DOWNLOADS)
    if name == f"{page_url(PAGE)}index.html":
        # It comes with other words in the place of its list.
        return False
    return not name.startswith(LEFT_OUT) and not name.endswith((".gz", ".br"))


def _content(path: Path) -> bytes:
    if path.suffix != ".html":
        return path.read_bytes()
    return name_the_files(path.read_text(encoding="utf-8")).encode()


def name_the_files(html: str) -> str:
    """Return a page whose relative links to folders name the index.html in them."""

    def named(match: re.Match[str]) -> str:
        before, path, after = match.groups()
        if posixpath.basename(path) in ("", ".", ".."):
            path = posixpath.join(path, "index.html")
        return f"{before}{path}{after}"

    return RELATIVE_LINK.sub(named, html)


def search_script(pages: Iterable[Composed]) -> str:
    """Return a script that hands the texts of a language to the search: title, keywords, sections by their ids."""
    entries = [_entry(page) for page in pages if page.path not in NOT_SEARCHED_PAGES]
    return f"guideSearchData({json.dumps(entries, ensure_ascii=False, separators=(',', ':'))});\n"


def _entry(page: Composed) -> dict[str, object]:
    keywords = " ".join(str(keyword) for keyword in page.meta.get("keywords", []))
    found = []
    for section in sections(page.text):
        if section.id in NOT_SEARCHED:
            continue
        text = section.text.partition("\n")[2] if section.title else section.text
        anchor = section.id if section.title else ""
        found.append([anchor, plain_text(section.title), " ".join(plain_text(text).split())])
    return {"u": f"{page_url(page.path)}index.html", "t": page.title, "k": keywords, "s": found}
