"""The shared data of the guide: one YAML file per subject, checked against its schema.

English stands in docs/data; translations/<l>/data/<same file> holds the translated texts of the same keys.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from guide.config import SOURCE_LOCALE
from guide.files import read_text, relative_name
from guide.plurals import MARK, flatten, plural_problems
from guide.problems import Problem, did_you_mean
from guide.unsafe import data_problems, strings_problems
from guide.yamlfile import Located, parse_yaml, validate

PLACEHOLDER = re.compile(r"\{\w*\}")
SUBJECTS = (
    "sources", "instruments", "resolution", "glossary", "facts", "bodies", "helplines", "strings",
)  # fmt: skip
# The texts of each subject that a translation may give; everything else is the same in all languages.
TRANSLATED = {
    "instruments": {"title", "short", "body", "in_force_note", "note", "about", "duties"},
    "resolution": {"summary", "title", "body", "place", "note", "labels_note"},
    "glossary": {"term", "definition", "discouraged", "recommended"},
    "facts": {"what", "note"},
    "bodies": {"name"},
    "helplines": {"name", "contact", "note"},
    "regions": {"group_name", "members_note", "note", "name", "contact", "what", "use", "when"},
}
# What tells the entries of a list apart, so that a translation may name them in any order.
NAMES = ("id", "key", "article")


@dataclass
class Data:
    """All shared data in one language.

    files: each English file with the lines of its entries; overlays: the translated files of this language;
    own_strings: the keys of the interface strings that are in this language.
    """

    sources: dict[str, Any] = field(default_factory=dict)
    instruments: dict[str, Any] = field(default_factory=dict)
    resolution: dict[str, Any] = field(default_factory=dict)
    glossary: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    helplines: list[Any] = field(default_factory=list)
    strings: dict[str, str] = field(default_factory=dict)
    regions: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Located] = field(default_factory=dict)
    overlays: dict[str, Located] = field(default_factory=dict)
    own_strings: frozenset[str] = frozenset()

    @property
    def paragraphs(self) -> dict[str, Any]:
        """The paragraphs of the resolution, P1 to P20 and R1 to R22."""
        return dict(self.resolution.get("paragraphs", {}))


def load_data(root: Path) -> tuple[Data, list[Problem]]:
    """Read docs/data and return it with all that is wrong in it."""
    data, problems = Data(), list[Problem]()
    folder = root / "docs" / "data"
    for subject in SUBJECTS:
        located = load_file(root, folder / f"{subject}.yml", problems, subject)
        data.files[subject] = located
        if located.fits:
            setattr(data, subject, located.data)
    if data.strings:
        located = data.files["strings"]
        problems += [*strings_problems(located, {}), *plural_problems(located, SOURCE_LOCALE)]
        data.strings = flatten(located.data)
    for path in sorted((folder / "regions").glob("*.yml")):
        located = load_file(root, path, problems, "region")
        data.files[f"regions/{path.stem}"] = located
        if located.fits:
            data.regions[path.stem] = located.data
    return data, problems


def translate_data(data: Data, root: Path, locale: str) -> tuple[Data, list[Problem]]:
    """Return the data with the texts that translations/<locale>/data gives, and what is wrong in those files."""
    # Only what is translated is copied: the rest is one and the same in all languages.
    translated, problems = replace(data, overlays={}), list[Problem]()
    copied: set[str] = set()
    folder = root / "translations" / locale / "data"
    for path in sorted(folder.rglob("*.yml")):
        subject = path.relative_to(folder).with_suffix("").as_posix()
        located = load_file(root, path, problems)
        name = subject.split("/")[0]
        if name in TRANSLATED and name not in copied:
            setattr(translated, name, deepcopy(getattr(data, name)))
            copied.add(name)
        target: Any = translated.regions if subject.startswith("regions/") else getattr(translated, subject, None)
        fields = TRANSLATED.get(name)
        if target is None or fields is None:
            problems.append(
                Problem(located.name, 0, f'"{subject}" has no translated texts{did_you_mean(subject, TRANSLATED)}')
            )
        elif located.data is not None:
            translated.overlays[subject] = located
            base = target.get(path.stem) if subject.startswith("regions/") else target
            problems += _overlay(base, located.data, fields, located, ())
    return translated, problems


def load_strings(
    root: Path, locale: str, english: dict[str, str]
) -> tuple[dict[str, str], frozenset[str], list[Problem]]:
    """Return the interface strings of a language, the keys that it has itself, and what is missing or unknown."""
    problems: list[Problem] = []
    located = load_file(root, root / "translations" / locale / "strings.yml", problems, "strings")
    if not located.fits:
        return english, frozenset(), problems
    plain = {key: text for key, text in english.items() if MARK not in key}
    counted = {key.partition(MARK)[0]: text for key, text in english.items() if MARK in key}
    wanted = plain | counted
    problems += [*strings_problems(located, wanted), *plural_problems(located, locale)]
    strings = located.data
    for key in sorted(set(wanted) - set(strings)):
        problems.append(Problem(located.name, 0, f'interface string "{key}" is missing (English: "{wanted[key]}")'))
    for key in sorted(set(strings) & set(wanted)):
        if isinstance(strings[key], dict) != (key in counted):
            shape = "has plural forms" if key in counted else "has no plural forms"
            problems.append(Problem(located.name, located.line(key), f'string "{key}" {shape} in English'))
        elif key in plain and (lacks := set(PLACEHOLDER.findall(plain[key])) - set(PLACEHOLDER.findall(strings[key]))):
            problems.append(
                Problem(located.name, located.line(key), f'string "{key}" lacks {", ".join(sorted(lacks))}')
            )
    for key in sorted(set(strings) - set(wanted)):
        problems.append(Problem(located.name, located.line(key), f'unknown string "{key}"{did_you_mean(key, wanted)}'))
    # A form that is missing is English only until it is mended: the check refuses to build.
    return english | flatten(strings), frozenset(strings), problems


def load_file(root: Path, path: Path, problems: list[Problem], schema: str = "") -> Located:
    """Read a data file of any subject, add what is wrong with it to problems, and return it."""
    text, found = read_text(root, path)
    name = relative_name(root, path)
    located = Located(None, name) if found else _checked(text, name, schema)
    problems += found + located.problems + list(data_problems(located))
    return located


@lru_cache(maxsize=512)
def _checked(text: str, name: str, schema: str) -> Located:
    """Parse a data file and check it, once as long as its text stays: `serve` loads the guide again at every edit."""
    located = parse_yaml(text, name)
    if schema and located.data is not None:
        located.problems += validate(located, schema)
    return located


def _overlay(base: Any, over: Any, fields: set[str], located: Located, path: tuple[str | int, ...]) -> list[Problem]:
    """Put translated texts over the English ones, in place; report what has no English counterpart."""
    line = located.line(*path)
    if isinstance(over, list) and isinstance(base, list):
        if len(over) != len(base):
            return [Problem(located.name, line, f"lists {len(over)} entries, the English {len(base)}")]
        return [
            problem
            for index, item in enumerate(over)
            for problem in _set(base, index, item, fields, located, (*path, index))
        ]
    if isinstance(over, dict) and isinstance(base, list):
        base = by_name(base)
    if not isinstance(over, dict) or not isinstance(base, dict):
        return [Problem(located.name, line, "has another shape than the English")]
    problems = []
    for key, item in over.items():
        if key not in base:
            problems.append(
                Problem(located.name, located.line(*path, key), f'unknown key "{key}"{did_you_mean(key, base)}')
            )
        else:
            problems += _set(base, key, item, fields, located, (*path, key))
    return problems


def by_name(entries: list[Any]) -> dict[str, Any]:
    """Return the entries of a list by what tells them apart (none if nothing does)."""
    named = {str(entry[name]): entry for entry in entries if isinstance(entry, dict) for name in NAMES if name in entry}
    return named if len(named) == len(entries) else {}


def _set(
    base: Any, key: Any, item: Any, fields: set[str], located: Located, path: tuple[str | int, ...]
) -> list[Problem]:
    names = {part for part in path if isinstance(part, str)}
    if isinstance(item, str) or (isinstance(item, list) and all(isinstance(part, str) for part in item)):
        if not names & fields:
            return [Problem(located.name, located.line(*path), f'"{path[-1]}" is not a text to translate')]
        if not _has_shape(item, base[key]):
            return [Problem(located.name, located.line(*path), "has another shape than the English")]
        if not all(text.strip() for text in ([item] if isinstance(item, str) else item)):
            return [
                Problem(located.name, located.line(*path), f'"{path[-1]}" is empty; translate it or delete the line')
            ]
        base[key] = item
        return []
    return _overlay(base[key], item, fields, located, path)


def _has_shape(item: str | list[str], english: Any) -> bool:
    """Say whether a text stands for a text (or number), and a list of texts for a list of texts."""
    if isinstance(item, str):
        return not isinstance(english, dict | list)
    return isinstance(english, list) and not any(isinstance(part, dict | list) for part in english)
