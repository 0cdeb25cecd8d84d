"""The state of every translation: pages, sections and texts of the data, counted by part of the guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from guide.compose import page_status
from guide.config import SOURCE_LOCALE
from guide.datatexts import DataText, data_file, data_texts
from guide.site import Site
from guide.translations import SectionStatus, section_states

COLUMNS = ("pages", "translated", "current", "stale", "missing", "draft", "reviewed")
FORMAT, VERSION = "guide-translations", 1


@dataclass(frozen=True)
class PageState:
    """One page in one language.

    review: draft, reviewed, or missing when there is no translation.
    """

    path: str
    review: str
    reviewer: str
    reviewed: str
    sections: tuple[SectionStatus, ...]

    @property
    def part(self) -> str:
        return self.path.partition("/")[0] if "/" in self.path else "home"

    @property
    def is_accepted(self) -> bool:
        """Say whether any section has been accepted for some text of its source."""
        return any(section.is_accepted for section in self.sections)

    @property
    def state(self) -> str:
        """Return missing, current (every section is) or stale (any is not)."""
        if self.review == "missing":
            return "missing"
        return "current" if all(section.state == "current" for section in self.sections) else "stale"


@dataclass(frozen=True)
class LanguageState:
    """All that is to be translated into one language: the pages first written in another, and the texts of the data."""

    locale: str
    pages: tuple[PageState, ...]
    texts: tuple[DataText, ...]

    @cached_property
    def parts(self) -> dict[str, list[PageState]]:
        found: dict[str, list[PageState]] = {}
        for page in self.pages:
            found.setdefault(page.part, []).append(page)
        return found

    @cached_property
    def texts_by_subject(self) -> dict[str, list[DataText]]:
        found: dict[str, list[DataText]] = {}
        for text in self.texts:
            found.setdefault(text.subject, []).append(text)
        return found


def language_state(site: Site, locale: str) -> LanguageState:
    """Return how a language stands. Raise ProblemsError for a language that is not listed."""
    site.config.language(locale)
    pages = [_page_state(site, path, locale) for path, page in sorted(site.pages.items()) if page.locale != locale]
    return LanguageState(locale, tuple(pages), tuple(data_texts(site, locale)) if locale != SOURCE_LOCALE else ())


def _page_state(site: Site, path: str, locale: str) -> PageState:
    status = page_status(site, path, locale)
    translation = site.version(path, locale)
    if translation is None:
        states = [SectionStatus(section.id, section.title, "missing") for section in site.pages[path].sections]
    else:
        states = section_states(site.pages[path], translation, site.locks.get(locale, {}))
    return PageState(path, status.state, status.reviewer, status.reviewed, tuple(states))


def all_states(site: Site, locale: str | None = None) -> list[LanguageState]:
    """Return the state of one language, or of every language that has something to translate."""
    if locale:
        return [language_state(site, locale)]
    return [state for other in site.config.locales if (state := language_state(site, other)).pages]


def counts(pages: Iterable[PageState]) -> dict[str, int]:
    """Return pages, translated, current, stale, missing, draft, reviewed, sections, sections_current."""
    pages = list(pages)
    states, reviews = Counter(page.state for page in pages), Counter(page.review for page in pages)
    sections = [section for page in pages for section in page.sections if section.state != "gone"]
    return {
        "pages": len(pages),
        "translated": len(pages) - states["missing"],
        **{state: states[state] for state in ("current", "stale", "missing")},
        **{review: reviews[review] for review in ("draft", "reviewed")},
        "sections": len(sections),
        "sections_current": sum(section.state == "current" for section in sections),
    }


def percent(part: int, whole: int) -> int:
    """Return a share in whole per cent, rounded down: 100 means all."""
    return part * 100 // whole if whole else 100


def status_lines(site: Site, locale: str | None = None) -> Iterator[str]:
    """Yield the table of each language; for one language also what is stale or missing, page by page."""
    for state in all_states(site, locale):
        yield from _table(state)
        if locale:
            yield from _pages(state)
            yield from _texts(state)


def _table(state: LanguageState) -> Iterator[str]:
    total = counts(state.pages)
    never = sum(page.state == "stale" and not page.is_accepted for page in state.pages)
    done = sum(text.is_translated for text in state.texts)
    yield (
        f"{state.locale}: {total['translated']} of {total['pages']} pages translated "
        f"({percent(total['translated'], total['pages'])} %), {total['stale']} stale ({never} of them never accepted); "
        f"{done} of {len(state.texts)} texts of the data ({percent(done, len(state.texts))} %)"
    )
    yield f"  {'part':<12}" + "".join(f"{column:>12}" for column in COLUMNS) + f"{'sections current':>24}"
    for name, pages in [*state.parts.items(), ("all", list(state.pages))]:
        row = counts(pages)
        share = percent(row["sections_current"], row["sections"])
        cells = "".join(f"{_cell(row, column):>12}" for column in COLUMNS)
        current = f"{row['sections_current']} of {row['sections']} ({share} %)"
        yield f"  {name:<12}{cells}{current:>24}"


def _cell(row: dict[str, int], column: str) -> str:
    if column == "translated":
        return f"{row[column]} ({percent(row[column], row['pages'])} %)"
    return str(row[column])


def _pages(state: LanguageState) -> Iterator[str]:
    for page in state.pages:
        if page.state == "missing":
            yield f"  {page.path}: missing"
        elif not page.is_accepted:
            yield f"  {page.path}: never accepted"
        elif page.state == "stale":
            named = (f"{section.id} {section.state}" for section in page.sections if section.state != "current")
            yield f"  {page.path}: {', '.join(named)}"


def _texts(state: LanguageState) -> Iterator[str]:
    for subject, texts in state.texts_by_subject.items():
        done = sum(text.is_translated for text in texts)
        yield f"  {data_file(state.locale, subject)}: {done} of {len(texts)} texts ({percent(done, len(texts))} %)"
        for text in texts:
            if not text.is_translated:
                yield f'    {text.place}: "{text.english}"'


def status_data(site: Site, locale: str | None = None) -> dict[str, Any]:
    """Return the same as plain data; its form: schemas/translation-status.yml."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "edition": site.config.edition,
        "languages": {state.locale: _language_data(state) for state in all_states(site, locale)},
    }


def _language_data(state: LanguageState) -> dict[str, Any]:
    return {
        "total": _with_percent(counts(state.pages)),
        "parts": {name: _with_percent(counts(pages)) for name, pages in state.parts.items()},
        "pages": [
            {
                "path": page.path,
                "part": page.part,
                "state": page.state,
                "review": page.review,
                "reviewer": page.reviewer,
                "reviewed": page.reviewed,
                "sections": [{"id": one.id, "state": one.state, "accepted": one.is_accepted} for one in page.sections],
            }
            for page in state.pages
        ],
        "data": {
            data_file(state.locale, subject): {
                "texts": len(texts),
                "translated": sum(text.is_translated for text in texts),
                "missing": [text.place for text in texts if not text.is_translated],
            }
            for subject, texts in state.texts_by_subject.items()
        },
    }


def _with_percent(row: dict[str, int]) -> dict[str, int]:
    return row | {
        "translated_percent": percent(row["translated"], row["pages"]),
        "sections_percent": percent(row["sections_current"], row["sections"]),
    }
