"""A light reading of Markdown: headings, links, citations and macros, each with its line.

It reads, it does not render. Code (fenced or in back quotes) is blanked first, keeping every column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*(?:\{\s*#([^\s}]+)[^}]*\})?\s*$")
LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)
CITATION = re.compile(r"\[@([^\[\]]+)\]")
MACRO = re.compile(r"\{\{(.*?)\}\}")
FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
ADMONITION = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+([a-z-]+)")


@dataclass(frozen=True)
class Found:
    """Something found in a text: its line (from 1) and its parts."""

    line: int
    text: str
    target: str = ""
    is_image: bool = False
    level: int = 0


def prose_lines(text: str) -> list[str]:
    """Return the lines of a text with code replaced by spaces of the same length."""
    lines, fence = [], ""
    for line in text.split("\n"):
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            lines.append(" " * len(line))
        elif mark:
            fence = mark[1]
            lines.append(" " * len(line))
        else:
            lines.append(CODE.sub(lambda code: " " * len(code[0]), line))
    return lines


def headings(text: str) -> list[Found]:
    """Return the headings of a text: title in text, explicit id ('' if none) in target."""
    found = []
    raw = text.split("\n")
    for number, line in enumerate(prose_lines(text), start=1):
        if line.startswith("#") and (match := HEADING.match(raw[number - 1])):
            found.append(Found(number, match[2], match[3] or "", level=len(match[1])))
    return found


def links(text: str) -> list[Found]:
    """Return the inline links and images of a text, also those that run over a line end."""
    flat = "\n".join(prose_lines(text))
    return [
        Found(flat.count("\n", 0, match.start()) + 1, match[2], match[3], is_image=bool(match[1]))
        for match in LINK.finditer(flat)
    ]


def citations(text: str) -> list[Found]:
    """Return each source cited as [@key] or [@key, locator; @other]: locator in text, key in target."""
    found = []
    for number, line in enumerate(prose_lines(text), start=1):
        for match in CITATION.finditer(line):
            for key, locator in split_citation(match[1]):
                found.append(Found(number, locator, key))
    return found


def split_citation(inside: str) -> Iterator[tuple[str, str]]:
    """Yield (key, locator) for the inside of a citation: 'a, art. 2; @b' gives ('a', 'art. 2'), ('b', '')."""
    for part in inside.split(";"):
        key, _, locator = part.strip().removeprefix("@").partition(",")
        yield key.strip(), locator.strip()


def macros(text: str) -> list[Found]:
    """Return each {{ call }} of a text, in text."""
    return [
        Found(number, match[1].strip())
        for number, line in enumerate(prose_lines(text), start=1)
        for match in MACRO.finditer(line)
    ]


def admonitions(text: str) -> list[Found]:
    """Return the kinds of the admonitions of a text, in order."""
    return [
        Found(number, match[1])
        for number, line in enumerate(prose_lines(text), start=1)
        if (match := ADMONITION.match(line))
    ]


@dataclass(frozen=True)
class Section:
    """A part of a page from one heading to the next: id ('top' for what stands before the first), line, text."""

    id: str
    line: int
    title: str
    text: str


def sections(text: str) -> list[Section]:
    """Cut a text at its headings."""
    lines = text.split("\n")
    starts = [(1, "top", "")] + [(h.line, h.target or f"line-{h.line}", h.text) for h in headings(text)]
    cut = []
    for index, (line, identifier, title) in enumerate(starts):
        end = starts[index + 1][0] - 1 if index + 1 < len(starts) else len(lines)
        cut.append(Section(identifier, line, title, "\n".join(lines[line - 1 : end]).strip()))
    return cut
