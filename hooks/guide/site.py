"""The whole guide in memory: pages of every language, data, navigation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from guide.checklist_reader import parse_checklist
from guide.checklists import Checklist, Item
from guide.config import SOURCE_LOCALE, Config, load_config
from guide.data import Data, load_data, load_strings, translate_data
from guide.navigation import Section, build_navigation
from guide.pages import Page, is_translation, load_page, page_kind
from guide.problems import Problem, did_you_mean
from guide.termbase import Termbase, load_termbase
from guide.translations import Lock, load_lock

# Below docs/ but not pages of the site.
NOT_PAGES = ("data/",)


@dataclass
class Site:
    """Everything that a build, a check or an export needs.

    pages: the source text of each page by path; translations: the other texts by language and path;
    data: the shared data by language; problems: all that loading found wrong.
    """

    config: Config
    data: dict[str, Data]
    pages: dict[str, Page] = field(default_factory=dict)
    translations: dict[str, dict[str, Page]] = field(default_factory=dict)
    checklists: dict[str, Checklist] = field(default_factory=dict)
    locks: dict[str, Lock] = field(default_factory=dict)
    termbases: dict[str, Termbase] = field(default_factory=dict)
    navigation: list[Section] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def english(self) -> Data:
        return self.data[SOURCE_LOCALE]

    def text(self, path: str, locale: str) -> Page:
        """Return the page as a reader of a language gets it: their language, else English, else the source."""
        for language in (locale, SOURCE_LOCALE):
            if (page := self.version(path, language)) is not None:
                return page
        return self.pages[path]

    def version(self, path: str, locale: str) -> Page | None:
        """Return the page's text written in a language, or None."""
        source = self.pages.get(path)
        if source is not None and source.locale == locale:
            return source
        return self.translations.get(locale, {}).get(path)

    @cached_property
    def items_by_page(self) -> dict[str, list[tuple[str, Item]]]:
        """For each page, the checklist items that rest on it, with their list's path."""
        found: dict[str, list[tuple[str, Item]]] = {}
        for _, checklist in sorted(self.checklists.items()):
            place = checklist.page.path
            for item in checklist.items:
                for page in item.pages(place):
                    found.setdefault(page, []).append((place, item))
        return found

    @cached_property
    def reading_order(self) -> list[str]:
        """The pages of the navigation, from first to last."""
        return [entry.path for top in self.navigation for entry in top.walk()]

    @cached_property
    def place_in_order(self) -> dict[str, int]:
        """For each page of the navigation, its place in the reading order."""
        return {path: place for place, path in reversed(list(enumerate(self.reading_order)))}

    def of_kind(self, kind: str) -> list[Page]:
        """Return the source pages of a kind (checklist, provision, practice, region), by path."""
        return [self.pages[path] for path in self._paths_by_kind.get(kind, ())]

    @cached_property
    def _paths_by_kind(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self.pages):
            found.setdefault(page_kind(path), []).append(path)
        return found

    def all_texts(self) -> list[Page]:
        """Return every text of every language."""
        texts = [page for pages in self.translations.values() for page in pages.values()]
        return [*self.pages.values(), *texts]


def load_site(root: Path) -> Site:
    """Read the whole guide below root. What is wrong in its files is in the result's problems.

    Raise ProblemsError when mkdocs.yml itself cannot be used.
    """
    config = load_config(root)
    english, problems = load_data(root)
    site = Site(config=config, data={SOURCE_LOCALE: english}, problems=problems)
    _load_pages(site, root)
    for language in config.languages:
        locale = language.locale
        if locale != SOURCE_LOCALE:
            translated, found = translate_data(english, root, locale)
            translated.strings, translated.own_strings, missing = load_strings(root, locale, english.strings)
            site.data[locale] = translated
            site.termbases[locale], wrong = load_termbase(root, locale)
            site.problems += found + missing + wrong
        site.locks[locale], found = load_lock(root, locale)
        site.problems += found
    _check_language_folders(site, root)
    for page in site.all_texts():
        if page_kind(page.path) == "checklist":
            checklist, found = parse_checklist(page, site.data[page.locale].strings)
            site.problems += found
            if site.pages.get(page.path) is page:
                site.checklists[checklist.id] = checklist
    site.navigation, found = build_navigation(config, site.pages)
    site.problems += found
    return site


def _load_pages(site: Site, root: Path) -> None:
    """Read every language's tree; a page first written in another language is a source there."""
    trees = {SOURCE_LOCALE: root / "docs"}
    trees |= {locale: root / "translations" / locale for locale in site.config.locales if locale != SOURCE_LOCALE}
    loaded: dict[str, dict[str, Page]] = {}
    for locale, tree in trees.items():
        loaded[locale] = {}
        for file in sorted(tree.rglob("*.md")):
            if file.relative_to(tree).as_posix().startswith(NOT_PAGES):
                continue
            page, problems = load_page(root, tree, file, locale)
            site.problems += problems
            if page is not None:
                loaded[locale][page.path] = page
    for locale, pages in loaded.items():
        for path, page in pages.items():
            if is_translation(page.meta, locale):
                site.translations.setdefault(locale, {})[path] = page
            elif path in site.pages:
                site.problems.append(_two_sources(page, site.pages[path]))
            else:
                site.pages[path] = page
    for pages in site.translations.values():
        for path, page in list(pages.items()):
            if problem := _wrong_source(page, site.pages):
                site.problems.append(problem)
            if path not in site.pages:
                del pages[path]
            elif (identifier := site.pages[path].meta.get("checklist")) is not None:
                # The items of a translated list carry the id of the list, which only the source names.
                pages[path] = replace(page, meta={"checklist": identifier} | page.meta)


def _two_sources(page: Page, first: Page) -> Problem:
    return page.meta_problem(
        "source_language",
        f"says that this page was first written in {page.locale}, but {first.file} is a first text too; "
        f"give one of them source_language and translation: {{status: draft}}",
    )


def _wrong_source(page: Page, pages: dict[str, Page]) -> Problem | None:
    """Return what is wrong with what a translation says of the text that it translates."""
    source = pages.get(page.path)
    if source is None:
        hint = did_you_mean(page.path, pages)
        if "source_language" not in page.meta and page.locale != SOURCE_LOCALE:
            hint += f"; if it is first written here, add source_language: {page.locale}"
        return Problem(page.file, 0, f"translates a page that does not exist{hint}")
    named = page.meta.get("source_language", source.locale)
    if named != source.locale:
        return page.meta_problem("source_language", f'is "{named}", but {source.file} is written in {source.locale}')
    return None


def _check_language_folders(site: Site, root: Path) -> None:
    """Report a folder of translations whose language mkdocs.yml does not list."""
    for folder in sorted((root / "translations").glob("*")):
        if folder.is_dir() and folder.name not in site.config.locales:
            hint = did_you_mean(folder.name, site.config.locales)
            site.problems.append(
                Problem(f"translations/{folder.name}", 0, f"language is not in the list of mkdocs.yml{hint}")
            )
