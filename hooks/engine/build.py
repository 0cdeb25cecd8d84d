"""Builds the site: one process per language, side by side, aside; then the new site takes the old one's place."""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import logging
import multiprocessing
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from guide.checks import run_checks
from guide.files import write_aside
from guide.hosting import CHECKSUMS, static_host_headers
from guide.offline.keep import write_keep
from guide.opendata import write_open_data
from guide.problems import Problem, ProblemsError
from guide.site import Site, load_site
from guide.sitelist import write_front_door

# Before MkDocs and Material are imported: their notices about their own future are not for our users.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")


INPUT_FOLDERS = ("docs", "translations", "overrides", "hooks")
INPUT_FILES = ("mkdocs.yml", "requirements.txt")
# What the pages of each language looked like when last built by this process, by path: only `serve` builds twice.
Digests = dict[str, dict[str, str]]


def build_site(root: Path, locales: Sequence[str] = (), digests: Digests | None = None) -> Site:
    """Build the listed languages (all by default) into site/ and return the guide.

    Raise ProblemsError with every problem found; site/ then stays as it was. Building some languages leaves the
    others as last built. digests, when given, is kept up to date and spares pages that have not changed. A second
    build of the same folder waits for the first.
    """
    with _alone(root):
        return _build_site(root, locales, digests)


def _build_site(root: Path, locales: Sequence[str] = (), digests: Digests | None = None) -> Site:
    output = root / "site"
    site = load_site(root)
    wanted = [site.config.language(locale).locale for locale in locales] or site.config.locales
    aside = output.with_name(f".{output.name}.new")
    try:
        _clear(aside)
        aside.mkdir(parents=True)
        _build_languages(site, wanted, aside, digests if digests is not None else {})
        for locale in wanted:
            write_keep(site, locale, aside / locale)
        write_open_data(site, aside / "data")
        write_front_door(site, aside)
        write_aside(aside / "_headers", static_host_headers())
        _swap(aside, output, whole=set(wanted) == set(site.config.locales))
    except OSError as error:
        raise ProblemsError([Problem(str(error.filename or output), 0, str(error.strerror))]) from error
    finally:
        _clear(aside)
    return site


def build_site_if_changed(root: Path) -> bool:
    """Build every language unless site/ was built from these very files; say whether it was built."""
    with _alone(root):
        return _build_if_changed(root)


def _build_if_changed(root: Path) -> bool:
    stamp = root / ".cache" / "site.digest"
    try:
        digest = inputs_digest(root)
    except OSError:
        # Loading says which files cannot be read.
        digest = ""
    if digest and (root / "site" / "index.html").exists() and stamp.exists() and stamp.read_text() == digest:
        return False
    stamp.unlink(missing_ok=True)
    _build_site(root)
    write_aside(stamp, digest)
    return True


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the lock of this folder's builds; the system lets go of it when the process ends, however it ends."""
    lock = root / ".cache" / "build.lock"
    try:
        lock.parent.mkdir(exist_ok=True)
        handle = lock.open("w")
    except OSError as error:
        raise ProblemsError([Problem(str(error.filename), 0, str(error.strerror))]) from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def inputs_digest(root: Path) -> str:
    """Return one digest of all that the site is made from: texts, data, theme, code, locked libraries, address."""
    found = hashlib.sha256(os.environ.get("SITE_URL", "").encode())
    files = [root / name for name in INPUT_FILES]
    for folder in INPUT_FOLDERS:
        files += (path for path in (root / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
    for path in sorted(files):
        found.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _build_languages(site: Site, locales: Sequence[str], folder: Path, digests: Digests) -> None:
    """Build each language in a process of its own, as many at a time as there are cores, unless the checks refuse.

    The processes of many languages inherit what the checks have read. One language leaves a core to the checks: what
    they find ends its building, and says more than it may say of the same texts.
    """
    is_alone = len(locales) == 1
    if not is_alone:
        _check(site)
    import mkdocs.commands.build  # noqa: F401  (imported once here, inherited by every process)

    for locale in locales:
        built = site.config.root / "site" / locale
        if digests.get(locale) and built.is_dir():
            # The search index is made anew every time.
            shutil.copytree(built, folder / locale, ignore=shutil.ignore_patterns("pagefind"))
        else:
            digests[locale] = {}
    context = multiprocessing.get_context("fork")
    workers = min(len(locales), len(os.sched_getaffinity(0)))
    jobs = [(site, locale, folder / locale, digests[locale]) for locale in locales]
    with context.Pool(workers, maxtasksperchild=1) as pool:
        building = pool.starmap_async(_build_language, jobs, chunksize=1)
        if is_alone:
            _check(site)
        results = building.get()
    if failures := [problem for found, _ in results for problem in found]:
        raise ProblemsError(failures)
    digests.update(zip(locales, (now for _, now in results), strict=True))


def _check(site: Site) -> None:
    if problems := run_checks(site):
        raise ProblemsError(problems)


def _build_language(
    site: Site, locale: str, folder: Path, before: dict[str, str]
) -> tuple[list[Problem], dict[str, str]]:
    """Build one language with MkDocs; return its errors as problems (tracebacks help no editor) and its digests."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from engine import state

    running = state.start(site, locale, before)
    messages = _Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    logger.propagate = False
    try:
        config = load_config(str(site.config.root / "mkdocs.yml"), site_dir=str(folder))
        build(config, dirty=bool(before))
    except (MkDocsException, SystemExit) as error:
        return messages.problems or [Problem("mkdocs.yml", 0, f"{locale}: {error}")], {}
    except ProblemsError as error:
        return error.problems, {}
    except OSError as error:
        return [Problem(str(error.filename or folder), 0, f"{locale}: {error.strerror}")], {}
    return messages.problems, running.digests


class _Messages(logging.Handler):
    """Collects what MkDocs warns of, but for its warning of the dirty mode, which our digests make exact."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if "'dirty' build" not in message:
            self.problems.append(Problem("mkdocs.yml", 0, message))


def _swap(aside: Path, output: Path, whole: bool) -> None:
    """Put the new site in the place of the old one; only the languages built when not the whole."""
    if whole or not output.exists():
        _put(aside, output)
    else:
        (output / CHECKSUMS).unlink(missing_ok=True)
        for new in sorted(aside.iterdir()):
            _put(new, output / new.name)


def _put(new: Path, place: Path) -> None:
    """Move a file or folder to its place; what stood there goes where it came from. At no moment is there nothing."""
    if not place.exists() or new.is_file():
        new.replace(place)
    elif not _exchange(new, place):
        # Not on this system: for a moment there is neither.
        old = new.with_name(f"{new.name}.old")
        place.rename(old)
        new.rename(place)
        old.rename(new)


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places in one step (Linux: renameat2); say whether that could be done."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    here, exchange = -100, 2
    return rename is not None and rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


def _clear(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
