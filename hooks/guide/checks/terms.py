"""Words: a discouraged term stands only in the title of a law or treaty (in italics) or on a page about terms.

The terms are those of docs/data/glossary.yml and of each language's translated glossary, after the Terminology
Guidelines (Luxembourg Guidelines, second edition, 2025), and what each language's terms.yml says to avoid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from guide.markdown import CITATION, prose_lines
from guide.pages import Page
from guide.problems import Problem
from guide.site import Site
from guide.termbase import Termbase, wordings
from guide.wordforms import fold, pattern

ITALICS = re.compile(r"(?<![*\w])\*(?!\*)[^*]+?\*(?!\*)|(?<!\w)_(?!_)[^_]+?_(?!\w)")
LINK_TARGET = re.compile(r"\]\([^()\n]*\)")


@dataclass(frozen=True)
class Avoided:
    """A form to avoid: what to say of it, and longer recommended wordings in which it may stand."""

    form: str
    message: str
    allowed: tuple[str, ...] = ()

    def places(self, text: str) -> Iterator[int]:
        """Yield where the form stands in a folded text, outside the wordings that may hold it."""
        found = {match.span() for match in pattern(self.form).finditer(text)}
        if not found:
            return
        shielded = [match.span() for wording in self.allowed for match in pattern(wording).finditer(text)]
        for begin, end in sorted(found):
            if not any(start <= begin and end <= stop for start, stop in shielded):
                yield begin

    @cached_property
    def key(self) -> str:
        """The form's longest word: a plain search for it spares most of the patterns."""
        return max(fold(self.form).casefold().replace("-", " ").split(), key=len, default="")


def check(site: Site) -> list[Problem]:
    problems: list[Problem] = []
    for locale, data in site.data.items():
        base = site.termbases.get(locale, Termbase())
        avoided = (*discouraged(data.glossary), *avoided_terms(base, data.glossary))
        pages = [page for page in site.all_texts() if page.locale == locale]
        for page in pages:
            if not site.pages[page.path].meta.get("terms_page"):
                problems += check_page(page, avoided)
    return problems


def discouraged(glossary: dict[str, Any]) -> list[Avoided]:
    """Return the discouraged forms of a glossary."""
    return [
        Avoided(
            avoid["form"],
            f'"{avoid["form"]}" is discouraged; write "{avoid["use"]}" (the title of a law or treaty stands in *italics*)',
        )
        for entry in glossary.values()
        for avoid in entry.get("discouraged", [])
    ]


def avoided_terms(base: Termbase, glossary: dict[str, Any]) -> list[Avoided]:
    """Return the forms that a language's termbase refuses; a longer term of the termbase or glossary may hold one."""
    terms = [word for entry in [*base.terms.values(), *glossary.values()] for word in wordings(entry["term"])]
    found = []
    for key, entry in base.terms.items():
        for form in entry.get("avoid", []):
            allowed = tuple(term for term in terms if len(term) > len(form) and pattern(form).search(fold(term)))
            message = f'"{form}" is not used in this guide; write "{entry["term"]}" ({base.located.name}: {key})'
            found.append(Avoided(form, message, allowed))
    return found


def _words(body: str) -> str:
    """Return a text with code, italics, citations and link targets blanked, line for line."""
    text = "\n".join(prose_lines(body))
    for hidden in (ITALICS, CITATION, LINK_TARGET):
        text = hidden.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return fold(text)


def check_page(page: Page, avoided: tuple[Avoided, ...]) -> Iterator[Problem]:
    """Yield a problem for each form to avoid in a page's words, titles of laws (in italics) apart."""
    for line, message in _found(page.body, avoided):
        yield page.problem(line, message)
    fields = {field: fold(str(page.meta.get(field, ""))) for field in ("title", "description", "result", "caution")}
    searched = "\n".join(fields.values()).casefold()
    for one in avoided:
        if one.key in searched:
            for field, words in fields.items():
                if any(True for _ in one.places(words)):
                    yield page.meta_problem(field, one.message)


@lru_cache(maxsize=8192)
def _found(body: str, avoided: tuple[Avoided, ...]) -> list[tuple[int, str]]:
    """Return (line, message) for each form to avoid; once as long as text and forms stay."""
    text = _words(body)
    searched = text.casefold()
    return [
        (text.count("\n", 0, place) + 1, one.message)
        for one in avoided
        if one.key in searched
        for place in one.places(text)
    ]
