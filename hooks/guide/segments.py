"""A page's Markdown cut into what is translated and what is not: slots, in order, between literal pieces.

"".join(piece) over the pieces of a text gives the text. A slot is a heading, paragraph, list item, table cell or title
of a box; marks, ids of headings, labels and ids of checklist items are literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from guide.checklists import fold_label
from guide.inline import has_words, read
from guide.markdown import PLAIN_FENCE

HEADING = re.compile(r"^(#{1,6}\s+)(.*?)(\s*\{\s*#[^}]*\}\s*)?$")
BOX = re.compile(r'^(\s*!!!\s+[a-z-]+\s+")([^"]*)("\s*)$')
MARK = re.compile(r"^(\s*(?:>\s?)*\s*(?:(?:[-*+]|\d+[.)])\s+)?)(.*?)(\s*)$")
CELL = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"^[\s|:-]*$")
# - [ ] **CL-05.1** ★ `law` `minimum` Question? and its points, and CL-05.I1 in the heading of an indicator.
ITEM = re.compile(r"^(\[ \]\s+\*\*[^*]+\*\*\s+(?:★\s+)?(?:`[^`]+`\s+)*)(.*)$")
LABEL = re.compile(r"^(\*\*[^*]+\*\*\s*(?:`[^`]+`(?:\s*,\s*`[^`]+`)*\s*)?)(.*)$")
INDICATOR = re.compile(r"^([A-Z]{2}-[A-Z0-9]+\.I\d+\s+)(.*)$")

NO_LABELS: Mapping[str, str] = {}


class Slot(str):
    """A piece that is translated."""

    kind: str
    line: int

    def __new__(cls, text: str, kind: str, line: int) -> Slot:
        slot = super().__new__(cls, text)
        slot.kind, slot.line = kind, line
        return slot


@dataclass
class _Cutter:
    """Cuts lines; labels: the parts of a checklist's points by their folded labels; empty on other pages."""

    labels: Mapping[str, str]
    is_code: bool = False

    def line(self, number: int, text: str) -> Iterator[str]:
        if PLAIN_FENCE.match(text):
            self.is_code = not self.is_code
            yield text
        elif self.is_code or not text.strip():
            yield text
        elif match := HEADING.match(text):
            code = INDICATOR.match(match[2]) if self.labels else None
            yield match[1] + (code[1] if code else "")
            yield from _slot(code[2] if code else match[2], "heading", number)
            yield match[3] or ""
        elif match := BOX.match(text):
            yield match[1]
            yield from _slot(match[2], "title", number)
            yield match[3]
        elif text.startswith("|"):
            yield from self._row(number, text)
        else:
            yield from self._words(number, text)

    def _row(self, number: int, text: str) -> Iterator[str]:
        if RULE.match(text):
            yield text
            return
        # A bar inside code or a macro is part of a cell.
        hidden = re.sub(r"`[^`]*`|\{\{.*?\}\}", lambda match: "x" * len(match[0]), text)
        ends = [0, *(match.end() for match in CELL.finditer(hidden)), len(text)]
        for start, end in pairwise(ends):
            cell = text[start:end]
            bar = "|" if hidden[start:end].endswith("|") else ""
            inside = cell.removesuffix(bar)
            words = inside.strip()
            before = inside[: len(inside) - len(inside.lstrip())] if words else inside
            yield before
            yield from _slot(words, "cell", number)
            yield (inside[len(inside.rstrip()) :] if words else "") + bar

    def _words(self, number: int, text: str) -> Iterator[str]:
        match = MARK.match(text)
        assert match is not None
        mark, words, end = match.groups()
        kind = "item" if mark.strip(" >") else "paragraph"
        if self.labels:
            found = ITEM.match(words)
            if found is None and (label := LABEL.match(words)) and (part := self.labels.get(_label(label[1]))):
                found, kind = label, part
            if found:
                mark, words = mark + found[1], found[2]
        yield mark
        if kind == "rests":
            # Codes of paragraphs and treaties stay; only the titles of linked pages are words.
            for piece in re.split(r"( · )", words):
                yield from _slot(piece, kind, number) if piece.startswith("[") else [piece]
        else:
            yield from _slot(words, kind, number)
        yield end


def _label(text: str) -> str:
    """Return the folded label that a point begins with: "**Evidence:** …" gives "evidence"."""
    return fold_label(text.strip("* ").split("**")[0])


def _slot(text: str, kind: str, line: int) -> Iterator[str]:
    yield Slot(text, kind, line) if has_words(read(text)) else text


def cut(text: str, first_line: int, labels: Mapping[str, str] = NO_LABELS) -> list[str]:
    """Return the pieces of a text whose first line has a number; lines of one paragraph make one slot."""
    cutter, pieces = _Cutter(labels), list[str]()
    for number, line in enumerate(text.split("\n"), start=first_line):
        if number > first_line:
            pieces.append("\n")
        found = [piece for piece in cutter.line(number, line) if piece]
        last = _open_paragraph(pieces)
        if last is not None and found and isinstance(found[0], Slot) and found[0].kind == "paragraph":
            # The paragraph goes on: its lines, and the line end between them, become one slot.
            pieces[last:] = [Slot("".join(pieces[last:]) + found[0], pieces[last].kind, pieces[last].line)]  # type: ignore[attr-defined]
            found = found[1:]
        pieces += found
    return pieces


def _open_paragraph(pieces: list[str]) -> int | None:
    """Return where a paragraph or item that the next line may go on with begins: it and a line end stand last."""
    if (
        len(pieces) > 1
        and pieces[-1] == "\n"
        and isinstance(pieces[-2], Slot)
        and pieces[-2].kind in ("paragraph", "item")
    ):
        return len(pieces) - 2
    return None
