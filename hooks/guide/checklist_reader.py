"""Reading a checklist page into the model of guide.checklists, and what is wrong in it.

The convention is written out in CONTRIBUTING.md: one Markdown form for items, their points and indicators.
"""

from __future__ import annotations

import re

from guide import markdown
from guide.checklists import INDICATOR_PARTS, KINDS, LEVELS, PARTS, Checklist, Indicator, Item, fold_label
from guide.pages import Page
from guide.problems import Problem, did_you_mean

# How many items carry a star, and how many indicators a list has: at least, at most.
STARRED = (2, 4)
INDICATORS = (2, 4)

ITEM = re.compile(r"^- \[ \] \*\*([^*]+)\*\*\s+(★\s+)?((?:`[^`]+`\s+)*)(.+)$")
PART = re.compile(r"^ {4}- \*\*(.+?)\*\*\s*(.*)$")
INDICATOR_PART = re.compile(r"^- \*\*(.+?)\*\*\s*(.*)$")
CODE = re.compile(r"`([^`]+)`")
WITHDRAWN = re.compile(r"^- \*\*([A-Z]{2}-[A-Z0-9]+\.\d+)\*\*\s+(.+)$")


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
        self.labels = {fold_label(strings.get(f"checklist.label.{part}", part)): part for part in PARTS}
        self.indicator_labels = {
            fold_label(strings.get(f"checklist.indicator.{part}", part)): part for part in INDICATOR_PARTS
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
        part = self.labels.get(fold_label(match[1])) if match else None
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
        part = self.indicator_labels.get(fold_label(match[1]))
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
