"""Which documents a language has: the whole guide, each part, each regional edition, each checklist.

A document holds only pages written in its own language. What is not translated yet is neither shown in English nor
left out in silence: the cover says how many of the guide's pages the document holds, and links to the others lead to
the web site, which shows them under its notice.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guide.checklist_view import slug as checklist_slug
from guide.navigation import Section
from guide.pages import DASHBOARD
from guide.region_tables import chapter, region_checklist
from guide.site import Site

KINDS = ("guide", "part", "region", "checklist")
# Pages that are of use on the web only: a tool with scripts, a work list for editors, the list of these very files.
WEB_ONLY = (DASHBOARD, "reference/facts-due.md", "reference/downloads.md")


@dataclass(frozen=True)
class Leaf:
    """A page of a document with the pages below it. is_written: the page exists in the document's language; one that
    does not is only the title above its children."""

    path: str
    is_written: bool
    children: tuple[Leaf, ...] = ()

    def walk(self, depth: int = 1) -> Iterator[tuple[Leaf, int]]:
        """Yield this page and all below it in reading order, each with its depth (from 1)."""
        yield self, depth
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(frozen=True)
class Document:
    """One document in one language.

    kind: guide, part, region or checklist; slug: its name within the kind ('' for the guide); title: in its language;
    tree: its pages as the contents list them; total: how many pages it would hold were all translated.
    """

    kind: str
    slug: str
    locale: str
    title: str
    edition: str
    tree: tuple[Leaf, ...]
    total: int

    @property
    def name(self) -> str:
        """The stable name of its files, without a suffix: 'guide', 'region-arab', 'checklist-cl-05-law-enforcement'."""
        return f"{self.kind}-{self.slug}" if self.slug else self.kind

    @property
    def edition_name(self) -> str:
        """The name of its files with the edition: 'guide-2026.11'."""
        return f"{self.name}-{self.edition}"

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of the pages whose text it holds, in reading order."""
        return tuple(leaf.path for top in self.tree for leaf, _ in top.walk() if leaf.is_written)


def documents(site: Site, locale: str) -> list[Document]:
    """Return the documents of a language, the whole guide first; none where no page is written in it.

    Raise ProblemsError for a language that is not listed.
    """
    site.config.language(locale)
    found = [_guide(site, locale), *_parts(site, locale), *_regions(site, locale), *_checklists(site, locale)]
    return [document for document in found if document.pages]


def _guide(site: Site, locale: str) -> Document:
    return _document(site, locale, "guide", "", site.data[locale].strings["site.name"], site.navigation)


def _parts(site: Site, locale: str) -> Iterator[Document]:
    """Yield a document for each top entry of the navigation that has pages below it."""
    for section in site.navigation:
        if section.children:
            slug = posixpath.dirname(section.path)
            yield _document(site, locale, "part", slug, site.text(section.path, locale).title, [section])


def _regions(site: Site, locale: str) -> Iterator[Document]:
    """Yield the edition of each region: chapter, chapters below it, its checklist and practices. Instruments and
    channels follow from its data (guide.offline.region)."""
    sections = {entry.path: entry for top in site.navigation for entry in top.walk()}
    for region in site.english.regions:
        path = chapter(region)
        if path not in sections or site.version(path, locale) is None:
            continue
        checklist = region_checklist(site, region)
        practices = [page.path for page in site.of_kind("practice") if page.meta.get("region") == region]
        tree = [sections[path], *(Section(other) for other in [checklist, *practices] if other)]
        yield _document(site, locale, "region", region, site.text(path, locale).title, tree)


def _checklists(site: Site, locale: str) -> Iterator[Document]:
    for page in site.of_kind("checklist"):
        title = site.text(page.path, locale).title
        yield _document(site, locale, "checklist", checklist_slug(page), title, [Section(page.path)])


def _document(site: Site, locale: str, kind: str, slug: str, title: str, sections: list[Section]) -> Document:
    def is_written(path: str) -> bool:
        return path not in WEB_ONLY and site.version(path, locale) is not None

    tree = tuple(leaf for section in sections for leaf in _leaves(section, is_written))
    total = sum(entry.path not in WEB_ONLY for section in sections for entry in section.walk())
    return Document(kind, slug, locale, title, site.config.edition, tree, total)


def _leaves(section: Section, is_written: Callable[[str], bool]) -> Iterator[Leaf]:
    """Yield the page of a section if it, or any page below it, is written in the language."""
    children = tuple(leaf for child in section.children for leaf in _leaves(child, is_written))
    if is_written(section.path) or children:
        yield Leaf(section.path, is_written(section.path), children)
