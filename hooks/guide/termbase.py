"""Each language's termbase, translations/<l>/terms.yml: words of parliament and of the guide that translators share.

The terms of the subject stand in the glossary, the titles of treaties in instruments.yml. Forms to avoid are refused
in that language's texts like the glossary's discouraged forms (guide.checks.terms).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guide.data import load_file
from guide.problems import Problem
from guide.yamlfile import Located

Terms = dict[str, dict[str, Any]]


@dataclass
class Termbase:
    """The terms of one language by key ({source, term, avoid, note}), and where they stand."""

    terms: Terms = field(default_factory=dict)
    located: Located = field(default_factory=lambda: Located(None, ""))


def load_termbase(root: Path, locale: str) -> tuple[Termbase, list[Problem]]:
    """Read a language's termbase (none: no terms) and return it with what is wrong in it."""
    path = root / "translations" / locale / "terms.yml"
    if not path.exists():
        return Termbase(), []
    problems: list[Problem] = []
    located = load_file(root, path, problems, "terms")
    base = Termbase(located.data if located.fits else {}, located)
    return base, problems + _contradictions(base)


def wordings(term: str) -> list[str]:
    """Return the single wordings of an entry that names several: "député, députée" gives two."""
    return [
        part.strip()
        for part in re.split(r"\s*[,;/،؛、；]\s*|\s+/\s+", re.sub(r"\s*[(（][^()（）]*[)）]", "", term))
        if part.strip()
    ]


def _contradictions(base: Termbase) -> list[Problem]:
    """A form that one entry recommends and another (or the same) refuses."""
    recommended = {word.casefold(): key for key, entry in base.terms.items() for word in wordings(entry["term"])}
    problems = []
    for key, entry in base.terms.items():
        for index, form in enumerate(entry.get("avoid", [])):
            if (other := recommended.get(form.casefold())) is not None:
                line = base.located.line(key, "avoid", index)
                problems.append(
                    Problem(base.located.name, line, f'"{form}" is to be avoided here, but "{other}" recommends it')
                )
    return problems
