"""What the documents are made from, as one digest; and whether the machine has what makes them."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

from guide.offline.fonts import FOLDERS, Fonts, find_fonts
from guide.problems import Problem, ProblemsError

FILES = ("docs", "translations", "hooks", "overrides", "mkdocs.yml", "requirements.txt")
# What a document depends on besides its own text.
SETTINGS = ("SITE_URL", "SOURCE_DATE_EPOCH")
LIBRARIES = ("weasyprint", "pydyf", "fonttools", "tinyhtml5", "tinycss2", "cssselect2", "pyphen")
PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def find_tools(folders: tuple[Path, ...] = FOLDERS) -> Fonts:
    """Return the fonts. Raise ProblemsError that names every missing font and library with its command."""
    problems: list[Problem] = []
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        reason = str(error).split("\n")[0]
        problems.append(Problem("libraries", 0, f"WeasyPrint finds no Pango ({reason}); install with: {PANGO}"))
    try:
        fonts = find_fonts(folders)
    except ProblemsError as error:
        raise ProblemsError([*problems, *error.problems]) from error
    if problems:
        raise ProblemsError(problems)
    return fonts


def tools_digest(fonts: Fonts) -> str:
    """Return a digest of all that decides how a text is laid out: libraries, fonts, our own code and styles for it."""
    from weasyprint.text.ffi import pango

    lines = [f"pango {pango.pango_version()}", *(f"{name} {version(name)}" for name in LIBRARIES), *fonts.versions()]
    found = hashlib.sha256("\n".join(lines).encode())
    for path in sorted((Path(__file__).parent / "pdf").rglob("*")):
        if path.suffix in (".py", ".css"):
            found.update(path.read_bytes())
    return found.hexdigest()


def inputs_digest(root: Path, tools: str) -> str:
    """Return one digest of all that the documents below root are made from. tools: see tools_digest."""
    found = hashlib.sha256("\n".join([tools, *(os.environ.get(name, "") for name in SETTINGS)]).encode())
    files: list[Path] = []
    for name in FILES:
        place = root / name
        files += [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    for path in sorted(files):
        if path.suffix != ".pyc":
            found.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
