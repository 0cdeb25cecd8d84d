"""Hostile and broken pages through the whole build of a page: checks, compose, Python-Markdown, template.

A case is either refused, each problem with file and line, or rendered to plain, well-nested HTML. In the suite a few
hundred cases run; `make fuzz` runs ten thousand and prints what breaks, to be kept in fuzz-found.txt.
"""

from __future__ import annotations

import argparse
import copy
import random
import re
import signal
import sys
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import markdown
from markupsafe import Markup

from guide.checks import run_checks
from guide.compose import compose
from guide.pages import parse_page
from guide.site import Site, load_site
from guide.view import page_view
from tests.conftest import REPOSITORY
from tests.guide.test_smuggling import DATA, TEXTS, TICKS, Audit, _extensions
from tests.small import RATIFY, write_small_guide

PATH = "legislate/ratify.md"
FILE = f"docs/{PATH}"
SECONDS = 10
VOID = frozenset({"area", "br", "hr", "img", "input", "link", "meta"})
MARKS = [
    *"*_`~[](){}<>!|#&\"'\\:;-+=^$@.,/?% \t\n", "**", "***", "```", "~~~", "{{", "}}", "[@", "[^1]", "]: ", "](", "{ #x }", "{: .a }", "!!! ", "    ", "\n\n", "\n    ",
    "- ", "1. ", "> ", "| a | b |\n| --- | ---: |\n", "\n: ", "&lt;", "&#106;", "--", "---\n", "<!--", "-->", "]]>", "<br>",
    "\u200f", "\u202e", "\u00a0", "\x0b", "\x0c", "\u2028", "é", "ق", "中", "😀", "\ufeff", "İ", "ß", "\u0301",
]  # fmt: skip
BLOCKS = [
    "## A heading { #heading }", "### Another { #other }", "# First { #first }", "## No id", "Setext\n======",
    "- a list\n    - nested\n\n        deeper", "1. one\n2. two\n\n    more", "> quoted\n> > twice",
    '!!! note "A title"\n    text\n\n    - list', '!!! warning\n\n    text', "| a | b |\n| --- | --- |\n| x | y |",
    "| a | b |\n| :-: | --: |\n| x \\| z | `y | z` |", "Term\n:   definition", "- [ ] task\n- [x] done", "***", "* * *",
    "`code` and ``a`b``", f"{TICKS}\nblock\n{TICKS}", "    indented", "A[^1] note\n\n[^1]: the note", "*[IPU]: union",
    "[link](../oversee/checklists/cl-01-ratification.md#cl-01-1)", "[dead](nowhere.md)", "[out](https://a.example/)",
    "![x](a.png)", "[@un-crc]", "[@un-crc, art. 34; @un-crc]", "[@nobody]", '{{ fact("reports-2024") }}', '{{ parties("crc") }}',
    '{{ term("csam", "words") }}', '{{ instrument("crc") }}', "{{ pages() }}", "{{ provisions() }}", "{{ sources() }}", "{{ no() }}",
    '{{ fact("") }}', "{{ fact(1) }}", "{{ }}", "child pornography", "*child pornography*", "[[blank]]", "http://a.example",
]  # fmt: skip


def seeds() -> list[str]:
    """Return blocks to build cases from: made ones, ways to smuggle, and paragraphs of the real guide."""
    real = [
        re.sub(r"\[@[^\]]*\]", "[@un-crc]", re.sub(r"\]\([^)]*\)", "](index.md)", block))
        for path in sorted((REPOSITORY / "docs").rglob("*.md"))[::5]
        for block in path.read_text(encoding="utf-8").split("\n\n")[1:8]
    ]
    hostile = [line.replace("⏎", "\n").replace("TICKS", TICKS) for line in TEXTS.split("\n") if line]
    return [*BLOCKS, *BLOCKS, *hostile, *DATA, *real]


def made(chance: random.Random, blocks: list[str]) -> str:
    """Return one case: the front matter of a page that passes, and blocks that are put together and then damaged."""
    head, _, body = RATIFY.partition("---\n\n")
    chosen = [chance.choice(blocks) for _ in range(chance.randint(1, 6))]
    if chance.random() < 0.3:
        chosen.append(body)
    text = chance.choice(["\n\n", "\n\n", "\n", "\n\n    ", " "]).join(chosen)
    for _ in range(chance.choice([0, 0, 1, 2, 5, 12])):
        text = damaged(chance, text)
    if chance.random() < 0.05:
        head = damaged(chance, head)
    return f"{head}---\n\n{text}\n"


