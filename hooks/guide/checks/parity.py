"""A translation has the parts of its source, section by section: citations, macros, links, boxes, tables, lists, numbers;
and no sentence is still the source's.

A section whose source has changed since the translation was accepted is left alone: `guide translations status` lists
it, and its readers are told. Whoever changes the English need not know seven languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, partial

from guide.figures import Figure, differences, figures, said
from guide.pages import Page
from guide.parts import UNORDERED, Part, SectionParts, prose, section_parts
from guide.problems import Problem
from guide.site import Site
from guide.translations import Lock, outdated

WORD = re.compile(r"[^\W\d_]{2,}")
# So many words in a row are no name that two languages share.
SENTENCE = 8
# An indented line may be code, which no language changes, or the text of a box, which ends as a sentence does.
INDENTED_CODE = re.compile(r"^ {4}(?! *[-*+] ).*[^.?!:]$")
# Front matter in words that may hold a number.
FIELDS = ("title", "description", "result", "caution")


def check(site: Site) -> list[Problem]:
    problems: list[Problem] = []
    for locale, pages in site.translations.items():
        lock = site.locks.get(locale, {})
        for path, page in pages.items():
            problems += compare(site.pages[path], page, lock)
    return problems


def compare(source: Page, page: Page, lock: Lock | None = None) -> Iterator[Problem]:
    """Yield each difference between a translation and its source, with both files' lines.

    lock: what was accepted; sections that have changed since are skipped (None: none is).
    """
    skipped = outdated(source, lock) if lock else set()
    if "top" not in skipped:
        yield from _fields(source, page)
    for identifier, found in _sections(_Key(source), _Key(page)):
        if identifier not in skipped:
            yield from found


def section_problems(source: Page, page: Page, identifier: str) -> list[Problem]:
    """Return the differences between a section ('top' includes the front matter) and its source."""
    found = [
        problem for name, problems in _sections(_Key(source), _Key(page)) if name == identifier for problem in problems
    ]
    return [*_fields(source, page), *found] if identifier == "top" else found


class _Key:
    """A page as a key of the cache below: the same page is the one with the same file and text."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __hash__(self) -> int:
        return hash((self.page.file, self.page.body))

    def __eq__(self, other: object) -> bool:
        mine = (self.page.file, self.page.body_line, self.page.body)
        return isinstance(other, _Key) and mine == (other.page.file, other.page.body_line, other.page.body)


@lru_cache(maxsize=8192)
def _sections(source: _Key, page: _Key) -> list[tuple[str, list[Problem]]]:
    """Return the differences by section; once as long as both texts stay: `serve` checks again at every edit."""
    wanted, have = section_parts(source.page.body), section_parts(page.page.body)
    words, own = prose(source.page.body), prose(page.page.body)
    found = []
    for identifier, section in wanted.items():
        if identifier in have:
            pair = _Pair(source.page, page.page, section, have[identifier])
            found.append((identifier, [*pair.parts(), *pair.figures(words, own), *pair.untranslated(words, own)]))
    return found


class _Pair:
    """A section in both languages."""

    def __init__(self, source: Page, page: Page, first: SectionParts, second: SectionParts) -> None:
        self.source, self.page, self.first, self.second = source, page, first, second

    def parts(self) -> Iterator[Problem]:
        for kind in UNORDERED:
            wanted = [part for part in self.first.parts if part.kind == kind]
            have = [part for part in self.second.parts if part.kind == kind]
            for part in _without(wanted, have):
                yield self._lacks(part.line, part.shown)
            for part in _without(have, wanted):
                yield self._extra(part.line, part.shown)
        for kind in ("box", "table", "quotation", "list"):
            yield from self._in_order(
                [part for part in self.first.parts if part.kind == kind],
                [part for part in self.second.parts if part.kind == kind],
            )

    def _in_order(self, wanted: list[Part], have: list[Part]) -> Iterator[Problem]:
        for one, other in zip(wanted, have, strict=False):
            if one.name != other.name:
                yield self.page.problem(other.line, f"has {other.shown} where {self._where(one.line)} has {one.shown}")
        for part in wanted[len(have) :]:
            yield self._lacks(part.line, part.shown)
        for part in have[len(wanted) :]:
            yield self._extra(part.line, part.shown)

    def figures(self, words: list[str], own: list[str]) -> Iterator[Problem]:
        """Compare the numbers. words, own: the lines of prose of the source and of the translation."""
        source = [(number, words[number - 1]) for number in self.first.lines]
        text = " ".join(text for _, text in source)
        wanted = figures(source, self.source.locale)
        have = figures([(number, own[number - 1]) for number in self.second.lines], self.page.locale)
        lacking, extra = differences(wanted, have, partial(said, text, self.source.locale, self.page.locale))
        for figure in lacking:
            yield self._lacks(figure.line, f"the number {figure.written}")
        for figure in extra:
            yield self._extra(figure.line, f"the number {figure.written}")

    def untranslated(self, words: list[str], own: list[str]) -> Iterator[Problem]:
        """Yield each line with a sentence that is still the source's, unless a blank says that the section waits."""
        if any("[[" in own[number - 1] for number in self.second.lines):
            return
        lines = {" ".join(words[number - 1].split()): number for number in self.first.lines}
        for number in self.second.lines:
            line = " ".join(own[number - 1].split())
            if line in lines and not INDENTED_CODE.match(own[number - 1]) and len(WORD.findall(line)) >= SENTENCE:
                yield self.page.problem(number, f"is still the text of {self._where(lines[line])}; translate it")

    def _lacks(self, line: int, what: str) -> Problem:
        beside = self.first.beside(self.second, line)
        return self.page.problem(beside, f"lacks {what} of {self._where(line)}")

    def _extra(self, line: int, what: str) -> Problem:
        beside = self.second.beside(self.first, line)
        return self.page.problem(line, f"has {what}, which {self._where(beside)} has not")

    def _where(self, line: int) -> str:
        return f"{self.source.file}:{self.source.line(line)}"


def _without(parts: list[Part], others: list[Part]) -> list[Part]:
    """Return the parts that have no partner of the same name among the others."""
    names = Counter(part.name for part in others)
    left = []
    for part in parts:
        if names[part.name]:
            names[part.name] -= 1
        else:
            left.append(part)
    return left


def _fields(source: Page, page: Page) -> Iterator[Problem]:
    """Compare the numbers of the fields in words."""
    for field in FIELDS:
        words = str(source.meta.get(field, ""))
        own = str(page.meta.get(field, ""))
        lacking, extra = differences(
            _numbers(words, source), _numbers(own, page), partial(said, words, source.locale, page.locale)
        )
        where = f"{source.file}:{source.front.line(field)}"
        if field not in page.meta and lacking:
            continue
        for figure in lacking:
            yield page.meta_problem(field, f"lacks the number {figure.written} of {where}")
        for figure in extra:
            yield page.meta_problem(field, f"has the number {figure.written}, which {where} has not")


def _numbers(text: str, page: Page) -> list[Figure]:
    return figures([(1, text)], page.locale)
