"""A small guide with every subject, one field or file of which is changed at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from guide.checklist_view import list_data
from guide.checks import run_checks
from guide.compose import compose
from guide.data import load_file
from guide.due import due_dates
from guide.glossaryfile import glossary_lines
from guide.pages import FRONT_MATTER, load_page
from guide.problems import Problem
from guide.site import load_site
from tests.regional import regional_files
from tests.small import small_files, write_small_guide

# What the small guide leaves out: a channel for help, and a translation of every subject.
MORE = {
    "docs/data/helplines.yml": "- {id: int-line, country: INT, kind: helpline, name: A line, contact: 116, url: 'https://a.example/', "
    "source: un-crc, as_of: '2024', note: By day.}\n",
    "docs/reference/sources.md": small_files()["docs/reference/sources.md"]
    + "\n## Lines { #lines }\n\n{{ helplines() }}\n\n## Due { #due }\n\n{{ facts_due() }}\n",
    "translations/fr/data/glossary.yml": "csam:\n  term: matériel\n  definition: Il montre un abus.\n  recommended: [images]\n"
    "  discouraged: [{form: pornographie, use: matériel, why: Cela cache.}]\n",
    "translations/fr/data/instruments.yml": "crc: {title: Convention, short: Convention, body: ONU}\n",
    "translations/fr/data/facts.yml": "reports-2024: {what: Signalements}\n",
    "translations/fr/data/helplines.yml": "int-line: {name: Une ligne, note: De jour.}\n",
    "translations/fr/data/bodies.yml": "justice: {name: Justice}\n",
    "translations/fr/data/regions/african.yml": "{group_name: Groupe, bodies: [{name: Comité, what: Lit.}]}\n",
    "translations/fr/terms.yml": "bill: {source: bill, term: projet de loi, avoid: [projet], note: Avant le vote.}\n",
}
FILES = {name: str(text) for name, text in {**small_files(), **regional_files(), **MORE}.items()}
FILES["docs/data/glossary.yml"] += "  recommended: [images of abuse]\n"
# Values that YAML reads as something else than they seem, or that fit a pattern without being a day.
ODD = (
    "", "~", "true", "no", ".nan", "-.inf", "12.0", "1e3", "-1", "0", "0x10", "190:20:30", "2026-11-01", '"2026-00-00"', '"2026-02-30"',
    "2026-02-30", '"9999-99-99"', '"0000"', '"2024-04-05\\n"', '"un-crc\\n"', "!!bool x", "!!int ''", "!!timestamp x", "!!binary eA==", "!!set {a}",
    "!!pairs [{a: b}]", "[]", "{}", "[[]]", "[{}]", "{? [a] : b}", "<<", "=", "*a", "&a b", "0x" + "f" * 4000, "' '", "|2", "a: b", "[" * 400 + "]" * 400,
)  # fmt: skip
visible = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn", "Mn"))
plain = st.characters(exclude_categories=("Cs",))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(plain, max_size=12) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(plain, max_size=6), inner, max_size=3),
    max_leaves=4,
)
written = st.sampled_from(ODD) | values.map(lambda value: json.dumps(value, ensure_ascii=False))


def split(name: str) -> tuple[str, str]:
    """Return the YAML of a file and what stands behind it."""
    if not name.endswith(".md"):
        return FILES[name], ""
    match = FRONT_MATTER.match(FILES[name])
    assert match
    return match[1], FILES[name][match.end() :]


def places(value: Any, path: tuple = ()) -> Iterator[tuple]:
    yield path
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, (*path, key))


def with_value(name: str, path: tuple, text: str) -> str:
    """Return a file in which the value at a path is written as text."""
    front, body = split(name)
    mark = "VALUE-OF-A-FIELD"
    data: Any = yaml.safe_load(front)
    if path:
        *way, last = path
        inner = data
        for step in way:
            inner = inner[step]
        inner[last] = mark
    else:
        data = mark
    made = (
        yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10_000)
        .removesuffix("...\n")
        .replace(mark, text)
    )
    return f"---\n{made}---\n{body}" if name.endswith(".md") else made


PLACES = [(name, path) for name in FILES if name.endswith((".md", ".yml")) and name not in ("mkdocs.yml",)
          and "strings" not in name and "resolution.yml" not in name for path in places(yaml.safe_load(split(name)[0]))]  # fmt: skip


SCHEMA_OF = {f"docs/data/{name}.yml": name for name in ("sources", "instruments", "glossary", "facts", "bodies", "helplines", "resolution")} | {
    "docs/data/regions/african.yml": "region",
    "docs/legislate/ratify.md": "front-page",
    "docs/legislate/provisions/mp-01-child.md": "front-provision",
    "docs/oversee/checklists/cl-01-ratification.md": "front-checklist",
    "docs/cooperate/practices/ke-one-number.md": "front-practice",
    "docs/regions/african.md": "front-region",
    "translations/fr/legislate/ratify.md": "front-translation",
    "translations/fr/terms.yml": "terms",
}  # fmt: skip
TREE, TREE_FR = "docs", "translations/fr"


class Guide:
    """A small guide on disk, one file of which is changed at a time."""

    def __init__(self, root: Path) -> None:
        self.root = write_small_guide(root, dict(FILES))

    def problems(self, name: str, text: str) -> list[Problem]:
        """Return what is wrong with the guide when a file has another text; without problems, make every page of it."""
        path = self.root / name
        try:
            path.write_text(text, encoding="utf-8")
            site = load_site(self.root)
            if found := run_checks(site):
                return found
            for locale in site.config.locales:
                for page in site.pages:
                    compose(site, page, locale)
                due_dates(site, locale)
                for checklist in site.checklists.values():
                    list_data(site, checklist.page.path, locale)
            list(glossary_lines(site, "fr"))
            return []
        finally:
            path.write_text(FILES[name], encoding="utf-8")

    def read(self, name: str, text: str) -> tuple[Any, list[Problem]]:
        """Return what is read of one file when it has another text, and what is wrong in it."""
        path, problems = self.root / name, list[Problem]()
        try:
            path.write_text(text, encoding="utf-8")
            if not name.endswith(".md"):
                return load_file(self.root, path, problems, SCHEMA_OF[name]).data, problems
            tree, locale = (TREE, "en") if name.startswith("docs/") else (TREE_FR, "fr")
            page, problems = load_page(self.root, self.root / tree, path, locale)
            return page and page.meta, problems
        finally:
            path.write_text(FILES[name], encoding="utf-8")
