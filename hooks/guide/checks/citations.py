"""Citations: every key is a known source, every source is used."""

from __future__ import annotations

from typing import Any

from guide.problems import Problem, did_you_mean
from guide.site import Site
from guide.yamlfile import walk_strings


def check(site: Site) -> list[Problem]:
    sources = site.english.sources
    used: set[str] = set()
    problems = []
    for page in site.all_texts():
        for found in page.citations:
            used.add(found.target)
            if found.target not in sources:
                problems.append(page.problem(found.line, _unknown(found.target, sources)))
        for index, key in enumerate(page.meta.get("sources", [])):
            used.add(key)
            if key not in sources:
                problems.append(Problem(page.file, page.front.line("sources", index), _unknown(key, sources)))
    for subject, located in site.english.files.items():
        if subject == "sources" or located.data is None:
            continue
        for path, text in walk_strings(located.data):
            if path[-1:] in (("source",), ("members_source",)) or "equivalents_source" in path:
                used.add(text)
                if text not in sources:
                    problems.append(Problem(located.name, located.line(*path), _unknown(text, sources)))
    located = site.english.files["sources"]
    for key in sorted(set(sources) - used):
        problems.append(
            Problem(located.name, located.line(key), f'source "{key}" is cited nowhere; cite it or delete it')
        )
    return problems


def _unknown(key: str, sources: dict[str, Any]) -> str:
    return f'source "{key}" is not in docs/data/sources.yml{did_you_mean(key, sources)}'
