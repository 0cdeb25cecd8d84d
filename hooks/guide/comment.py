"""The comment under a pull request: what is wrong, where, how to mend it; and where the preview is.

    python3 -m guide.comment PROBLEMS [--preview URL]

The problems come from a run over files that a stranger sent, so nothing in them is trusted: names and messages
stand in code, on one line each, and only so many of them. Uses the standard library alone, so that the job that
may write comments needs to install nothing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

# Says which comment is ours, so that the next run edits it in place of adding another.
MARK = "<!-- guide-check -->"
LINE = re.compile(r"^([^:\n]{1,200}):(\d{1,7}): (.{1,500})")
MOST = 60
MAX_BYTES = 300_000


def comment_body(lines: Sequence[str], preview: str = "", is_read: bool = True) -> str:
    """Return the comment in Markdown for the lines that `guide check` printed."""
    found = [match.groups() for line in lines if (match := LINE.match(line))]
    parts = [MARK]
    if not is_read:
        parts.append("The check itself could not be run. An editor will look at it; you need not do anything.")
    elif not found:
        parts.append("**Nothing to mend.** Thank you. An editor reads it next, against its sources.")
    else:
        count = "One thing" if len(found) == 1 else f"{len(found)} things"
        parts.append(
            f"**{count} to mend.** Open the file, go to the line, change it, save: this check runs again by itself."
        )
        for name, group in groupby(found[:MOST], key=lambda one: one[0]):
            points = "\n".join(f"- {_where(line)}{_code(message)}" for _, line, message in group)
            parts.append(f"{_code(name)}\n\n{points}")
        if len(found) > MOST:
            parts.append(f"… and {len(found) - MOST} more. They will show when these are mended.")
    if is_read and not found and re.fullmatch(r"https://github\.com/[\w./-]+", preview):
        parts.append(
            f"[Preview and log]({preview}): under *Artifacts*, download `preview`, unzip it, open `index.html`."
        )
    return "\n\n".join(parts) + "\n"


def _where(line: str) -> str:
    return f"line {line}: " if line != "0" else ""


def _code(text: str) -> str:
    """Return a text as code: no mark, name or link in it works, and nothing in it can end the code."""
    plain = "".join(character if character.isprintable() else "�" for character in text)
    return f"`{plain.replace('`', 'ˋ').strip()}`"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the comment for a file of problems."""
    parser = argparse.ArgumentParser(prog="guide.comment")
    parser.add_argument("problems", type=Path)
    parser.add_argument("--preview", default="")
    options = parser.parse_args(arguments)
    try:
        with options.problems.open("rb") as file:
            lines = file.read(MAX_BYTES).decode("utf-8", "replace").splitlines()
        print(comment_body(lines, options.preview), end="")
    except OSError:
        print(comment_body([], options.preview, is_read=False), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
