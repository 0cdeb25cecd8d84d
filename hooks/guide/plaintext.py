"""The words of a resolved Markdown text, without its marks: for the search index and for reading ease."""

from __future__ import annotations

import re

from guide.citations import NOTES_HERE
from guide.markdown import LINK

RULES = (
    (re.compile(r"^\[\^[^\]]+\]:.*$", re.MULTILINE), ""),
    (re.compile(rf"\[\^[^\]]+\]|{re.escape(NOTES_HERE)}"), ""),
    (re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+[a-z-]+\s*\"?([^\"\n]*)\"?$", re.MULTILINE), r"\1"),
    (re.compile(r"^\|(?:\s*:?-+:?\s*\|)+\s*$", re.MULTILINE), ""),
    (re.compile(r"<[^<>]+>"), " "),
    (re.compile(r"\{:?\s*[#.][^{}]*\}|\{\s*(?:lang|dir|data-[a-z]+)=[^{}]*\}"), ""),
    (re.compile(r"^\s{0,12}(?:[-*+]|\d+\.)\s+(?:\[[ x]\]\s+)?|^\s*>\s?", re.MULTILINE), ""),
    (re.compile(r"\*\*|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`|★"), ""),
    (re.compile(r"\s*\|\s*"), " "),
    (re.compile(r"\\([\\`*_{}\[\]<>|#+\-.!)])"), r"\1"),
    (re.compile(r"&lt;"), "<"),
    (re.compile(r"&gt;"), ">"),
    (re.compile(r"&amp;"), "&"),
)


def plain_text(markdown_text: str) -> str:
    """Return the words of a Markdown text on one line per paragraph."""
    text = LINK.sub(lambda match: match[2], markdown_text)
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    paragraphs = (re.sub(r"\s+", " ", part).strip() for part in re.split(r"\n\s*\n|\n(?=\S)", text))
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)
