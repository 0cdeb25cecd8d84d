"""Oversight checklists as a model: items, indicators, and the codes that they may bear.

guide.checklist_reader makes the model from a page; web form, spreadsheet, PDF form and question list are views of it.
Codes (ids, kinds, levels, bodies) are the same in all languages; the labels in bold are the interface strings
checklist.label.* and checklist.indicator.* of the page's language.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from guide.pages import Page

KINDS = ("law", "means", "practice", "result")
LEVELS = ("minimum", "recommended")
SCALE = ("not-started", "planned", "on-paper", "partly", "in-practice", "reviewed")
EXITS = ("do-not-know", "not-applicable")
PARTS = ("evidence", "from", "rests", "question", "weak")
INDICATOR_PARTS = ("definition", "unit", "source", "caution")

LINK_TARGET = re.compile(r"\]\(([^)#]+)")


@dataclass
class Item:
    """One thing to check. rests: the parts of 'Rests on' as written; lines: the line in the body of each of its points."""

    id: str
    line: int
    theme: str
    starred: bool
    kind: str
    level: str
    text: str
    evidence: str = ""
    bodies: list[str] = field(default_factory=list)
    rests: list[str] = field(default_factory=list)
    asked: str = ""
    question: str = ""
    weak: str = ""
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """The item's id on the page: 'cl-05-3' for CL-05.3."""
        return self.id.lower().replace(".", "-")

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the resolution that the item rests on, such as R7."""
        return [part for part in self.rests if re.fullmatch(r"[PR]\d+", part)]

    def pages(self, place: str) -> list[str]:
        """Paths of the guide pages that the item rests on; place: the path of its list."""
        targets = [match[1] for part in self.rests if (match := LINK_TARGET.search(part))]
        folder = posixpath.dirname(place)
        return list(dict.fromkeys(posixpath.normpath(posixpath.join(folder, target)) for target in targets))

    @property
    def instruments(self) -> list[tuple[str, str]]:
        """(instrument key, article or '') of each treaty or standard that the item rests on."""
        found = []
        for part in self.rests:
            if not part.startswith("[") and not re.fullmatch(r"[PR]\d+", part):
                key, _, article = part.partition(" ")
                found.append((key, article.strip()))
        return found


@dataclass
class Indicator:
    """A figure to follow over the years, with its definition sheet."""

    id: str
    line: int
    title: str
    anchor: str
    definition: str = ""
    unit: str = ""
    source: str = ""
    caution: str = ""


@dataclass
class Checklist:
    """A checklist page as a model."""

    id: str
    page: Page
    themes: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    withdrawn: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.page.title


def fold_label(text: str) -> str:
    """Fold a label for comparing: no colon (also French ' :' and full-width), no case."""
    return text.strip().rstrip(":：").strip().casefold()


def changed_labels(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return the labels of points and indicators, in bold, from one language's interface strings to another's."""
    return {
        f"**{old[key]}**": f"**{new[key]}**"
        for key in old
        if key.startswith(("checklist.label.", "checklist.indicator."))
    }
