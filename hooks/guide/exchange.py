"""A page in two languages as units to translate, and the translation's file made again from them.

Sections are paired by heading id, and within a section its slots in order. Where a section has another shape in the
translation (its source has changed), the whole section is one unit. What is not translated keeps the very characters
of the translation's file: units that come back unchanged give back the same file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guide.checklists import INDICATOR_PARTS, PARTS, changed_labels, fold_label
from guide.config import SOURCE_LOCALE
from guide.files import read_text
from guide.pages import Page, page_kind
from guide.segments import Slot, cut
from guide.site import Site
from guide.translations import section_states

# Front matter in words; of LISTS, several values stand in one unit, with a bar between them.
FIELDS = ("title", "description", "users", "result", "caution", "keywords")
LISTS = ("users", "keywords")
BAR = " | "


@dataclass(frozen=True)
class Unit:
    """One text to translate: its id on the page, section, kind, line in the source file, both texts, XLIFF state."""

    id: str
    section: str
    kind: str
    line: int
    source: str
    target: str | None
    state: str


@dataclass(frozen=True)
class _Block:
    """A section of the translation's file: literal pieces and the ids of units; is_own: it is in the file already."""

    section: str
    pieces: tuple[str, ...]
    units: tuple[Unit, ...]
    is_own: bool


class Exchange:
    """One page on its way from the language of its source to another and back."""

    def __init__(self, site: Site, path: str, locale: str) -> None:
        self.site, self.path, self.locale = site, path, locale
        self.source = site.pages[path]
        self.own = site.translations.get(locale, {}).get(path)
        self.states = self._section_states()
        self.front = list(self._front())
        self.blocks = self._blocks()

    @property
    def file(self) -> str:
        tree = "docs" if self.locale == SOURCE_LOCALE else f"translations/{self.locale}"
        return f"{tree}/{self.path}"

    @property
    def units(self) -> list[Unit]:
        return [*self.front, *(unit for block in self.blocks for unit in block.units)]

    def rebuild(self, targets: Mapping[str, str]) -> str:
        """Return the translation's file with these targets by unit id; a section without any of its own is left out."""
        sections = []
        for block in self.blocks:
            found = {unit.id: targets.get(unit.id, unit.target) for unit in block.units}
            is_empty = self.own is None and not block.units
            if block.is_own or is_empty or any(text is not None for text in found.values()):
                sections.append(
                    "".join(found.get(piece) or piece if piece in found else piece for piece in block.pieces)
                )
        return self._front_matter(targets) + "\n".join(sections)

    def _section_states(self) -> dict[str, str]:
        """Return the XLIFF state of each section: initial for what is stale, else as the page's status says."""
        if self.own is None:
            return {}
        is_reviewed = self.own.meta.get("translation", {}).get("status") == "reviewed"
        done = "reviewed" if is_reviewed else "translated"
        lock = self.site.locks.get(self.locale, {})
        found = section_states(self.source, self.own, lock)
        return {one.id: "initial" if one.state != "current" and one.is_accepted else done for one in found}

    def _front(self) -> Iterator[Unit]:
        for field in FIELDS:
            if (value := self.source.meta.get(field)) in (None, "", []):
                continue
            own = self.own.meta.get(field) if self.own else None
            target = _joined(own) if own not in (None, "", []) else None
            state = self.states.get("top", "initial") if target is not None else "initial"
            yield Unit(f"front.{field}", "front", field, self.source.front.line(field), _joined(value), target, state)

    def _blocks(self) -> list[_Block]:
        source = _raw_sections(self.source)
        own = _raw_sections(self.own) if self.own else {}
        blocks = {
            identifier: self._block(identifier, *source[identifier], own.get(identifier)) for identifier in source
        }
        order = list(own)
        # A section that the translation lacks goes behind the one that stands before it in the source.
        before = ""
        for identifier in source:
            if identifier not in own:
                order.insert(order.index(before) + 1 if before in order else 0, identifier)
            before = identifier
        return [blocks.get(identifier) or _Block(identifier, (own[identifier][1],), (), True) for identifier in order]

    def _block(self, identifier: str, line: int, text: str, own: tuple[int, str] | None) -> _Block:
        """Return one section; line, text: of the source; own: the same of the translation."""
        wanted = cut(text, self.source.line(line), self._labels(self.source.locale))
        slots = [piece for piece in wanted if isinstance(piece, Slot)]
        state = self.states.get(identifier, "initial")
        if own is None:
            pieces = [piece if isinstance(piece, Slot) else self._translated_label(piece) for piece in wanted]
            return self._paired(identifier, slots, None, pieces, "initial")
        assert self.own is not None
        pieces = cut(own[1], self.own.line(own[0]), self._labels(self.locale))
        targets = [piece for piece in pieces if isinstance(piece, Slot)]
        if [slot.kind for slot in slots] == [slot.kind for slot in targets]:
            return self._paired(identifier, slots, targets, pieces, state)
        if not own[1].strip() or not text.strip():
            return _Block(identifier, (own[1],), (), True)
        whole = Unit(f"{identifier}.all", identifier, "section", self.source.line(line), text, own[1], state)
        return _Block(identifier, (whole.id,), (whole,), True)

    def _paired(
        self, identifier: str, slots: list[Slot], targets: list[Slot] | None, pieces: list[str], state: str
    ) -> _Block:
        units = tuple(
            Unit(f"{identifier}.{number}", identifier, slot.kind, slot.line, str(slot), _at(targets, number), state)
            for number, slot in enumerate(slots)
        )
        numbers = iter(units)
        skeleton = tuple(next(numbers).id if isinstance(piece, Slot) else piece for piece in pieces)
        return _Block(identifier, skeleton, units, targets is not None)

    def _labels(self, locale: str) -> dict[str, str]:
        return checklist_labels(self.site, locale) if page_kind(self.path) == "checklist" else {}

    def _translated_label(self, piece: str) -> str:
        """Return a literal piece with the label of a checklist point in the language of the translation."""
        if page_kind(self.path) != "checklist":
            return piece
        strings = (self.site.data[locale].strings for locale in (self.source.locale, self.locale))
        for old, new in changed_labels(*strings).items():
            piece = piece.replace(old, new)
        return piece

    def _front_matter(self, targets: Mapping[str, str]) -> str:
        changed = {
            unit.kind: targets[unit.id] for unit in self.front
            if unit.id in targets and targets[unit.id] != unit.target
        }  # fmt: skip
        if self.own is None:
            lines = [_line(field, changed[field]) for field in FIELDS if field in changed]
            if self.source.locale != SOURCE_LOCALE:
                lines.append(f"source_language: {self.source.locale}")
            return "\n".join(["---", *lines, "translation: {status: draft}", "---", ""])
        text, _ = read_text(self.site.config.root, self.site.config.root / self.own.file)
        front = "\n".join(text.split("\n")[: self.own.body_line - 1]) + "\n"
        for field, value in changed.items():
            front = _with_field(front, field, value)
        return front


