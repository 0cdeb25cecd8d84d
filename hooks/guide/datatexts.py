"""Which texts of the shared data readers see, and which of them a language has not translated yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guide.config import SOURCE_LOCALE
from guide.data import by_name
from guide.plurals import MARK
from guide.site import Site
from guide.yamlfile import Path_

# The texts that pages show, by subject; * stands for every key or entry. What only the open data hold (calendar of a
# region, what its bodies do) is not asked for. Forms to avoid belong to each language and are nobody's translation.
SHOWN = {
    "instruments": (
        "*.title",
        "*.short",
        "*.body",
        "*.in_force_note",
        "*.parties.note",
        "*.articles.*.about",
        "*.duties",
    ),
    "resolution": ("paragraphs.*.summary",),
    "glossary": ("*.term", "*.definition"),
    "facts": ("*.what",),
    "bodies": ("*.name",),
    "helplines": ("*.name", "*.contact", "*.note"),
    "regions": (
        "group_name",
        "members_note",
        "bodies.*.name",
        "channels.*.name",
        "channels.*.contact",
        "channels.*.note",
    ),
}
# An address or number is the same everywhere; only words are to be translated.
ADDRESSES = ("contact",)
# Where an entry is there (if only as {}), these may stay as they are: proper names, titles without an authentic text.
MAY_STAY = {"helplines": {"name"}, "regions": {"name"}, "instruments": {"title"}}
WORDS = re.compile(r"[^\W\d_]{2,}(?:[\s’'-]+[^\W\d_]{2,})+")


@dataclass(frozen=True)
class DataText:
    """A text of the data: its file below data/ without .yml, place in it, English words, whether it is translated."""

    subject: str
    path: Path_
    english: str
    is_translated: bool

    @property
    def place(self) -> str:
        """The place as people write it: 'crc.articles.3.about'."""
        return ".".join(str(part) for part in self.path)


def data_texts(site: Site, locale: str) -> Iterator[DataText]:
    """Yield every text of the data, interface strings included, that readers of a language see."""
    english, data = site.english, site.data[locale]
    for subject, located in english.files.items():
        patterns = SHOWN.get(subject.split("/")[0])
        if patterns and located.fits:
            overlay = data.overlays.get(subject)
            for pattern in patterns:
                yield from _texts(subject, pattern.split("."), located.data, overlay.data if overlay else None, ())
    if locale != SOURCE_LOCALE:
        for key, text in english.strings.items():
            # A string with plural forms is one text.
            name, _, form = key.partition(MARK)
            if form in ("", "other"):
                yield DataText("strings", (name,), text, name in data.own_strings)


def _texts(subject: str, pattern: list[str], base: Any, over: Any, path: Path_) -> Iterator[DataText]:
    """Yield the texts below base that fit a pattern; over: what the translation has at the same place."""
    if not pattern:
        yield from _leaf(subject, base, over, path)
    elif pattern[0] != "*":
        if isinstance(base, dict) and pattern[0] in base:
            own = _get(over, pattern[0])
            if own is None and over is not None and pattern[0] in MAY_STAY.get(subject.split("/")[0], ()):
                own = base[pattern[0]]
            yield from _texts(subject, pattern[1:], base[pattern[0]], own, (*path, pattern[0]))
    else:
        entries = base.items() if isinstance(base, dict) else _named(base, over)
        for key, entry in entries:
            yield from _texts(subject, pattern[1:], entry, _get(over, key), (*path, key))


def _named(base: list[Any], over: Any) -> list[tuple[str | int, Any]]:
    """Return a list's entries under the name that the translation uses: their id, or their number."""
    named = by_name(base)
    return list(named.items()) if named and isinstance(over, dict) else list(enumerate(base))


def _get(over: Any, key: Any) -> Any:
    if isinstance(over, dict):
        return over.get(key)
    return over[key] if isinstance(over, list) and isinstance(key, int) and key < len(over) else None


def _leaf(subject: str, base: Any, over: Any, path: Path_) -> Iterator[DataText]:
    if isinstance(base, list):
        for index, text in enumerate(base):
            yield from _leaf(subject, text, _get(over, index), (*path, index))
        return
    text = str(base)
    if not (path[-1] in ADDRESSES and not WORDS.search(text)):
        yield DataText(subject, path, text, over is not None)


def data_file(locale: str, subject: str) -> str:
    """Return the file that holds a language's translation of a subject."""
    return f"translations/{locale}/{'strings' if subject == 'strings' else f'data/{subject}'}.yml"
