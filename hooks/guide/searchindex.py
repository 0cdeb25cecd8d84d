"""The search index of one language, made by Pagefind from the composed pages.

Each page becomes a small HTML document: its headings with their ids, so that a result leads to the section, and
its keywords as metadata, which are searched but never printed. Pagefind stems Arabic, English, French, Portuguese,
Russian and Spanish, and folds accents, Arabic vowel marks and the forms of alef. Chinese has no spaces: each
character is made a word, and overrides/assets/js/search.js asks for phrases.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

from pagefind_bin_extended import get_executable

from guide.compose import Composed
from guide.markdown import sections
from guide.pages import page_url
from guide.plaintext import plain_text
from guide.problems import Problem, ProblemsError

ZERO_WIDTH_SPACE = "\u200b"
HAN_PAIR = re.compile(r"([\u3400-\u9fff\uf900-\ufaff])(?=[\u3400-\u9fff\uf900-\ufaff])")
NOT_SHIPPED = (
    "*-ui.*",
    "*-ui-*",
    "pagefind-highlight.js",
    "pagefind-worker.js",
    "pagefind-modular*",
    "pagefind-component*",
)
NOT_SEARCHED = frozenset({"notes"})
# Lists for editors: a reader who searches wants the pages that these lists are made from.
NOT_SEARCHED_PAGES = frozenset({"reference/sources.md", "reference/facts-due.md"})


def build_index(pages: Iterable[Composed], locale: str, folder: Path) -> None:
    """Write folder/pagefind for a language's composed pages. Raise ProblemsError when the program fails."""
    with tempfile.TemporaryDirectory() as scratch:
        source, output = Path(scratch, "pages"), Path(scratch, "index")
        for page in pages:
            if page.path in NOT_SEARCHED_PAGES:
                continue
            document = source / page_url(page.path) / "index.html"
            document.parent.mkdir(parents=True, exist_ok=True)
            document.write_text(search_document(page, locale), encoding="utf-8")
        command = [
            get_executable(),
            "--silent",
            "--site",
            str(source),
            "--output-path",
            str(output),
            "--force-language",
            locale,
        ]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        if done.returncode:
            raise ProblemsError([Problem(f"site/{locale}/pagefind", 0, f"the search index failed: {_why(done)}")])
        # Chinese has no stemmer and uses the plain program; every other language ships its own.
        unused = NOT_SHIPPED if locale == "zh" else (*NOT_SHIPPED, "wasm.unknown.pagefind")
        shutil.rmtree(folder / "pagefind", ignore_errors=True)
        shutil.copytree(output, folder / "pagefind", ignore=shutil.ignore_patterns(*unused), dirs_exist_ok=True)


def _why(done: subprocess.CompletedProcess[str]) -> str:
    """Say why Pagefind failed; a process that the system ended (disk full, out of memory) says nothing itself."""
    if done.returncode < 0:
        return f"ended by the system: {signal.strsignal(-done.returncode)}"
    return done.stderr.strip()[-300:]


def search_document(composed: Composed, locale: str) -> str:
    """Return one page as Pagefind shall see it: without the notice above it, whose words are on every page."""
    keywords = [str(keyword) for keyword in composed.meta.get("keywords", [])]
    is_chinese = locale == "zh"
    if is_chinese:
        hidden = HAN_PAIR.sub(r"\1 ", " ".join([composed.title, *keywords]))
    else:
        hidden = " ".join([*keywords, composed.description])

    def words(text: str) -> str:
        return escape(HAN_PAIR.sub(rf"\1{ZERO_WIDTH_SPACE}", text) if is_chinese else text, quote=False)

    parts = [
        f'<!doctype html><html lang="{locale}"><body><main data-pagefind-body><h1>{words(composed.title)}</h1>',
        f'<i data-kw="{escape(hidden)}" data-pagefind-meta="kw[data-kw]"></i>',
    ]
    for section in sections(composed.text):
        if section.id in NOT_SEARCHED:
            continue
        text = section.text
        if section.title:
            parts.append(f'<h2 id="{section.id}">{words(plain_text(section.title))}</h2>')
            text = text.partition("\n")[2]
        parts += [f"<p>{words(paragraph)}</p>" for paragraph in plain_text(text).split("\n") if paragraph]
    return "".join(parts) + "</main></body></html>"
