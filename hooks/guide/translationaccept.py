"""`guide translations accept`: says that translations match their sources as they are now, page by page or section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guide.checks.parity import section_problems
from guide.checks.structure import same_headings
from guide.pages import Page
from guide.problems import Problem, ProblemsError, did_you_mean
from guide.site import Site
from guide.translations import digests, write_lock


def accept(site: Site, locale: str, names: Sequence[str]) -> list[str]:
    """Write the lock lines of pages, sections (page.md#id) or folders (legislate/, or . for all); return their keys.

    Raise ProblemsError for a name that fits no translation, and for a section that lacks parts of its source: then
    nothing is written.
    """
    site.config.language(locale)
    problems: list[Problem] = []
    wanted: dict[str, None] = {}
    for name in names:
        found = list(_sections(site, locale, name))
        wanted |= dict.fromkeys(found)
        if not found:
            problems.append(_unknown(site, locale, name))
    for key in wanted:
        path, _, identifier = key.partition("#")
        problems += section_problems(site.pages[path], site.translations[locale][path], identifier)
    # Whoever accepts a whole page says that nothing of it is missing.
    for path in {key.partition("#")[0] for key in wanted} - {name.partition("#")[0] for name in names if "#" in name}:
        problems += same_headings(site.translations[locale][path], site.pages[path], {})
    if problems:
        raise ProblemsError(problems)
    lock = dict(site.locks.get(locale, {}))
    for path in {key.partition("#")[0] for key in wanted}:
        now = digests(site.pages[path])
        whole = all(key in wanted for key in now)
        # What the source has lost goes from the lock once the translation has lost it too.
        own = {section.id for section in site.translations[locale][path].sections}
        lock = {
            key: digest for key, digest in lock.items()
            if not key.startswith(f"{path}#") or key in now or (not whole and key.partition("#")[2] in own)
        }  # fmt: skip
        lock |= {key: digest for key, digest in now.items() if key in wanted}
    write_lock(site.config.root, locale, lock)
    return list(wanted)


def _sections(site: Site, locale: str, name: str) -> Iterator[str]:
    """Yield the lock keys that a name stands for."""
    path, _, identifier = name.partition("#")
    translated = site.translations.get(locale, {})
    if path in translated:
        for section in site.pages[path].sections:
            if identifier in ("", section.id) and _has(translated[path], section.id):
                yield f"{path}#{section.id}"
    elif not identifier and (path == "." or path.endswith("/")):
        for page in sorted(translated):
            if path == "." or page.startswith(path):
                yield from _sections(site, locale, page)


def _has(page: Page, identifier: str) -> bool:
    return any(section.id == identifier for section in page.sections)


def _unknown(site: Site, locale: str, name: str) -> Problem:
    path, _, identifier = name.partition("#")
    translated = site.translations.get(locale, {})
    if path in translated:
        known = [section.id for section in translated[path].sections]
        return Problem(translated[path].file, 0, f'has no section "{identifier}"{did_you_mean(identifier, known)}')
    return Problem(
        f"translations/{locale}/{path}", 0, f"is not a translation of a page{did_you_mean(path, translated)}"
    )
