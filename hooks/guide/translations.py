"""Which source text each section of a translation was made from.

translations/<l>/lock.txt has one line per section, sorted: `page.md#section digest`. The file is written by
`guide translations accept`; a digest that differs from the source's means that the source has changed since.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from guide.files import read_text, relative_name, write_aside
from guide.markdown import Section
from guide.pages import Page
from guide.problems import Problem

# Words in the front matter of a practice or checklist, translated like its title and description.
MORE_FIELDS = ("result", "caution", "users")
Lock = dict[str, str]
# The digest of a section that a merge has left with two: it equals no text's, so the section is stale.
CONFLICT = "0" * 12
LINE = re.compile(r"^(\S+\.md#\S+) ([0-9a-f]{12})$")


@dataclass(frozen=True)
class SectionStatus:
    """How a section of a translation stands to its source.

    state: current (accepted for the source as it is now), stale (not so, or never accepted), missing (not in the
    translation) or gone (no longer in the source); is_accepted: some text of the source has been accepted.
    """

    id: str
    title: str
    state: str
    is_accepted: bool = False


def lock_path(root: Path, locale: str) -> Path:
    """Return where a language's lock file lies, whether or not it is there."""
    return root / "translations" / locale / "lock.txt"


def load_lock(root: Path, locale: str) -> tuple[Lock, list[Problem]]:
    """Read a language's lock file (none: nothing accepted yet)."""
    path = lock_path(root, locale)
    if not path.exists():
        return {}, []
    text, problems = read_text(root, path)
    lock: Lock = {}
    lines: dict[str, int] = {}
    name = relative_name(root, path)
    for number, line in enumerate(text.splitlines(), start=1):
        match = LINE.match(line)
        if match and lock.get(match[1], match[2]) != match[2]:
            # Two branches accepted different texts; which of them the merged translation follows, only a reader can say.
            page = match[1]
            problems.append(
                Problem(
                    name,
                    number,
                    f'"{page}" stands here and on line {lines[page]} with different digests; compare the section, '
                    f"then run: guide translations accept {locale} {page}",
                )
            )
            lock[page] = CONFLICT
        elif match:
            lines.setdefault(match[1], number)
            lock[match[1]] = match[2]
        elif line.strip():
            problems.append(Problem(name, number, "is not `page.md#section digest`; delete the line"))
    return lock, problems


def write_lock(root: Path, locale: str, lock: Lock) -> None:
    """Write a language's lock file, sorted, in one step."""
    write_aside(lock_path(root, locale), "".join(f"{key} {digest}\n" for key, digest in sorted(lock.items())))


def digest(section: Section, page: Page) -> str:
    """Return the digest of a section's text, blind to white space; the first one includes title and description."""
    text = section.text
    if section.id == "top":
        fields = [page.title, page.meta.get("description", ""), text, *(page.meta.get(name) for name in MORE_FIELDS)]
        text = "\n".join(str(field) for field in fields if field is not None)
    folded = re.sub(r"\s+", " ", text).strip()
    return hashlib.sha256(folded.encode()).hexdigest()[:12]


def digests(source: Page) -> Lock:
    """Return the lock lines that say: translated from this very text."""
    return {f"{source.path}#{section.id}": digest(section, source) for section in source.sections}


def outdated(source: Page, lock: Lock) -> set[str]:
    """Return the ids of the sections whose source has changed since a translation of them was accepted."""
    return {
        section.id for section in source.sections
        if lock.get(f"{source.path}#{section.id}", now := digest(section, source)) != now
    }  # fmt: skip


def added(source: Page, lock: Lock) -> set[str]:
    """Return the ids of the sections that the source got after a translation of the page was accepted."""
    if not any(key.startswith(f"{source.path}#") for key in lock):
        return set()
    return {section.id for section in source.sections if f"{source.path}#{section.id}" not in lock}


def section_states(source: Page, translation: Page, lock: Lock) -> list[SectionStatus]:
    """Compare a translation, section by section, with the source as it is now."""
    have = {section.id for section in translation.sections}
    states = []
    for section in source.sections:
        accepted = lock.get(f"{source.path}#{section.id}")
        state = "current" if accepted == digest(section, source) else "stale"
        if section.id not in have:
            state = "missing"
        states.append(SectionStatus(section.id, section.title, state, accepted is not None))
    wanted = {section.id for section in source.sections}
    states += [SectionStatus(s.id, s.title, "gone", True) for s in translation.sections if s.id not in wanted]
    return states
