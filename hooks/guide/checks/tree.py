"""Files: only texts, data and plain pictures lie in docs/ and translations/, and none is a link to elsewhere.

Whatever lies in docs/ is published under the guide's address, where a page or picture with a script could read
what the reader's device keeps.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from guide.files import relative_name
from guide.problems import Problem
from guide.site import Site

NAME = re.compile(r"^[a-z0-9][a-z0-9._-]*$")
LOCALE_NAME = re.compile(r"^[A-Za-z0-9-]+$")
TEXTS = frozenset({".md", ".yml"})
# How the content of each kind of picture begins.
PICTURES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".webp": b"RIFF"}
MAX_PICTURE = 300_000


def check(site: Site) -> list[Problem]:
    root = site.config.root
    return [problem for name in ("docs", "translations") for problem in _folder(root, root / name)]


def _folder(root: Path, top: Path) -> Iterator[Problem]:
    for folder, folders, files in os.walk(top):
        for name in sorted(folders + files):
            path = Path(folder, name)
            shown = relative_name(root, path)
            is_locale = Path(folder).name == "translations" and LOCALE_NAME.match(name)
            if path.is_symlink():
                yield Problem(shown, 0, "is a link to another file; put the file itself here")
            elif not NAME.match(name) and not is_locale:
                yield Problem(
                    shown, 0, "the name of a file or folder is lower-case ASCII letters, digits, hyphens and dots"
                )
            elif path.is_file():
                yield from _file(path, shown)
        folders[:] = sorted(name for name in folders if not Path(folder, name).is_symlink())


def _file(path: Path, shown: str) -> Iterator[Problem]:
    kind = path.suffix
    if kind in TEXTS or path.name == "lock.txt":
        return
    if kind not in PICTURES or shown.startswith("translations/"):
        allowed = (
            "pages (.md) and data (.yml)" if shown.startswith("translations/") else "pages, data, .png, .jpg and .webp"
        )
        yield Problem(shown, 0, f"files of this kind are not allowed here; only {allowed} are")
    elif path.stat().st_size > MAX_PICTURE:
        yield Problem(shown, 0, f"is larger than {MAX_PICTURE:,} bytes; make the picture smaller")
    else:
        with path.open("rb") as file:
            begins = file.read(16)
        if not begins.startswith(PICTURES[kind]):
            yield Problem(shown, 0, f"is not a {kind} picture; save it again in that form")
