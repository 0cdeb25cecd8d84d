"""Measures the documents: seconds and megabytes of each and of the whole set, against bare WeasyPrint, and a second run.

Run by hand with `make bench-offline`. Prints a table and keeps it in tests/benchmarks/results-offline.md. Nothing here
passes or fails. With languages as arguments, only those are made.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("docs", "translations", "hooks", "overrides", "mkdocs.yml", "requirements.txt")
COMPARED = ("en/guide", "en/part-legislate", "en/region-arab", "en/checklist-cl-05-law-enforcement")
LINE = re.compile(r"\] (\S+)/(\S+)\.pdf: (\d+) pages, ([\d,]+) bytes, ([\d.]+) s")
# One document in a process of its own: bare is WeasyPrint with our style and nothing else of ours.
BARE = """
import sys, time
from weasyprint import HTML
source, target, style, direction, form = sys.argv[1:]
started = time.monotonic()
styles = [f"{style}/print.css", f"{style}/print-{direction}.css"]
options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "pdf_forms": form == "1"}
HTML(filename=source).write_pdf(target, stylesheets=styles, **options)
print(time.monotonic() - started)
"""
OURS = """
import sys, time
from pathlib import Path
import weasyprint
from guide.offline.build import without_garbage_search
from guide.offline.pdf.render import render
source, target, style, direction, form = sys.argv[1:]
started = time.monotonic()
with without_garbage_search():
    render(Path(source), Path(target), direction, form == "1")
print(time.monotonic() - started)
"""


def main(locales: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for part in COPIED:
            place = ROOT / part
            (shutil.copytree if place.is_dir() else shutil.copy)(place, root / part)
        first, whole = run(root, locales)
        _, again = run(root, locales)
        found = [match.groups() for match in LINE.finditer(first)]
        lines = [*set_rows(found, whole, again), "", *document_rows(found), "", *ratio_rows(root)]
    head = (
        f"# Measures of the documents\n\n{time.strftime('%Y-%m-%d')}: {len(os.sched_getaffinity(0))} cores, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the end. `make bench-offline` makes this file.\n\n"
    )
    (Path(__file__).parent / "results-offline.md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def run(root: Path, locales: list[str]) -> tuple[str, float]:
    """Make the documents below root; return what was said and the seconds it took."""
    guide = Path(sys.executable).with_name("guide")
    started = time.monotonic()
    done = subprocess.run(
        [guide, "--root", root, "offline", *locales], check=True, capture_output=True, text=True, env=_environment()
    )
    return done.stderr, time.monotonic() - started


def set_rows(found: list[tuple[str, ...]], whole: float, again: float) -> list[str]:
    rows = ["| measure | value | aim |", "| --- | --- | --- |"]
    size = sum(int(row[3].replace(",", "")) for row in found) / 1e6
    pages = sum(int(row[2]) for row in found)
    rows.append(f"| whole set: {len(found)} documents, {pages:,} pages | {whole:.0f} s, {size:.1f} MB | |")
    rows.append(f"| second run, nothing changed | {again:.1f} s | ≤ 3 s |")
    for locale, name, count, size_text, _ in found:
        if name == "guide":
            rows.append(
                f"| whole guide, {locale}: {count} pages | {int(size_text.replace(',', '')) / 1e6:.2f} MB | ≤ 5 MB |"
            )
    return rows


def document_rows(found: list[tuple[str, ...]]) -> list[str]:
    """Return a row for each kind of document in each language: how many, and the mean of each."""
    groups: dict[tuple[str, str], list[tuple[int, int, float]]] = defaultdict(list)
    for locale, name, count, size, seconds in found:
        groups[locale, name.split("-")[0]].append((int(count), int(size.replace(",", "")), float(seconds)))
    rows = ["| language | document | files | pages | MB | seconds |", "| --- | --- | --- | --- | --- | --- |"]
    for (locale, kind), values in sorted(groups.items()):
        pages, size, seconds = (sum(column) / len(values) for column in zip(*values, strict=True))
        rows.append(f"| {locale} | {kind} | {len(values)} | {pages:.0f} | {size / 1e6:.2f} | {seconds:.1f} |")
    return rows


def ratio_rows(root: Path) -> list[str]:
    rows = [
        "| against bare WeasyPrint on the same HTML | ours | bare | ratio | aim |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name in COMPARED:
        source = root / ".cache/offline" / f"{name}.pdf.html"
        if source.exists():
            ours, bare = (_one(code, source, root) for code in (OURS, BARE))
            rows.append(f"| {name} | {ours:.1f} s | {bare:.1f} s | {ours / bare:.2f} | ≤ 1.15 |")
    return rows


def _one(code: str, source: Path, root: Path) -> float:
    style = ROOT / "hooks/guide/offline/pdf/styles"
    form = "1" if "checklist" in source.name else "0"
    arguments = [source, root / "one.pdf", style, "ltr", form]
    environment = _environment() | {"FONTCONFIG_FILE": str(root / ".cache/offline/fonts.conf")}
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], check=True, capture_output=True, text=True, env=environment
    )
    return float(done.stdout)


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}


if __name__ == "__main__":
    main(sys.argv[1:])
