"""Measures the guide as it is: build times against plain MkDocs-Material, and bytes over the wire.

Run by hand with `make bench`. Prints a table and keeps it in tests/benchmarks/results.md. Nothing here passes or fails.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser  # noqa: E402
from tests.chromium import chromium  # noqa: E402
from tests.webserver import serve  # noqa: E402

from engine.build import Digests, build_site  # noqa: E402
from guide.composefolder import write_composed  # noqa: E402
from guide.site import load_site  # noqa: E402

EDITED = "docs/legislate/ratify.md"


def main() -> None:
    rows = [*build_rows(), *byte_rows()]
    table = ["| measure | value | aim |", "| --- | --- | --- |"] + [f"| {' | '.join(row)} |" for row in rows]
    site = load_site(ROOT)
    head = (
        f"# Measures\n\n{time.strftime('%Y-%m-%d')}: {len(site.pages)} pages in {len(site.config.locales)} languages, "
        f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}. `make bench` makes this file.\n\n"
    )
    (Path(__file__).parent / "results.md").write_text(head + "\n".join(table) + "\n", encoding="utf-8")
    print("\n".join(table))


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    started = time.monotonic()
    work()
    return time.monotonic() - started


def build_rows() -> list[tuple[str, str, str]]:
    """All languages against plain Material one after the other; then one language after one edit."""
    guide = str(Path(sys.executable).with_name("guide"))
    (ROOT / ".cache" / "site.digest").unlink(missing_ok=True)
    ours = timed(lambda: subprocess.run([guide, "site"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL))
    plain = plain_material()
    digests: Digests = {}
    build_site(ROOT, ["en"], digests)
    page = ROOT / EDITED
    before = page.read_text(encoding="utf-8")
    try:
        page.write_text(before.replace("\n\n## ", "\n\nAn edit.\n\n## ", 1), encoding="utf-8")
        edit = timed(lambda: build_site(ROOT, ["en"], digests))
    finally:
        page.write_text(before, encoding="utf-8")
    build_site(ROOT)
    return [
        ("all languages, everything of ours included", f"{ours:.1f} s", ""),
        ("the same pages with plain MkDocs-Material, once per language in sequence", f"{plain:.1f} s", ""),
        ("ratio", f"{ours / plain:.2f}", "≤ 0.65"),
        ("one language after one edit (`make serve`)", f"{edit:.2f} s", "≤ 2 s"),
    ]


def plain_material() -> float:
    """Return the seconds that plain MkDocs-Material, with its search, needs for the composed pages of each language."""
    site = load_site(ROOT)
    total = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        for locale in site.config.locales:
            folder = Path(scratch, locale)
            write_composed(site, locale, folder)
            settings = folder / "mkdocs.yml"
            settings.write_text(
                settings.read_text(encoding="utf-8").replace("plugins: []", "plugins: [search]"), encoding="utf-8"
            )
            command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(settings)]
            environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
            total += timed(lambda c=command, e=environment: subprocess.run(c, check=True, capture_output=True, env=e))
    return total


def byte_rows() -> list[tuple[str, str, str]]:
    """Bytes over the wire (gzip) of a first visit, a second page and a first search, by Chromium."""
    with serve(ROOT / "site") as address, chromium() as browser:
        words = {"en": "ratification", "fr": "ratification", "ar": "التصديق", "zh": "IPU"}
        return [row for locale, query in words.items() for row in visit(browser, f"{address}/{locale}", locale, query)]


def visit(browser: Browser, address: str, locale: str, query: str) -> list[tuple[str, str, str]]:
    """Read two pages and search once, in a fresh profile."""
    page = browser.new_context().new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received = [0]
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))

    def kilobytes() -> str:
        page.wait_for_timeout(800)
        total = sum(received)
        received.clear()
        return f"{total / 1000:.1f} KB"

    page.goto(f"{address}/legislate/ratify/")
    first = kilobytes()
    page.goto(f"{address}/legislate/company-duties/")
    second = kilobytes()
    page.click("[data-search]")
    page.locator("dialog input").fill(query)
    page.locator("dialog a[href]").first.wait_for(state="visible")
    return [
        (f"first visit, {locale}", first, "≤ 75 KB"),
        (f"second page, {locale}", second, "≤ 12 KB"),
        (f"first search result, {locale}", kilobytes(), "≤ 200 KB"),
    ]


if __name__ == "__main__":
    main()
