"""Do the outside addresses still answer? LinkChecker asks each once; nothing else of the guide goes out to a network.

For a scheduled workflow: what is found becomes an issue for the editors and never stops a contribution.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from guide.problems import Problem, ProblemsError
from guide.site import Site
from guide.yamlfile import walk_strings

SUBJECTS = ("sources", "instruments", "helplines")
MOVED_FOR_GOOD = re.compile(r"status: 30[18]\b")


@dataclass(frozen=True)
class Address:
    """An address of the data and where it stands."""

    url: str
    file: str
    line: int


def addresses(site: Site) -> list[Address]:
    """Return each address of the data once, at the first place that names it."""
    found: dict[str, Address] = {}
    names = [*SUBJECTS, *(name for name in site.english.files if name.startswith("regions/"))]
    for name in names:
        located = site.english.files[name]
        for path, text in walk_strings(located.data):
            if text.startswith(("https://", "http://")):
                found.setdefault(text, Address(text, located.name, located.line(*path)))
    return list(found.values())


def check(wanted: Iterable[Address], seconds: int, program: Path | None = None) -> list[Problem]:
    """Return a problem for each address that does not answer, or answers from another place.

    seconds: how long to wait for each. Raise ProblemsError when LinkChecker is missing or fails.
    """
    listed = {address.url: address for address in wanted}
    command = program or Path(sys.executable).with_name("linkchecker")
    with tempfile.TemporaryDirectory() as scratch:
        # LinkChecker gives up the rights of the superuser; the folder must be open to others.
        folder = Path(scratch)
        folder.chmod(0o755)
        page = folder / "addresses.html"
        links = "\n".join(f'<a href="{escape(url)}">x</a>' for url in listed)
        page.write_text(f"<!doctype html><title>x</title>\n{links}\n", encoding="utf-8")
        arguments = ["--check-extern", "--recursion-level=1", "--no-status", f"--timeout={seconds}"]
        run = [str(command), *arguments, "--verbose", "--output=csv", page.as_uri()]
        try:
            done = subprocess.run(run, capture_output=True, text=True, check=False)
        except FileNotFoundError as error:
            hint = "LinkChecker is missing; make .venv/.ready-dev installs it"
            raise ProblemsError([Problem(str(command), 0, hint)]) from error
        if done.returncode > 1:
            raise ProblemsError([Problem(str(command), 0, f"failed: {done.stderr.strip()[-300:]}")])
        rows = csv.DictReader((line for line in done.stdout.splitlines() if not line.startswith("#")), delimiter=";")
        return sorted(_problems(rows, listed))


def _problems(rows: Iterable[dict[str, str]], listed: dict[str, Address]) -> Iterable[Problem]:
    for row in rows:
        address = listed.get(row["urlname"])
        if address is None:
            continue
        if row["valid"] != "True":
            yield Problem(address.file, address.line, f"{address.url} does not answer: {row['result']}")
        elif MOVED_FOR_GOOD.search(row["warningstring"]):
            yield Problem(address.file, address.line, f"{address.url} has moved to {row['url']}")
