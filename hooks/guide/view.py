"""What the templates show around a page: navigation, languages, status. Plain dictionaries, no engine."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from guide.checklist_view import page_tools
from guide.compose import Composed
from guide.config import SOURCE_LOCALE
from guide.context import fill
from guide.formats import browser_locale, format_date, language_name
from guide.navigation import Section
from guide.pages import page_url
from guide.plurals import forms
from guide.site import Site

HELP_PAGE = "start/help-now.md"
# A list of more pages than this would outweigh the text beside it (a register of hundreds of good practices).
MANY = 120
# Scripts that only some pages need, by a mark in their text; every page with a mark gets the style regions.css too.
EXTRAS = {
    "tables": "data-filters",
    "words parliament": "data-parliaments",
    "keep": "data-keep-without",
    "clear": "data-clear-storage",
    "": 'class="groups"',
}
FOOTER_PAGES = (
    "start/about.md",
    "start/privacy.md",
    "start/accessibility.md",
    "reference/sources.md",
    "reference/contribute.md",
)


def page_view(site: Site, locale: str, composed: Composed) -> dict[str, Any]:
    """Return what templates know of one page in one language."""
    url = page_url(composed.path)
    return _view(site, locale, lambda target: relative_url(url, target), composed)


def error_view(site: Site, locale: str) -> dict[str, Any]:
    """Return what the 404 page knows: it may be shown at any depth, so its links begin at the host."""
    prefix = urlsplit(site.config.site_url).path
    return _view(site, locale, lambda target: f"{prefix}{locale}/{target}", None)


def _view(site: Site, locale: str, link: Callable[[str], str], composed: Composed | None) -> dict[str, Any]:
    strings = site.data[locale].strings
    path = composed.path if composed else None
    url = page_url(path) if path else ""
    trail = _trail(site.navigation, path) if path else []
    order = site.reading_order
    place = site.place_in_order.get(path) if path else None
    language = site.config.language(locale)

    def entry(target: str) -> dict[str, str]:
        return {**_title(site, target, locale), "url": link(page_url(target))}

    return {
        "locale": locale,
        "dir": language.dir,
        "intl": browser_locale(locale),
        "s": lambda key, **values: fill(strings[key], values),
        "forms": lambda key: forms(strings, key),
        "languages": [
            {
                "locale": other.locale,
                "name": other.name,
                "dir": other.dir,
                "url": link(f"../{other.locale}/{url}"),
                "translated": bool(path) and site.version(str(path), other.locale) is not None,
                "shown_in": language_name(site.text(path, other.locale).locale, locale) if path else "",
            }
            for other in site.config.languages
        ],
        "page": _page(site, locale, composed, trail, entry) if composed else None,
        "nav": [_nav(site, locale, section, trail, link) for section in site.navigation],
        "prev": entry(order[place - 1]) if place else None,
        "next": entry(order[place + 1]) if place is not None and place + 1 < len(order) else None,
        "home_url": link(""),
        "help_url": link(page_url(HELP_PAGE)),
        # Without scripts the search button leads to the list of parts and pages.
        "search_url": link("") + "#parts",
        "footer_links": [entry(target) for target in FOOTER_PAGES if target in site.pages],
        "base": link(""),
        "site_base": link("../"),
        "site_url": site.config.site_url,
        "assess": page_tools(site, path, locale) if path else None,
        "edition": site.config.edition,
        "canonical": f"{site.config.site_url}{locale}/{url}",
        "alternates": alternates(site, url),
    }


def alternates(site: Site, url: str) -> list[dict[str, str]]:
    """Return the absolute addresses of a page in every language, and the default for all others."""
    base = site.config.site_url
    found = [{"lang": language.locale, "url": f"{base}{language.locale}/{url}"} for language in site.config.languages]
    return [*found, {"lang": "x-default", "url": f"{base}{SOURCE_LOCALE}/{url}" if url else base}]


@cache
def relative_url(source: str, target: str) -> str:
    """Return the relative address from one folder address to another ('legislate/ratify/' to 'oversee/')."""
    relative = posixpath.relpath(f"/x/{target}", f"/x/{source}")
    return f"{relative}/" if not target or target.endswith("/") else relative


def _title(site: Site, path: str, locale: str) -> dict[str, str]:
    """Return a page's title, with its language and direction where they are not the reader's."""
    text = site.text(path, locale)
    if text.locale == locale:
        return {"title": text.title}
    return {"title": text.title, "lang": text.locale, "dir": site.config.language(text.locale).dir}


def _page(
    site: Site, locale: str, composed: Composed, trail: list[Section], entry: Callable[[str], dict[str, str]]
) -> dict[str, Any]:
    meta, status = composed.meta, composed.status
    reviewed = meta.get("reviewed")
    return {
        "path": composed.path,
        "breadcrumbs": [entry(section.path) for section in trail[:-1]],
        "title": composed.title,
        "description": composed.description,
        "content_lang": composed.locale,
        "content_dir": site.config.language(composed.locale).dir,
        "beside": _beside(site, locale, composed) if status.state in ("draft", "reviewed") else None,
        "reviewed": format_date(str(reviewed), locale) if reviewed else None,
        "quick_exit": bool(meta.get("quick_exit")),
        "checklist": meta.get("checklist"),
        "scripts": [name for names, mark in EXTRAS.items() if mark in composed.markdown for name in names.split()],
        "has_extras": any(mark in composed.markdown for mark in EXTRAS.values()),
        "is_home": composed.path == "index.md",
    }


def _beside(site: Site, locale: str, composed: Composed) -> dict[str, str]:
    """Return where the source of a translation lies, seen from it, and the source's language."""
    source = site.config.language(site.pages[composed.path].locale)
    url = page_url(composed.path)
    return {
        "url": relative_url(url, f"../{source.locale}/{url}"),
        "locale": source.locale,
        "dir": source.dir,
        "language": language_name(source.locale, locale),
    }


def _trail(sections: list[Section], path: str) -> list[Section]:
    """Return the entries from the top of the navigation down to a page."""
    for section in sections:
        if section.path == path:
            return [section]
        if found := _trail(section.children, path):
            return [section, *found]
    return []


def _nav(site: Site, locale: str, section: Section, trail: list[Section], link: Callable[[str], str]) -> dict[str, Any]:
    """Return a navigation entry; only the entries on the way to the current page list what is below them."""
    is_on_way = any(section is step for step in trail)
    return {
        **_title(site, section.path, locale),
        "url": link(page_url(section.path)),
        "active": is_on_way,
        "current": bool(trail) and section is trail[-1],
        "children": [_nav(site, locale, child, trail, link) for child in _near(section, trail)] if is_on_way else [],
    }


def _near(section: Section, trail: list[Section]) -> list[Section]:
    """Return the entries to list below one: all, or of very many those beside the current page; the part lists all."""
    children = section.children
    if len(children) <= MANY:
        return children
    at = next((place for place, child in enumerate(children) if any(child is step for step in trail)), 0)
    return children[max(0, at - MANY // 8) : at + MANY // 8 + 1]
