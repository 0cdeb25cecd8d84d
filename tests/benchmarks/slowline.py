"""A phone on a slow line: when can the text be read? Chromium, 400 kbit/s, 400 ms, processor slowed four times.

Run by hand on an idle machine: `make bench-slow`. Writes tests/benchmarks/results-slow.md. Nothing here passes or fails.
The host is nginx with the settings in hosting/, which sends the copies that `guide compress` made: run that first.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser  # noqa: E402
from tests import nginx  # noqa: E402
from tests.chromium import chromium  # noqa: E402

PAGES = {
    "home": "",
    "Ratify": "legislate/ratify/",
    "Help now": "start/help-now/",
    "a checklist": "oversee/checklists/cl-05-law-enforcement/",
}
SLOW = {"offline": False, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8, "latency": 400}
PHONE = {"width": 390, "height": 844}
SCRIPT = """() => {
    return new Promise((done) => {
        let largest = 0, shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (largest = entry.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shift += entry.value))).observe({ type: "layout-shift", buffered: true });
        const first = () => performance.getEntriesByName("first-contentful-paint")[0].startTime;
        setTimeout(() => done([first(), largest, shift]), 1500);
    });
}"""


def visit(browser: Browser, address: str, scripts: bool) -> tuple[float, float, float]:
    """Return first paint of words, largest paint (both in seconds) and layout shift of a first visit."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    if not scripts:
        # The page's own scripts are blocked; the one that measures is the debugger's.
        session.send("Network.setBlockedURLs", {"urls": ["*.js"]})
    page.goto(address, wait_until="load")
    first, largest, shift = page.evaluate(SCRIPT)
    context.close()
    return first / 1000, largest / 1000, shift


def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch).chmod(0o755)
        with nginx.serve(ROOT / "site", Path(scratch)) as (host, port), chromium() as browser:
            for locale in ("en", "fr", "ar", "zh"):
                for name, url in PAGES.items():
                    for scripts in (True, False):
                        found = [visit(browser, f"http://{host}:{port}/{locale}/{url}", scripts) for _ in range(3)]
                        first, largest, shift = (sorted(values)[1] for values in zip(*found, strict=True))
                        rows.append(
                            f"| {locale} | {name} | {'yes' if scripts else 'no'} | {first:.2f} s | {largest:.2f} s | {shift:.3f} |"
                        )
                        print(rows[-1], flush=True)
    head = (
        f"# On a slow line\n\n{time.strftime('%Y-%m-%d')}: first visit, 400 kbit/s, 400 ms, processor slowed four times, nginx with the settings "
        "in hosting/; the middle of three. Aim: words within 2 s, shift at most 0.02. `make bench-slow` makes this file.\n\n"
        "| language | page | scripts | first words | largest part | shift |\n| --- | --- | --- | --- | --- | --- |\n"
    )
    (Path(__file__).parent / "results-slow.md").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
