"""The state of every translation: what is current, stale or missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guide.compose import page_status
from guide.config import SOURCE_LOCALE
from guide.problems import Problem, ProblemsError, did_you_mean
from guide.site import Site
from guide.translations import digests, write_lock


def status_lines(site: Site, locale: str | None = None) -> Iterator[str]:
    """Yield a summary line per language and a line per page that is not current."""
    locales = (
        [site.config.language(locale).locale]
        if locale
        else [other for other in site.config.locales if other != SOURCE_LOCALE or site.translations.get(other)]
    )
    for language in locales:
        states = {path: page_status(site, path, language) for path in sorted(site.pages)}
        done = sum(state.state in ("draft", "reviewed", "source") for state in states.values())
        stale = sum(bool(state.changed) for state in states.values())
        yield f"{language}: {done} of {len(states)} pages translated ({done * 100 // max(len(states), 1)} %), {stale} with changed sections"
        for path, state in states.items():
            if state.changed:
                yield f"  {path}: {', '.join(f'{changed.id} {changed.state}' for changed in state.changed)}"


def accept(site: Site, locale: str, paths: Sequence[str]) -> None:
    """Note that these pages' translations match their sources as they are now. Raise ProblemsError for an unknown page."""
    site.config.language(locale)
    lock = dict(site.locks.get(locale, {}))
    translated = site.translations.get(locale, {})
    problems = []
    for path in paths:
        if path not in translated:
            problems.append(
                Problem(
                    f"translations/{locale}/{path}",
                    0,
                    f"is not a translation of a page{did_you_mean(path, translated)}",
                )
            )
            continue
        lock = {key: value for key, value in lock.items() if not key.startswith(f"{path}#")}
        lock |= digests(site.pages[path])
    if problems:
        raise ProblemsError(problems)
    write_lock(site.config.root, locale, lock)
