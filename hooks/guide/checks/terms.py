"""Words: a discouraged term stands only in the title of a law or treaty (in italics) or on a page about terms.

The terms are those of docs/data/glossary.yml and of each language's translated glossary, after the
Terminology Guidelines (Luxembourg Guidelines, second edition, 2025).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from guide.markdown import prose_lines
from guide.pages import Page
from guide.problems import Problem
from guide.site import Site

ITALICS = re.compile(r"(?<![*\w])\*(?!\*)[^*]+?\*(?!\*)|(?<!\w)_(?!_)[^_]+?_(?!\w)")
LINK_TARGET = re.compile(r"\]\([^()\n]*\)")


def check(site: Site) -> list[Problem]:
    problems: list[Problem] = []
    for locale, data in site.data.items():
        avoided = discouraged(data.glossary)
        pages = [page for page in site.all_texts() if page.locale == locale]
        for page in pages:
            if not site.pages[page.path].meta.get("terms_page"):
                problems += check_page(page, avoided)
    return problems


def discouraged(glossary: dict[str, Any]) -> list[tuple[re.Pattern[str], str, str]]:
    """Return (pattern, form, what to say instead) for each discouraged form."""
    found = []
    for entry in glossary.values():
        for avoid in entry.get("discouraged", []):
            words = re.escape(avoid["form"]).replace(r"\ ", r"[\s-]+")
            plural = "s?" if avoid["form"].isascii() else ""
            found.append((re.compile(rf"(?<!\w){words}{plural}(?!\w)", re.IGNORECASE), avoid["form"], avoid["use"]))
    return found


@lru_cache(maxsize=8192)
def _words(body: str) -> str:
    """Return a text with code, italics and link targets blanked, line for line."""
    text = "\n".join(prose_lines(body))
    text = ITALICS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return LINK_TARGET.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def check_page(page: Page, avoided: list[tuple[re.Pattern[str], str, str]]) -> Iterator[Problem]:
    """Yield a problem for each discouraged form in a page's words, titles of laws (in italics) apart."""
    text = _words(page.body)
    fields = {field: str(page.meta.get(field, "")) for field in ("title", "description", "result", "caution")}
    folded = "\n".join([text, *fields.values()]).casefold()
    for pattern, form, use in avoided:
        # A plain search for the form's longest word spares most of the patterns.
        if max(form.casefold().split(), key=len) not in folded:
            continue
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield page.problem(
                line, f'"{form}" is discouraged; write "{use}" (the title of a law or treaty stands in *italics*)'
            )
        for field, words in fields.items():
            if pattern.search(words):
                yield page.meta_problem(field, f'"{form}" is discouraged; write "{use}"')
