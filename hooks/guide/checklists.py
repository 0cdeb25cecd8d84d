"""Oversight checklists: one Markdown convention, one parser, one model.

The convention is written out in CONTRIBUTING.md. Web form, spreadsheet, PDF form and question list are
views of the model that parse_checklist returns. Codes (ids, kinds, levels, bodies) are the same in all
languages; the labels in bold are the interface strings checklist.label.* of the page's language.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from guide import markdown
from guide.pages import Page
from guide.problems import Problem, did_you_mean

KINDS = ("law", "means", "practice", "result")
LEVELS = ("minimum", "recommended")
SCALE = ("not-started", "planned", "on-paper", "partly", "in-practice", "reviewed")
EXITS = ("do-not-know", "not-applicable")
PARTS = ("evidence", "from", "rests", "question", "weak")
INDICATOR_PARTS = ("definition", "unit", "source", "caution")
STARRED = (2, 4)
INDICATORS = (2, 4)

ITEM = re.compile(r"^- \[ \] \*\*([^*]+)\*\*\s+(★\s+)?((?:`[^`]+`\s+)*)(.+)$")
PART = re.compile(r"^ {4}- \*\*(.+?)\*\*\s*(.*)$")
INDICATOR_PART = re.compile(r"^- \*\*(.+?)\*\*\s*(.*)$")
LINK_TARGET = re.compile(r"\]\(([^)#]+)")
CODE = re.compile(r"`([^`]+)`")
WITHDRAWN = re.compile(r"^- \*\*([A-Z]{2}-[A-Z0-9]+\.\d+)\*\*\s+(.+)$")


@dataclass
class Item:
    """One thing to check. rests holds the parts of 'Rests on' as written; sources of a rule: see its page."""

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


def parse_checklist(page: Page, strings: dict[str, str]) -> tuple[Checklist, list[Problem]]:
    """Read a checklist page. strings: the interface strings of its language. Never raises for bad text."""
    reader = _Reader(page, strings)
    reader.read()
    return reader.checklist, reader.problems


class _Reader:
    """Reads a page line by line; knows in which section and item it is."""

    def __init__(self, page: Page, strings: dict[str, str]) -> None:
        self.page = page
        self.checklist = Checklist(str(page.meta.get("checklist", page.path)), page)
        self.problems: list[Problem] = []
        self.labels = {_label(strings.get(f"checklist.label.{part}", part)): part for part in PARTS}
        self.indicator_labels = {
            _label(strings.get(f"checklist.indicator.{part}", part)): part for part in INDICATOR_PARTS
        }
        self.section = ""
        self.theme = ""
        self.item: Item | None = None
        self.indicator: Indicator | None = None

    def read(self) -> None:
        headings = {heading.line: heading for heading in self.page.headings}
        for number, line in enumerate(self.page.body.split("\n"), start=1):
            if number in headings:
                self._heading(headings[number])
            elif self.section == "items":
                self._item_line(number, line)
            elif self.section == "indicators" and self.indicator:
                self._indicator_line(number, line)
            elif self.section == "withdrawn" and (match := WITHDRAWN.match(line)):
                self.checklist.withdrawn[match[1]] = match[2]
        self._finish()

    def _heading(self, heading: markdown.Found) -> None:
        if heading.level == 2:
            self.section, self.theme = heading.target, ""
        elif self.section == "items":
            self.theme = heading.target
            self.checklist.themes[heading.target] = heading.text
        elif self.section == "indicators":
            identifier, _, title = heading.text.partition(" ")
            self.indicator = Indicator(identifier, heading.line, title, heading.target)
            self.checklist.indicators.append(self.indicator)
        self.item = None

    def _item_line(self, number: int, line: str) -> None:
        if line.startswith("- "):
            self._start_item(number, line)
        elif line.startswith("    - ") and self.item:
            self._part(number, line)
        elif line.strip() and self.item:
            self._say(number, "is neither an item nor one of its points; keep each on one line")

    def _start_item(self, number: int, line: str) -> None:
        match = ITEM.match(line)
        if not match:
            self._say(number, "is not an item: - [ ] **CL-00.1** ★ `law` `minimum` Question?")
            self.item = None
            return
        codes = CODE.findall(match[3])
        kind = next((code for code in codes if code in KINDS), "")
        level = next((code for code in codes if code in LEVELS), "")
        if not kind:
            self._say(number, f"item {match[1]} has no kind; add one of: {', '.join(KINDS)}")
        if not level:
            self._say(number, f"item {match[1]} has no level; add one of: {', '.join(LEVELS)}")
        for code in codes:
            if code not in KINDS + LEVELS:
                self._say(number, f'"{code}" is neither a kind nor a level{did_you_mean(code, KINDS + LEVELS)}')
        if not self.theme:
            self._say(number, f"item {match[1]} stands under no theme; put a ### heading with an id above it")
        self.item = Item(match[1], number, self.theme, bool(match[2]), kind, level, match[4].strip())
        self.checklist.items.append(self.item)

    def _part(self, number: int, line: str) -> None:
        item, match = self.item, PART.match(line)
        assert item is not None
        part = self.labels.get(_label(match[1])) if match else None
        if match is None or part is None:
            shown = ", ".join(f"**{label}:**" for label in self.labels)
            self._say(number, f"is not a point of an item; begin with one of: {shown}")
            return
        if part in item.lines:
            self._say(number, f'item {item.id} has the point "{match[1]}" twice')
        item.lines[part] = number
        text = match[2].strip()
        if part == "from":
            item.bodies = CODE.findall(text)
        elif part == "rests":
            item.rests = [piece.strip() for piece in text.split(" · ") if piece.strip()]
        elif part == "question":
            codes = CODE.match(text)
            item.asked = codes[1] if codes else ""
            item.question = text[codes.end() :].strip() if codes else text
        else:
            setattr(item, part, text)

    def _indicator_line(self, number: int, line: str) -> None:
        if not (match := INDICATOR_PART.match(line)):
            return
        part = self.indicator_labels.get(_label(match[1]))
        if part is None:
            shown = ", ".join(f"**{label}:**" for label in self.indicator_labels)
            self._say(number, f"is not a point of an indicator; begin with one of: {shown}")
        elif self.indicator:
            setattr(self.indicator, part, match[2].strip())

    def _finish(self) -> None:
        checklist = self.checklist
        seen: set[str] = set()
        for position, item in enumerate(checklist.items, start=1):
            if item.id in seen:
                self._say(item.line, f"item id {item.id} stands twice; ids are never used again")
            elif item.id in checklist.withdrawn:
                self._say(item.line, f"item id {item.id} is withdrawn; give the item a new id")
            elif not re.fullmatch(re.escape(checklist.id) + r"\.\d+", item.id):
                self._say(
                    item.line, f"item {position} is called {item.id}; ids here are {checklist.id}.1, {checklist.id}.2 …"
                )
            seen.add(item.id)
            self._finish_item(item)
        starred = sum(item.starred for item in checklist.items)
        if not STARRED[0] <= starred <= STARRED[1]:
            self._say(1, f"{starred} items carry ★; mark two to four")
        if not INDICATORS[0] <= len(checklist.indicators) <= INDICATORS[1]:
            self._say(1, f"has {len(checklist.indicators)} indicators; give two to four")
        for indicator in checklist.indicators:
            for part in INDICATOR_PARTS:
                if not getattr(indicator, part):
                    self._say(indicator.line, f"indicator {indicator.id} lacks its {part}")

    def _finish_item(self, item: Item) -> None:
        for part in PARTS:
            if part not in item.lines:
                self._say(item.line, f'item {item.id} lacks the point "{part}"')
        if "evidence" in item.lines and not item.evidence:
            self._say(item.line, f"item {item.id} names no evidence")
        if "from" in item.lines and not item.bodies:
            self._say(item.lines["from"], f"item {item.id} names no body code, such as `interior`")
        if "question" in item.lines and not (item.asked and item.question):
            self._say(item.lines["question"], f"the question of {item.id} begins with a body code, such as `interior`")
        if "rests" in item.lines and not item.paragraphs:
            self._say(item.lines["rests"], f"item {item.id} rests on no paragraph of the resolution, such as R7")

    def _say(self, line: int, message: str) -> None:
        self.problems.append(self.page.problem(line, message))


def _label(text: str) -> str:
    """Fold a label for comparing: no colon (also French ' :' and full-width), no case."""
    return text.strip().rstrip(":：").strip().casefold()
