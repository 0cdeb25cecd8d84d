"""Ten times the guide: does a page still cost what it costs today?

Run by hand: `make bench-growth`. Copies the guide, writes each good practice many times over under new names in every
language until there are ten times as many pages, builds both, and compares seconds a page, memory, and the
bytes of a first visit and a first search. Writes tests/benchmarks/results-growth.md. Nothing here passes or fails.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.run import visit  # noqa: E402
from tests.chromium import chromium  # noqa: E402
from tests.webserver import serve  # noqa: E402

from guide.site import load_site  # noqa: E402

TIMES = int(os.environ.get("TIMES", "10"))
COPIED = ("mkdocs.yml", "requirements.txt", "docs", "translations", "overrides", "hooks")
GROWS = "cooperate/practices"


def copy_guide(folder: Path) -> None:
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder)


def grow(folder: Path) -> None:
    """Write copies of the good practices until the guide has TIMES as many pages, each with words of its own."""
    site = load_site(folder)
    practices = [page.path for page in site.of_kind("practice")]
    wanted = (TIMES - 1) * len(site.pages)
    trees = [folder / "docs", *(folder / "translations" / locale for locale in site.config.locales if locale != "en")]
    for number in range(wanted):
        path = practices[number % len(practices)]
        stem, copy = Path(path).stem, f"{Path(path).stem}-{number // len(practices)}"
        for tree in trees:
            source = tree / path
            if source.exists():
                text = source.read_text(encoding="utf-8").replace(f"practice: {stem}", f"practice: {copy}")
                text = re.sub(r"^(title: \"?)", rf"\g<1>{number} ", text, count=1, flags=re.MULTILINE)
                (tree / GROWS / f"{copy}.md").write_text(f"{text}\nword{number} term{number * 7}\n", encoding="utf-8")


def measure(folder: Path) -> dict[str, float]:
    """Build a guide and return its pages, seconds and megabytes; then bytes on the way, by Chromium."""
    guide = str(Path(sys.executable).with_name("guide"))
    started = time.monotonic()
    done = subprocess.run([guide, "--root", str(folder), "site"], check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit("\n".join(done.stdout.splitlines()[:20]))
    site = load_site(folder)
    found = {
        "pages": float(len(site.pages) * len(site.config.locales)),
        "seconds": time.monotonic() - started,
        # The largest process of those that ended, in kilobytes (Linux).
        "MB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000,
    }
    with serve(folder / "site") as address, chromium() as browser:
        for locale, query in {"en": "ratification", "ar": "التصديق"}.items():
            for name, value, _ in visit(browser, f"{address}/{locale}", locale, query):
                found[f"{name}, KB"] = float(value.removesuffix(" KB"))
    return found


def main() -> None:
    # The larger guide comes second, so that the memory of the first does not hide below it.
    results = []
    for grows in (False, True):
        with tempfile.TemporaryDirectory() as scratch:
            copy_guide(Path(scratch))
            if grows:
                grow(Path(scratch))
            results.append(measure(Path(scratch)))
    today, later = results
    today["ms a page"], later["ms a page"] = (1000 * one["seconds"] / one["pages"] for one in results)
    lines = [f"| measure | today | {TIMES} times | ratio |", "| --- | --- | --- | --- |"]
    lines += [f"| {key} | {today[key]:.1f} | {later[key]:.1f} | {later[key] / today[key]:.2f} |" for key in today]
    head = f"# Growth\n\n{time.strftime('%Y-%m-%d')}. Aim: at most 1.3 for what a page costs, for memory and for bytes. `make bench-growth` makes this file.\n\n"
    (Path(__file__).parent / "results-growth.md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
