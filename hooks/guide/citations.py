"""Citations: [@key] in the text becomes a numbered note with the full reference."""

from __future__ import annotations

import re
from typing import Any

from guide.formats import format_date
from guide.markdown import CITATION, split_citation

NOTES_HERE = "///Footnotes Go Here///"


class Notes:
    """Numbers the citations of one page in the order of their first use."""

    def __init__(self, sources: dict[str, Any], strings: dict[str, str], locale: str) -> None:
        self._sources = sources
        self._strings = strings
        self._locale = locale
        self._labels: dict[tuple[str, str], str] = {}

    def replace(self, text: str) -> str:
        """Return the text with each citation as a Markdown footnote mark; remember what is cited."""
        return CITATION.sub(lambda match: "".join(self._mark(*part) for part in split_citation(match[1])), text)

    def definitions(self) -> str:
        """Return the Markdown footnotes for all that was cited, in order."""
        return "\n\n".join(
            f"[^{label}]: {reference(self._sources[key], self._strings, self._locale, locator)}"
            for (key, locator), label in self._labels.items()
        )

    def _mark(self, key: str, locator: str) -> str:
        if key not in self._sources:
            return f"[@{key}]"
        label = self._labels.setdefault((key, locator), f"{len(self._labels) + 1}")
        return f"[^{label}]"


def reference(source: dict[str, Any], strings: dict[str, str], locale: str, locator: str = "") -> str:
    """Return a source as one line of Markdown: publisher, title, symbol, date, locator, address."""
    title = escape(source["title"])
    language = source.get("language", "en")
    marked = f'*{title}*{{ lang="{language}" }}' if language != locale else f"*{title}*"
    if url := source.get("url"):
        marked = f"[{marked}]({link_target(url)})"
    when = source["date"]
    date = strings["source.undated"] if when == "undated" else format_date(when, locale)
    parts = [escape(source["publisher"]), marked, escape(source.get("symbol", "")), date, escape(locator)]
    return strings["list.comma"].join(part for part in parts if part) + "."


def escape(text: str) -> str:
    """Return a text of the data on one line, with the characters that Markdown would take for marks escaped.

    Markdown knows no escape for "<" and "&": they become entities.
    """
    text = re.sub(r"([\\`*_{}\[\]|])", r"\\\1", " ".join(text.split()))
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"^([#+\-!]|\d+(?=[.)]))", _escape_first, text)


def _escape_first(match: re.Match[str]) -> str:
    """Escape what would begin a heading, a list or a box."""
    return match[1] + "\\" if match[1].isdigit() else "\\" + match[1]


def link_target(url: str) -> str:
    """Return an outside address as the target of a Markdown link: nothing in it can end the link or a table cell."""
    return re.sub(r"[()\[\]{}|\\\"'*_\s<>`]", lambda match: _percent(match[0]), url)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
