"""A line of Markdown as words and codes, for exchange with translation tools: what is no words is a code.

Codes are citations, macros, code in back quotes and attributes (Placeholder), and links, images, bold, italics and
the words of term() (Pair: what stands before and behind, with words between). write() gives back the very text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from guide.markdown import CITATION, CODE, LINK, MACRO, NAME, split_citation

TERM = re.compile(r"(\{\{\s*term\(\s*([\"'])([\w-]+)\2\s*,\s*([\"']))((?:(?!\4).)*)(\4\s*\)\s*\}\})")
ATTRIBUTES = re.compile(r"\{:?\s*[^{}]*\}")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)", re.DOTALL)
ITALICS = re.compile(r"(?<!\*)\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?!\*)", re.DOTALL)
LINK_END = re.compile(r"\]\(\s*<?[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*>?(?:\s+\"[^\"]*\")?\s*\)")
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Placeholder:
    """A code without words. name: what must be the same in every language; it must not get lost."""

    name: str
    data: str


@dataclass(frozen=True)
class Pair:
    """A code around words: what opens and what closes it. Bold and italics (is_needed false) may get lost."""

    name: str
    start: str
    end: str
    content: tuple[Node, ...] = field(default_factory=tuple)
    is_needed: bool = True


Node = str | Placeholder | Pair


def read(text: str) -> tuple[Node, ...]:
    """Return a text as words and codes."""
    return tuple(_join(_read(text)))


def write(nodes: Sequence[Node]) -> str:
    """Return the text that words and codes stand for."""
    return "".join(
        node
        if isinstance(node, str)
        else node.data
        if isinstance(node, Placeholder)
        else f"{node.start}{write(node.content)}{node.end}"
        for node in nodes
    )


def has_words(nodes: Sequence[Node]) -> bool:
    """Say whether anything is there to translate: words, or numbers that another language may set apart in its own way."""
    return any(
        any(character.isalnum() for character in node)
        if isinstance(node, str)
        else isinstance(node, Pair) and has_words(node.content)
        for node in nodes
    )


def codes(nodes: Sequence[Node]) -> Iterator[Placeholder | Pair]:
    """Yield every code, outer ones first."""
    for node in nodes:
        if not isinstance(node, str):
            yield node
            if isinstance(node, Pair):
                yield from codes(node.content)


def _join(nodes: Iterator[Node]) -> Iterator[Node]:
    """Join neighbouring texts."""
    words = ""
    for node in nodes:
        if isinstance(node, str):
            words += node
            continue
        if words:
            yield words
        words = ""
        yield node
    if words:
        yield words


def _read(text: str) -> Iterator[Node]:
    place = 0
    while place < len(text):
        found = _code(text, place) if text[place] in "`{[!*" else None
        if found is None:
            yield text[place]
            place += 1
        else:
            node, place = found
            yield node


def _code(text: str, place: int) -> tuple[Node, int] | None:
    """Return the code that begins at a place, and where it ends."""
    if match := CODE.match(text, place):
        if NAME.match(match[2]):
            return Placeholder(f"code {match[2]}", match[0]), match.end()
        return Pair("code", match[1], match[1], (match[2],)), match.end()
    if match := TERM.match(text, place):
        return Pair(f'term("{match[3]}")', match[1], match[6], read(match[5])), match.end()
    if match := MACRO.match(text, place):
        return Placeholder(_macro_name(match[1]), match[0]), match.end()
    if match := CITATION.match(text, place):
        return Placeholder(_citation_name(match[1]), match[0]), match.end()
    if match := LINK.match(text, place):
        start = f"{match[1]}["
        name = f"{'image' if match[1] else 'link'} {match[3]}"
        return Pair(name, start, text[match.end(2) : match.end()], read(match[2])), match.end()
    if match := ATTRIBUTES.match(text, place):
        return Placeholder(f"attributes {match[0]}", match[0]), match.end()
    return _emphasis(text, place)


def _emphasis(text: str, place: int) -> tuple[Node, int] | None:
    for pattern, mark in ((BOLD, "**"), (ITALICS, "*")):
        match = pattern.match(_masked(text), place)
        if match and match[1].count("[") == match[1].count("]"):
            inside = text[match.start(1) : match.end(1)]
            return Pair(mark, mark, mark, read(inside), is_needed=False), match.end()
    return None


def _masked(text: str) -> str:
    """Return a text of the same length in which codes hold no stars."""
    for pattern in (CODE, MACRO, CITATION, LINK_END, ATTRIBUTES):
        text = pattern.sub(lambda match: match[0].replace("*", " "), text)
    return text


def _macro_name(inside: str) -> str:
    name, _, arguments = inside.strip().partition("(")
    if name.strip() == "term":
        return f"term({arguments.partition(',')[0].rstrip(') ')})".replace("'", '"')
    return " ".join(inside.split())


def _citation_name(inside: str) -> str:
    """Return keys and the numbers of the places: "art. 20" may be in words of the language."""
    return "; ".join(f"@{key} {' '.join(DIGITS.findall(place))}".strip() for key, place in split_citation(inside))
