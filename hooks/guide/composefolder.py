"""One language's whole source as a plain folder, with everything resolved: the way out of any engine."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from guide.compose import compose, front_matter
from guide.navigation import Section
from guide.problems import Problem, ProblemsError
from guide.site import Site

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    {"toc": {"toc_depth": 3}},
]


def write_composed(site: Site, locale: str, folder: Path) -> int:
    """Write docs/ and mkdocs.yml of a language below folder; return the number of pages.

    folder must be empty or missing: raise ProblemsError otherwise. It appears whole or not at all.
    """
    site.config.language(locale)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProblemsError([Problem(str(folder), 0, "is not an empty folder; name another")])
    aside = folder.with_name(f".{folder.name}.new")
    if aside.exists():
        shutil.rmtree(aside)
    try:
        for path in site.pages:
            composed = compose(site, path, locale)
            target = aside / "docs" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(front_matter(composed) + composed.markdown, encoding="utf-8")
        (aside / "mkdocs.yml").write_text(_settings(site, locale), encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        aside.rename(folder)
    finally:
        if aside.exists():
            shutil.rmtree(aside)
    return len(site.pages)


def _settings(site: Site, locale: str) -> str:
    """Return settings that plain MkDocs-Material and Zensical understand."""
    settings = {
        "site_name": site.data[locale].strings["site.name"],
        "site_url": f"{site.config.site_url}{locale}/",
        "docs_dir": "docs",
        "theme": {"name": "material", "language": locale, "font": False},
        "plugins": [],
        "markdown_extensions": EXTENSIONS,
        "nav": [_entry(site, locale, section) for section in site.navigation],
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def _entry(site: Site, locale: str, section: Section) -> object:
    title = site.text(section.path, locale).title
    if not section.children:
        return {title: section.path}
    return {title: [section.path, *(_entry(site, locale, child) for child in section.children)]}
