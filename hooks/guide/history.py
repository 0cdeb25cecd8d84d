"""Earlier texts of a page, from the git history: what a translation was made from, when its source has changed since."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guide.markdown import Section
from guide.pages import Page, parse_page
from guide.translations import digest


class NoHistoryError(Exception):
    """There is no git history to look in; the message says why."""


@dataclass(frozen=True)
class Earlier:
    """A section as it stood at a commit, on a day (ISO), in the page of that time."""

    commit: str
    day: str
    page: Page
    section: Section


def find_section(root: Path, page: Page, identifier: str, wanted: str) -> Earlier | None:
    """Return the last state of a page's section that has a digest; None if no commit of its file has it.

    Raise NoHistoryError when there is no repository or no git.
    """
    for commit, day, text in _versions(root, page.file):
        earlier, _ = parse_page(text, page.path, page.locale, page.file)
        for section in earlier.sections:
            if section.id == identifier and digest(section, earlier) == wanted:
                return Earlier(commit, day, earlier, section)
    return None


@cache
def _commits(root: Path, file: str) -> list[tuple[str, str]]:
    lines = _git(root, "log", "--format=%H %cs", "--", file).splitlines()
    return [(commit, day) for commit, _, day in (line.partition(" ") for line in lines)]


@cache
def _text(root: Path, commit: str, file: str) -> str:
    """Return a file at a commit; an empty text where the commit took it away."""
    try:
        return _git(root, "show", f"{commit}:{file}")
    except NoHistoryError:
        return ""


def _versions(root: Path, file: str) -> Iterator[tuple[str, str, str]]:
    for commit, day in _commits(root, file):
        yield commit, day, _text(root, commit, file)


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=True, encoding="utf-8", errors="replace"
        )
    except FileNotFoundError as error:
        raise NoHistoryError("git is not installed") from error
    except subprocess.CalledProcessError as error:
        raise NoHistoryError((error.stderr.strip().splitlines() or ["git failed"])[0]) from error
    return done.stdout
