"""A light reading of Markdown: headings, links, citations and macros, each with its line.

It reads, it does not render. Code (fenced or in back quotes) is blanked first, keeping every column.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*(?:\{\s*#([^\s}]+)[^}]*\})?\s*$")
LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)
CITATION = re.compile(r"\[@([^\[\]]+)\]")
MACRO = re.compile(r"\{\{(.*?)\}\}")
FENCE = re.compile(r"^(`{3,}|~{3,})")
# Only what the engine takes for a block of code: at the edge, with at most one word, and closed further down.
PLAIN_FENCE = re.compile(r"^(`{3,}|~{3,})[ ]*[\w-]*[ ]*$")
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
# What stands in code and is a name, the same in every language: interior, crc, downloads/guide.pdf, --language.
NAME = re.compile(r"^[!-Z\\^-~]+$")
ADMONITION = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+([a-z-]+)")


@dataclass(frozen=True)
class Found:
    """Something found in a text: its line (from 1) and its parts."""

    line: int
    text: str
    target: str = ""
    is_image: bool = False
    level: int = 0


@lru_cache(maxsize=4096)
def prose_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text with code replaced by spaces of the same length."""
    raw = text.split("\n")
    lines: list[str] = []
    while len(lines) < len(raw):
        end = _fence_end(raw, len(lines))
        if end:
            lines += [" " * len(line) for line in raw[len(lines) : end]]
        else:
            lines.append(CODE.sub(lambda code: " " * len(code[0]), raw[len(lines)]))
    return tuple(lines)


def _fence_end(lines: list[str], start: int) -> int:
    """Return the line after a block of code that begins at start; 0 if none begins there or it is never closed."""
    mark = PLAIN_FENCE.match(lines[start])
    if not mark:
        return 0
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip() == mark[1]:
            return number + 1
    return 0


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
    line = line_finder(flat)
    return [Found(line(match.start()), match[2], match[3], is_image=bool(match[1])) for match in LINK.finditer(flat)]


def line_finder(text: str) -> Callable[[int], int]:
    """Return a function from a place in the text to its line (from 1), quick also in a long hostile text."""
    ends = [match.start() for match in re.finditer(r"\n", text)]
    return lambda place: bisect_left(ends, place) + 1


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
    """Return each {{ call }} of a text, in text; also in code, since macros are filled in there too."""
    return [
        Found(number, match[1].strip())
        for number, line in enumerate(text.split("\n"), start=1)
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
