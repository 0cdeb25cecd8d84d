"""Reading files that other people wrote: size, encoding, links out of the tree, hidden characters."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from guide.problems import Problem

MAX_BYTES = 1_000_000
# Embedding, override and isolate controls can make a text read differently from what it is
# (Unicode Technical Report 36). The plain marks U+200E, U+200F and U+061C stay allowed: Arabic needs them.
# Zero-width and blank characters, line separators, private use, tags and other controls hide what a reader, or a
# reviewer, should see.
HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u070f\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u2028-\\u202e"
    "\\u2060-\\u206f\\u2800\\u3164\\ue000-\\uf8ff\\ufeff\\uffa0\\ufff0-\\ufffb\\U000e0000-\\U000e0fff\\U000f0000-\\U0010ffff]"
)
# The longest line of the guide has about 1,200 characters; patterns are tried on each line.
MAX_LINE = 5_000


def read_text(root: Path, path: Path) -> tuple[str, list[Problem]]:
    """Return the text of a file below root, and what is wrong with it.

    A file that cannot be used (missing, unreadable, too large, not UTF-8, linked from outside root)
    gives an empty text and one problem.
    """
    name = relative_name(root, path)
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return "", [Problem(name, 0, "is a link that leads out of the repository")]
        if path.stat().st_size > MAX_BYTES:
            return "", [Problem(name, 0, f"is larger than {MAX_BYTES:,} bytes; split it")]
        raw = path.read_bytes()
    except OSError as error:
        return "", [Problem(name, 0, f"cannot be read: {error.strerror}")]
    except RuntimeError:
        # Python 3.11 and 3.12 say so of links that lead round in a circle.
        return "", [Problem(name, 0, "is a link that leads to itself")]
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", [Problem(name, line, "is not UTF-8; save it again with the encoding UTF-8")]
    for number, row in enumerate(text.split("\n"), start=1):
        if len(row) > MAX_LINE:
            return "", [Problem(name, number, f"is longer than {MAX_LINE:,} characters; break the line")]
    return text, hidden_characters(name, text)


def hidden_characters(name: str, text: str) -> list[Problem]:
    """Return a problem for each line with a control that hides or reorders what a reader sees."""
    if not HIDDEN.search(text):
        return []
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if match := HIDDEN.search(line):
            label = unicodedata.name(match[0], "control character")
            found.append(Problem(name, number, f"has a hidden character, U+{ord(match[0]):04X} ({label}); delete it"))
    return found


def relative_name(root: Path, path: Path) -> str:
    """Return the path as messages show it: relative to the repository, with slashes."""
    return os.path.relpath(path, root).replace(os.sep, "/")


def write_aside(path: Path, content: str | bytes) -> None:
    """Write a file in one step: first beside its place, then moved, so that no reader meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    raw = content.encode() if isinstance(content, str) else content
    aside.write_bytes(raw)
    aside.replace(path)
