"""A page of the guide: front matter and Markdown, with lines that match its file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from guide import markdown
from guide.config import SOURCE_LOCALE
from guide.files import read_text, relative_name
from guide.problems import Problem
from guide.yamlfile import Located, fitting, parse_yaml, validate

# The page over all assessments stands among the checklists and is none.
DASHBOARD = "oversee/checklists/dashboard.md"
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """One Markdown file: path within its language's tree, language, file name for messages."""

    path: str
    locale: str
    file: str
    front: Located
    body: str
    body_line: int
    meta: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return str(self.meta.get("title", self.path))

    @property
    def url(self) -> str:
        """Address of the page below its language's root, as a folder: 'legislate/ratify/' ('' for the home page)."""
        return page_url(self.path)

    @cached_property
    def headings(self) -> list[markdown.Found]:
        return markdown.headings(self.body)

    @cached_property
    def links(self) -> list[markdown.Found]:
        return markdown.links(self.body)

    @cached_property
    def citations(self) -> list[markdown.Found]:
        return markdown.citations(self.body)

    @cached_property
    def sections(self) -> list[markdown.Section]:
        return markdown.sections(self.body)

    def line(self, body_line: int) -> int:
        """Return the line in the file of a line in the body (both from 1)."""
        return self.body_line + body_line - 1

    def problem(self, body_line: int, message: str) -> Problem:
        return Problem(self.file, self.line(body_line), message)

    def meta_problem(self, key: str, message: str) -> Problem:
        return Problem(self.file, self.front.line(key), message)


def page_url(path: str) -> str:
    """Return the folder address of a page: 'a/b.md' gives 'a/b/', 'a/index.md' gives 'a/'."""
    stem = path.removesuffix(".md")
    stem = "" if stem == "index" else stem.removesuffix("/index")
    return f"{stem}/" if stem else ""


def load_page(root: Path, tree: Path, path: Path, locale: str) -> tuple[Page | None, list[Problem]]:
    """Read one Markdown file of a language's tree; return no page when it cannot be used at all."""
    text, problems = read_text(root, path)
    name = relative_name(root, path)
    if problems and not text:
        return None, problems
    page, found = parse_page(text, path.relative_to(tree).as_posix(), locale, name)
    return page, [*problems, *found]


@lru_cache(maxsize=8192)
def parse_page(text: str, path: str, locale: str, name: str) -> tuple[Page, list[Problem]]:
    """Split a text into front matter and body and check the front matter against its schema."""
    match = FRONT_MATTER.match(text)
    if not match:
        page = Page(path, locale, name, Located({}, name), text, 1, {})
        hint = "has no front matter; begin the file with ---, title: …, description: …, ---"
        return page, [Problem(name, 1, hint)]
    front = parse_yaml(match[1] or "", name, first_line=2)
    problems = list(front.problems)
    body = text[match.end() :]
    meta = front.data if isinstance(front.data, dict) else {}
    if not problems:
        if not isinstance(front.data, dict):
            problems.append(Problem(name, 2, "front matter is not a list of fields (title: …)"))
        else:
            schema = _schema(path, locale, meta)
            if found := validate(front, schema):
                problems += found
                meta = fitting(front, schema)
    return Page(path, locale, name, front, body, text[: match.end()].count("\n") + 1, meta), problems


def page_kind(path: str) -> str:
    """Return what a page is, from its place: page, checklist, provision, practice or region."""
    if path.endswith("/index.md") or path == DASHBOARD:
        return "page"
    for prefix, kind in (
        ("oversee/checklists/", "checklist"),
        ("legislate/provisions/", "provision"),
        ("cooperate/practices/", "practice"),
        ("regions/", "region"),
    ):
        if path.startswith(prefix):
            return kind
    return "page"


def _schema(path: str, locale: str, meta: dict[str, Any]) -> str:
    """Return the schema of a page's front matter; a translation repeats only what is in words."""
    return "front-translation" if is_translation(meta, locale) else f"front-{page_kind(path)}"


def is_translation(meta: dict[str, Any], locale: str) -> bool:
    """Say whether a text translates another: source_language names the language that the page was first written in.

    Without it a page is first written in English, unless an English text calls itself a translation.
    """
    if (first := meta.get("source_language")) is not None:
        return bool(first != locale)
    return locale != SOURCE_LOCALE or "translation" in meta