def damaged(chance: random.Random, text: str) -> str:
    """Return the text with one small thing put in, taken out, doubled or moved."""
    at, length = chance.randint(0, len(text)), chance.randint(1, 12)
    piece = text[at : at + length]
    match chance.randint(0, 4):
        case 0:
            return text[:at] + text[at + length :]
        case 1:
            return text[:at] + piece * chance.randint(2, 4) + text[at + length :]
        case 2:
            other = chance.randint(0, len(text))
            return text[:other] + piece + text[other:]
    return text[:at] + chance.choice(MARKS) * chance.choice([1, 1, 1, 2, 40]) + text[at:]


class Nesting(HTMLParser):
    """Finds the first tag that is closed without being open, or left open: such a page could break out of its place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.fault = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.fault = self.fault or f"</{tag}> inside {self.open[-3:]}"

    def close(self) -> None:
        super().close()
        if self.open and not self.fault:
            self.fault = f"left open: {self.open[-3:]}"


class Builder:
    """A small guide in memory, in which one page is replaced by each case."""

    def __init__(self, folder: Path) -> None:
        self.site = load_site(write_small_guide(folder, {}))
        # Its translation would have to change with it.
        self.site.translations = {}
        assert run_checks(self.site) == []
        self.names, self.settings = _extensions()
        loader = jinja2.FileSystemLoader(REPOSITORY / "overrides")
        self.templates = jinja2.Environment(loader=loader, undefined=jinja2.ChainableUndefined)

    def refusals(self, text: str) -> list[str]:
        """Return what the checks say of a case; for one that they accept, render it and fail unless it is sound."""
        site = copy.copy(self.site)
        page, problems = parse_page(text, PATH, "en", FILE)
        site.pages = {**self.site.pages, PATH: page}
        site.problems = [*self.site.problems, *problems]
        for kept in ("items_by_page", "reading_order", "place_in_order", "_paths_by_kind"):
            site.__dict__.pop(kept, None)
        found = run_checks(site)
        last = text.count("\n") + 1
        for problem in found:
            assert problem.message and "\n" not in str(problem), problem
            assert 0 <= problem.line <= last or problem.path != FILE, problem
        if not found:
            self.sound(self.rendered(site))
        return [str(problem) for problem in found]

    def rendered(self, site: Site) -> tuple[str, str]:
        """Return the HTML of the page's text, and of the whole page around it."""
        composed = compose(site, PATH, "en")
        reader = markdown.Markdown(extensions=self.names, extension_configs=self.settings)
        content = reader.convert(composed.markdown)
        page = SimpleNamespace(content=Markup(content), toc=[])
        view = page_view(site, "en", composed) | {"asset": lambda name: f"../../{name}", "asset_name": str}
        config: Any = SimpleNamespace(site_name="Small", extra=SimpleNamespace(quick_exit_url="https://a.example/"))
        return content, self.templates.get_template("main.html").render(guide=view, page=page, config=config)

    @staticmethod
    def sound(rendered: tuple[str, str]) -> None:
        content, whole = rendered
        audit, inside, outside = Audit(), Nesting(), Nesting()
        for reader, html in ((audit, content), (inside, content), (outside, whole)):
            reader.feed(html)
            reader.close()
        assert audit.faults == [], audit.faults
        assert inside.fault == "", inside.fault
        assert outside.fault == "", outside.fault
        assert whole.count("<main") == whole.count("</main>") == 1
        assert ' style="' not in whole
        for mark in ("Footnotes Go Here", "\x02", "\x03"):
            assert mark not in whole, mark


def run(cases: int, seed: int, folder: Path) -> list[tuple[str, str]]:
    """Try cases; return those that break something, each with what it breaks. One that takes SECONDS counts."""
    builder, blocks = Builder(folder), seeds()
    # Most cases are made of what passes by itself: else hardly any would reach the engine.
    harmless = [block for block in blocks if not _breaks_or_is_refused(builder, block)]
    broken, refused, started = [], 0, time.monotonic()
    signal.signal(signal.SIGALRM, _too_long)
    for number in range(cases):
        chance = random.Random(f"{seed}.{number}")
        text = made(chance, harmless if chance.random() < 0.8 else blocks)
        signal.alarm(SECONDS)
        try:
            refused += bool(builder.refusals(text))
        except Exception as error:
            broken.append((text, f"case {seed}.{number}: {type(error).__name__}: {str(error)[:300]}"))
        finally:
            signal.alarm(0)
    print(f"{cases} cases, {refused} refused, {len(broken)} broke something, {time.monotonic() - started:.0f} s")
    return broken


def _breaks_or_is_refused(builder: Builder, block: str) -> bool:
    try:
        return bool(builder.refusals(f"{RATIFY}\n{block}\n"))
    except Exception:
        return True


def _too_long(*_: object) -> None:
    raise TimeoutError(f"took more than {SECONDS} s")


def main() -> int:
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        broken = run(options.cases, options.seed, Path(folder) / "small")
    for text, what in broken[:40]:
        print(f"\n=== {what}\n{text!r}")
    print(Counter(what.split(": ", 1)[1][:80] for _, what in broken).most_common(20))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
