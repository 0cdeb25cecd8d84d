"""What a translation has in common with its source, whatever the language: the parts that can be counted.

A part is a citation, a macro, a link, an image, a box, a table, a list, a quotation or a block of code. Its name is
what must be the same in both languages; its words are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from guide import markdown

LIST_ITEM = re.compile(r"^( *)(?:([-*+])|\d+[.)])\s+\S")
CODE_TEXT = re.compile(r"(?<!`)`([^`]+)`(?!`)")
CELL_BORDER = re.compile(r"(?<!\\)\|")
DIGITS = re.compile(r"\d+")
NOT_PROSE = re.compile(r"\]\([^()\n]*\)|\{ ?#[^{}\n]*\}|^ *\d+[.)](?=\s)", re.MULTILINE)
SHOWN_WORDS = re.compile(r"^\s*term\([^,]*,\s*[\"'](.*)[\"']\s*\)\s*$")
# Found anywhere in a section and compared as a bag; the others are compared in their order.
UNORDERED = ("citation", "macro", "link", "image", "code")


@dataclass(frozen=True)
class Part:
    """One part of a section: kind, the name that must be the same, its line in the body, how a message shows it."""

    kind: str
    name: str
    line: int
    shown: str


@dataclass(frozen=True)
class SectionParts:
    """A section's id, the lines of its body that hold words, and its parts."""

    id: str
    line: int
    lines: tuple[int, ...]
    parts: tuple[Part, ...]

    def beside(self, other: SectionParts, line: int) -> int:
        """Return the line of the other language's section that stands beside a line of this one (else its heading)."""
        if len(self.lines) == len(other.lines) and line in self.lines:
            return other.lines[self.lines.index(line)]
        return other.line


@lru_cache(maxsize=2048)
def section_parts(body: str) -> dict[str, SectionParts]:
    """Return each section of a page's body with its parts, by heading id ('top': before the first heading)."""
    starts = [(section.id, section.line) for section in markdown.sections(body)]
    ends = [line for _, line in starts[1:]] + [body.count("\n") + 2]
    found = sorted([*_inline(body), *_blocks(body)], key=lambda part: part.line)
    rows = body.split("\n")
    sections = {}
    for (identifier, start), end in zip(starts, ends, strict=True):
        lines = tuple(number for number in range(start, end) if number <= len(rows) and rows[number - 1].strip())
        parts = tuple(part for part in found if start <= part.line < end)
        sections[identifier] = SectionParts(identifier, start, lines, parts)
    return sections


@lru_cache(maxsize=2048)
def prose(text: str) -> list[str]:
    """Return the lines of a text with its words only: no code, citations, macros, link targets, ids, list numbers."""
    words = "\n".join(markdown.prose_lines(text))
    words = markdown.MACRO.sub(_shown, markdown.CITATION.sub(" ", words))
    return NOT_PROSE.sub(" ", words).split("\n")


def _shown(macro: re.Match[str]) -> str:
    match = SHOWN_WORDS.match(macro[1])
    return match[1] if match else " "


def _inline(body: str) -> Iterator[Part]:
    for cited in markdown.citations(body):
        # "art. 20" is "article 20" or "المادة 20" elsewhere: of a place, its numbers are compared.
        place = " ".join(str(int(number)) for number in DIGITS.findall(cited.text))
        shown = f"[@{cited.target}{', ' + cited.text if cited.text else ''}]"
        yield Part("citation", f"{cited.target} {place}", cited.line, f"the citation {shown}")
    for macro in markdown.macros(body):
        name = _macro_name(macro.text)
        yield Part("macro", name, macro.line, f"the macro {{{{ {name} }}}}")
    for link in markdown.links(body):
        kind = "image" if link.is_image else "link"
        yield Part(kind, link.target, link.line, f"the {kind} to {link.target}")
    blank = markdown.prose_lines(body)
    for number, line in enumerate(body.split("\n"), start=1):
        if blank[number - 1].strip() or not line.strip():
            for code in CODE_TEXT.findall(line):
                # A placeholder in words, such as `[square bracket]`, is translated; a name is not.
                name = code if markdown.NAME.match(code) else "words"
                yield Part("code", name, number, f"the code `{code}`")


def _macro_name(inside: str) -> str:
    """Return a macro without the words that it shows: term("grooming", "…") is term("grooming")."""
    name, _, arguments = inside.partition("(")
    if name.strip() != "term":
        return " ".join(inside.split())
    return f"term({arguments.partition(',')[0].rstrip(') ')})"


def _blocks(body: str) -> Iterator[Part]:
    for box in markdown.admonitions(body):
        yield Part("box", box.text, box.line, f"a box !!! {box.text}")
    lines = list(enumerate(markdown.prose_lines(body), start=1))
    kinds = _kinds([line for _, line in lines])
    for (kind, _), group in groupby(zip(kinds, lines, strict=True), key=lambda pair: pair[0]):
        rows = [row for _, row in group]
        first, texts = rows[0][0], [text for _, text in rows]
        if kind == "table":
            columns = len(CELL_BORDER.findall(texts[0].strip().strip("|"))) + 1
            yield Part(
                "table", f"{len(texts)}×{columns}", first, f"a table of {len(texts)} lines and {columns} columns"
            )
        elif kind == "quotation":
            full = sum(bool(text.strip(" >")) for text in texts)
            yield Part("quotation", str(full), first, f"a quotation of {full} lines")
        elif kind == "list":
            depths = [len(match[1]) // 4 for text in texts if (match := LIST_ITEM.match(text))]
            counts = [depths.count(depth) for depth in range(max(depths) + 1)]
            shown = " and ".join([f"{counts[0]} items", *(f"{count} below them" for count in counts[1:])])
            yield Part("list", " ".join(map(str, counts)), first, f"a list of {shown}")


def _kinds(lines: list[str]) -> list[tuple[str, int]]:
    """Return for each line the kind of block it belongs to, with a number that tells blocks of one kind apart."""
    kinds: list[tuple[str, int]] = []
    kind, number = "", 0
    for line in lines:
        now = _kind(line, kind)
        if now != kind:
            number += 1
        kind = now
        kinds.append((kind, number))
    return kinds


def _kind(line: str, before: str) -> str:
    if line.startswith("|"):
        return "table"
    if line.startswith(">"):
        return "quotation"
    item = LIST_ITEM.match(line)
    # A list goes on over empty lines and over what stands indented below its items.
    if (item and (before == "list" or not item[1])) or (
        before == "list" and (not line.strip() or line.startswith(" "))
    ):
        return "list"
    return ""