def checklist_labels(site: Site, locale: str) -> dict[str, str]:
    """Return the parts of checklist points and indicators by their folded labels in a language."""
    strings = site.data[locale].strings
    names = [("label", part) for part in PARTS] + [("indicator", part) for part in INDICATOR_PARTS]
    return {fold_label(strings[f"checklist.{group}.{part}"]): part for group, part in names}


def _at(targets: list[Slot] | None, number: int) -> str | None:
    return str(targets[number]) if targets is not None else None


def _raw_sections(page: Page) -> dict[str, tuple[int, str]]:
    """Return each section's first line in the body and its raw text; joined by line ends they are the body."""
    rows = page.body.split("\n")
    starts = [(section.id, section.line) for section in page.sections]
    ends = [line for _, line in starts[1:]] + [len(rows) + 1]
    return {
        identifier: (start, "\n".join(rows[start - 1 : end - 1]))
        for (identifier, start), end in zip(starts, ends, strict=True)
        if end > start
    }


def _joined(value: Any) -> str:
    return BAR.join(str(one) for one in value) if isinstance(value, list) else str(value)


def _line(field: str, value: str) -> str:
    """Return a line of front matter."""
    if field in LISTS:
        items = ", ".join(json.dumps(part.strip(), ensure_ascii=False) for part in value.split("|") if part.strip())
        return f"{field}: [{items}]"
    return f"{field}: {json.dumps(value, ensure_ascii=False)}"


def _with_field(front: str, field: str, value: str) -> str:
    """Return front matter with one field written anew (or put in before its end)."""
    line = f"{_line(field, value)}\n"
    pattern = re.compile(rf"^{field}:.*\n(?:[ \t]+.*\n)*", re.MULTILINE)
    if pattern.search(front):
        return pattern.sub(lambda _: line, front, count=1)
    return re.sub(r"(?m)^---[ \t]*\n\Z", lambda end: line + end[0], front)
