"""The fonts of the documents: exactly these files, whatever else is installed, so that every machine lays out alike."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from html import escape
from pathlib import Path

from guide.problems import Problem, ProblemsError

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
# Debian package and the files that the documents use of it.
FILES = {
    "fonts-noto-core": (
        "NotoSans-Regular.ttf", "NotoSans-Italic.ttf", "NotoSans-Bold.ttf", "NotoSans-BoldItalic.ttf",
        "NotoSerif-Regular.ttf", "NotoSerif-Italic.ttf", "NotoSerif-Bold.ttf", "NotoSerif-BoldItalic.ttf",
        "NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf",
        "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf",
        "NotoSansSymbols2-Regular.ttf", "NotoSansOgham-Regular.ttf",
        # Scripts in which titles of sources and names of services may stand.
        *(f"NotoSans{script}-Regular.ttf" for script in (
            "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Hebrew", "Khmer", "Lao", "Myanmar",
            "Sinhala", "Tamil", "Thai",
        )),
    ),
    "fonts-noto-cjk": ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "NotoSerifCJK-Bold.ttc"),
}  # fmt: skip


@dataclass(frozen=True)
class Fonts:
    """The font files in use, by name."""

    files: dict[str, Path]

    def versions(self) -> list[str]:
        """Return a line for each file that changes when another version of it is installed."""
        return [f"{name} {path.stat().st_size}" for name, path in sorted(self.files.items())]


def find_fonts(folders: tuple[Path, ...] = FOLDERS) -> Fonts:
    """Find every font file below folders. Raise ProblemsError that says what to install when one is missing."""
    there = {path.name: path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("Noto*.tt[fc]"))}
    problems = []
    for package, names in FILES.items():
        if missing := [name for name in names if name not in there]:
            problems.append(
                Problem("fonts", 0, f"{', '.join(missing)} missing; install with: apt-get install {package}")
            )
    if problems:
        raise ProblemsError(problems)
    return Fonts({name: there[name] for names in FILES.values() for name in names})


def use_only(fonts: Fonts, cache: Path) -> None:
    """Make this process, and those it starts, see these fonts and no others. Call before WeasyPrint is imported."""
    folder, settings = cache / "fonts", cache / "fonts.conf"
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for name, path in fonts.files.items():
        (folder / name).symlink_to(path)
    settings.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"<dir>{escape(str(folder))}</dir>\n<cachedir>{escape(str(cache / 'fontconfig'))}</cachedir>\n</fontconfig>\n"
    )
    os.environ["FONTCONFIG_FILE"] = str(settings)
