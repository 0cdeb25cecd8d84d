"""axe-core in a page: what its rules find."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.conftest import REPOSITORY

SCRIPT = REPOSITORY / "tests/tools/node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async (only) => {
    const { violations } = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => [id, help, nodes.length, nodes[0].html.slice(0, 300)]);
}"""


def violations(page: Page, *rules: str) -> list[str]:
    """Return what breaks a rule: those named, else all of WCAG 2.2 A and AA and of good practice."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_source())
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    return [f"{name}: {words} ({count}): {html}" for name, words, count, html in page.evaluate(RUN, only)]


@cache
def _source() -> str:
    if not SCRIPT.exists():
        raise RuntimeError("axe-core is missing: make tests/tools/node_modules/.ready")
    return SCRIPT.read_text(encoding="utf-8")
