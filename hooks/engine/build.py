"""Builds the site: one process per language, side by side, aside; then the new site takes the old one's place."""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from guide.checks import run_checks
from guide.opendata import write_open_data
from guide.problems import Problem, ProblemsError
from guide.site import Site, load_site
from guide.sitelist import write_front_door

# Before MkDocs and Material are imported: their notices about their own future are not for our users.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")


def build_site(root: Path, locales: Sequence[str] = (), output: Path | None = None) -> Site:
    """Build the listed languages (all by default) into output (site/ by default) and return the guide.

    Raise ProblemsError with every problem found; what stood in output then stays as it was. Building some
    languages leaves the others as last built.
    """
    output = output or root / "site"
    site = load_site(root)
    wanted = [site.config.language(locale).locale for locale in locales] or site.config.locales
    if problems := run_checks(site):
        raise ProblemsError(problems)
    aside = output.with_name(f".{output.name}.new")
    _clear(aside)
    aside.mkdir(parents=True)
    try:
        _build_languages(site, wanted, aside)
        write_open_data(site, aside / "data")
        write_front_door(site, aside)
        _swap(aside, output, whole=set(wanted) == set(site.config.locales))
    finally:
        _clear(aside)
    return site


def _build_languages(site: Site, locales: Sequence[str], folder: Path) -> None:
    """Build each language in a process of its own, as many at a time as there are cores."""
    import mkdocs.commands.build  # noqa: F401  (imported once here, inherited by every process)

    context = multiprocessing.get_context("fork")
    workers = min(len(locales), len(os.sched_getaffinity(0)))
    with context.Pool(workers, maxtasksperchild=1) as pool:
        results = pool.starmap(_build_language, [(site, locale, folder / locale) for locale in locales], chunksize=1)
    if failures := [problem for found in results for problem in found]:
        raise ProblemsError(failures)


def _build_language(site: Site, locale: str, folder: Path) -> list[Problem]:
    """Build one language with MkDocs; return its errors as problems, since tracebacks help no editor."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from engine import state

    state.start(site, locale)
    messages = _Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    logger.propagate = False
    try:
        config = load_config(str(site.config.root / "mkdocs.yml"), site_dir=str(folder))
        build(config)
    except (MkDocsException, SystemExit) as error:
        return messages.problems or [Problem("mkdocs.yml", 0, f"{locale}: {error}")]
    except OSError as error:
        return [Problem(str(error.filename or folder), 0, f"{locale}: {error.strerror}")]
    return messages.problems


class _Messages(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(Problem("mkdocs.yml", 0, record.getMessage()))


def _swap(aside: Path, output: Path, whole: bool) -> None:
    """Put the new site in the place of the old one; only the languages built when not the whole."""
    old = output.with_name(f".{output.name}.old")
    _clear(old)
    if whole or not output.exists():
        if output.exists():
            output.rename(old)
        aside.rename(output)
    else:
        old.mkdir()
        for new in sorted(aside.iterdir()):
            place = output / new.name
            if place.exists():
                place.rename(old / new.name)
            new.rename(place)
    _clear(old)


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
