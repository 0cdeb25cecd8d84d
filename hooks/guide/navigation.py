"""The navigation: the tree of pages that mkdocs.yml lists, and that every language shares."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from guide.config import Config
from guide.pages import Page
from guide.problems import Problem, did_you_mean


@dataclass
class Section:
    """A page of the navigation with the pages below it (a part, or a list within a part)."""

    path: str
    children: list[Section] = field(default_factory=list)

    def walk(self) -> Iterator[Section]:
        """Yield this entry and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def build_navigation(config: Config, pages: dict[str, Page]) -> tuple[list[Section], list[Problem]]:
    """Return the tree of mkdocs.yml with its patterns filled in, and what does not fit the pages there are."""
    named = {path for path in _paths(config.nav) if not path.endswith("*")}
    problems: list[Problem] = []
    tree = _expand(config.nav, pages, named, problems)
    seen: set[str] = set()
    for top in tree:
        for entry in top.walk():
            if entry.path in seen:
                problems.append(Problem("mkdocs.yml", 0, f'nav lists "{entry.path}" twice'))
            seen.add(entry.path)
    for path in sorted(set(pages) - seen):
        problems.append(Problem(pages[path].file, 0, "is not in the navigation; add it to nav in mkdocs.yml"))
    return tree, problems


def _paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for item in nav:
            yield from _paths(item)
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _paths(item)


def _expand(nav: list[Any], pages: dict[str, Page], named: set[str], problems: list[Problem]) -> list[Section]:
    tree: list[Section] = []
    for item in nav:
        if isinstance(item, dict) and len(item) == 1 and isinstance(below := next(iter(item.values())), list):
            entries = _expand(below, pages, named, problems)
            if entries:
                tree.append(Section(entries[0].path, entries[0].children + entries[1:]))
        elif not isinstance(item, str):
            problems.append(Problem("mkdocs.yml", 0, f"nav entry {item!r} is neither a page nor a named list of pages"))
        elif item.endswith("*"):
            found = sorted(path for path in fnmatch.filter(pages, item) if path not in named)
            sections = [Section(path) for path in found if path.count("/") == item.count("/")]
            # Pages of a folder named after a page (regions/arab/*) stand below that page.
            owner = next((entry for entry in tree if entry.path == item.removesuffix("/*") + ".md"), None)
            (owner.children if owner else tree).extend(sections)
        elif item in pages:
            tree.append(Section(item))
        else:
            problems.append(
                Problem("mkdocs.yml", 0, f'nav names "{item}", which does not exist{did_you_mean(item, pages)}')
            )
    return tree
