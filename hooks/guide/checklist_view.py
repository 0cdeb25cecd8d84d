"""A checklist as plain data: what the web form, the spreadsheet, the PDF form and `guide assess` show."""

from __future__ import annotations

import posixpath
from typing import Any

from guide import macros
from guide.checklist_reader import parse_checklist
from guide.checklists import EXITS, SCALE, Checklist
from guide.citations import escape
from guide.context import Context, fill, relative_link
from guide.formats import browser_locale
from guide.markdown import CITATION
from guide.pages import DASHBOARD, Page, page_kind, page_url
from guide.plaintext import plain_text
from guide.site import Site

# The interface strings that the scripts use, by the beginning of their key.
USED = ("assess.", "scale.", "kind.")
ONLY_ELSEWHERE = ("assess.sheet.", "assess.cli.")


def slug(page: Page) -> str:
    """Return the name of a checklist in file names: 'cl-05-law-enforcement'."""
    return posixpath.basename(page.path).removesuffix(".md")


def spreadsheet_name(page: Page) -> str:
    """Return where a checklist's spreadsheet lies below its language's root."""
    return f"downloads/checklist-{slug(page)}.xlsx"


def list_data(site: Site, path: str, reader: str) -> dict[str, Any]:
    """Return a checklist in a reader's language (else in English), every text in plain words."""
    text = site.text(path, reader)
    checklist, _ = parse_checklist(text, site.data[text.locale].strings)
    context = Context(site, text, reader)
    return {
        "id": checklist.id,
        "slug": slug(text),
        "title": text.title,
        "edition": site.pages[path].meta.get("edition", 1),
        "locale": text.locale,
        "themes": {key: _plain(title, context) for key, title in checklist.themes.items()},
        "items": [
            {
                "id": item.id,
                "theme": item.theme,
                "kind": item.kind,
                "level": item.level,
                "star": item.starred,
                "text": _plain(item.text, context),
                "evidence": _plain(item.evidence, context),
                "asked": item.asked,
                "question": _plain(item.question, context),
                "weak": _plain(item.weak, context),
                "paragraphs": item.paragraphs,
            }
            for item in checklist.items
        ],
        "withdrawn": {key: _plain(words, context) for key, words in checklist.withdrawn.items()},
    }


def words_of(site: Site, reader: str) -> dict[str, str]:
    """Return the interface strings that the scripts of checklists and of the dashboard need."""
    strings = site.data[reader].strings
    return {key: strings[key] for key in sorted(strings) if key.startswith(USED) and not key.startswith(ONLY_ELSEWHERE)}


def bodies_of(site: Site, reader: str, codes: set[str]) -> dict[str, str]:
    """Return the names of ministries and bodies, in the order of docs/data/bodies.yml."""
    return {code: str(entry["name"]) for code, entry in site.data[reader].bodies.items() if code in codes}


def script_data(site: Site, path: str, reader: str) -> dict[str, Any] | None:
    """Return what the scripts of a checklist page or of the dashboard read; None for any other page."""
    dashboard = path == DASHBOARD
    if not dashboard and page_kind(path) != "checklist":
        return None
    data: dict[str, Any] = {
        "locale": reader,
        "intl": browser_locale(reader),
        "dir": site.config.language(reader).dir,
        "guide": site.config.edition,
    }
    if not dashboard:
        found = list_data(site, path, reader)
        shown = {key: value for key, value in found.items() if key != "items"}
        items = [{key: value for key, value in item.items() if key != "evidence"} for item in found["items"]]
        asked = {item["asked"] for item in items}
        data["dashboard"] = relative_link(page_url(path) + "x", page_url(DASHBOARD)) + "/"
        return data | {"list": shown | {"items": items}, "bodies": bodies_of(site, reader, asked)}
    lists = []
    for checklist in sorted(site.checklists.values(), key=lambda checklist: checklist.page.path):
        lists.append(_short(site, checklist, reader) | {"url": _url(checklist.page.path)})
    labels = [label for label in site.english.paragraphs if label.startswith("R")]
    summaries = site.data[reader].paragraphs
    data["paragraphs"] = {label: summaries[label]["summary"] for label in labels}
    resolution = "reference/resolution.md"
    data["resolution"] = _url(resolution) if resolution in site.pages else ""
    return data | {"lists": lists}


def page_tools(site: Site, path: str, reader: str) -> dict[str, Any] | None:
    """Return what the template of a checklist page or of the dashboard needs: script data, files to take away."""
    data = script_data(site, path, reader)
    if data is None:
        return None
    downloads = []
    if path != DASHBOARD:
        title = site.data[reader].strings["assess.download.xlsx"]
        downloads.append({"path": spreadsheet_name(site.pages[path]), "title": title})
    return {"data": data, "downloads": downloads}


def _short(site: Site, checklist: Checklist, reader: str) -> dict[str, Any]:
    """Return what the dashboard shows of a list: its items without questions and advice."""
    found = list_data(site, checklist.page.path, reader)
    kept = ("id", "theme", "kind", "level", "star", "text", "paragraphs")
    return found | {"items": [{key: item[key] for key in kept} for item in found["items"]]}


def _url(path: str) -> str:
    """Return the address of a page as seen from the dashboard."""
    return relative_link(page_url(DASHBOARD) + "x", page_url(path)) + "/"


def _plain(text: str, context: Context) -> str:
    """Return a text in plain words; a macro that the checks refuse stays as it is written."""
    try:
        text = macros.expand(text, context)
    except macros.MacroError:
        text = escape(text)
    return plain_text(CITATION.sub("", text))


def answer_labels(strings: dict[str, str]) -> dict[str, str]:
    """Return the answers in words, by code: the six steps, then the two exits."""
    return {code: strings[f"scale.{code}"] for code in (*SCALE, *EXITS)}


def say(strings: dict[str, str], key: str, **values: object) -> str:
    """Return an interface string with its values filled in."""
    return fill(strings[key], values)
