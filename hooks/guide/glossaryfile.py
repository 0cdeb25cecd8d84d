"""The terms of a language as a glossary file for translation tools: lines of source, term and note, parted by tabs.

OmegaT, Poedit, Weblate and others read this form.
"""

from __future__ import annotations

from collections.abc import Iterator

from guide.config import SOURCE_LOCALE
from guide.problems import Problem, ProblemsError
from guide.site import Site

# Of each subject of the data: the fields whose words translators share.
FIELDS = {"glossary": ("term",), "instruments": ("short", "title"), "bodies": ("name",)}


def glossary_lines(site: Site, locale: str) -> Iterator[str]:
    """Yield the lines: terms of the guide, titles of treaties, names of bodies, then the words of terms.yml.

    Raise ProblemsError for English, which is what the others are translated from.
    """
    if site.config.language(locale).locale == SOURCE_LOCALE:
        raise ProblemsError([Problem("mkdocs.yml", 0, "terms are listed for a language that is translated into")])
    data = site.data[locale]
    for subject, fields in FIELDS.items():
        overlay = data.overlays.get(subject)
        for key, own in ((overlay.data or {}) if overlay else {}).items():
            entry = site.english.files[subject].data.get(key, {})
            for field in fields:
                if field in own and field in entry:
                    yield _line(entry[field], own[field], _avoid([one["form"] for one in own.get("discouraged", [])]))
    for entry in site.termbases[locale].terms.values():
        notes = [entry.get("note", ""), _avoid(entry.get("avoid", []))]
        yield _line(entry["source"], entry["term"], " ".join(note for note in notes if note))


def _avoid(forms: list[str]) -> str:
    return f"≠ {', '.join(forms)}" if forms else ""


def _line(*cells: str) -> str:
    return "\t".join(" ".join(str(cell).split()) for cell in cells)
