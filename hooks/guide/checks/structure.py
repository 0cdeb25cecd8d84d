"""Headings: every one with an explicit id, no id twice, the same ids in every translation."""

from __future__ import annotations

import re

from guide.pages import Page
from guide.problems import Problem, did_you_mean
from guide.site import Site
from guide.translations import Lock, added

HEADING_ID = re.compile(r"^[a-z][a-z0-9-]*$")
# Ids that the guide itself puts on pages. A heading with the id of an element that a script reads could feed it.
RESERVED = frozenset(
    {"notes", "related", "top", "content", "navigation", "settings", "tip", "checklist-data", "assessments"}
)


def check(site: Site) -> list[Problem]:
    problems = []
    for page in site.all_texts():
        problems += _headings(page)
        source = site.pages.get(page.path)
        if source is not None and source is not page:
            problems += same_headings(page, source, site.locks.get(page.locale, {}))
    return problems


def _headings(page: Page) -> list[Problem]:
    problems, seen = [], set()
    for heading in page.headings:
        if heading.level == 1:
            problems.append(
                page.problem(heading.line, "is a first-level heading; the title in the front matter is the only one")
            )
        if not heading.target:
            problems.append(
                page.problem(heading.line, f'heading "{heading.text}" has no id; end the line with {{ #short-id }}')
            )
        elif not HEADING_ID.match(heading.target):
            problems.append(
                page.problem(
                    heading.line,
                    f'heading id "{heading.target}" should be lower-case ASCII letters, digits and hyphens',
                )
            )
        elif heading.target in seen:
            problems.append(page.problem(heading.line, f'heading id "{heading.target}" stands twice on this page'))
        elif heading.target in RESERVED:
            problems.append(
                page.problem(
                    heading.line, f'heading id "{heading.target}" is kept for the guide itself; choose another'
                )
            )
        seen.add(heading.target)
    return problems


def same_headings(page: Page, source: Page, lock: Lock) -> list[Problem]:
    """Return a problem for each heading that a translation and its source do not have in common.

    What the source got or lost after the translation was accepted is no fault of it: the status lists it.
    """
    new = added(source, lock)
    wanted = {heading.target: heading for heading in source.headings}
    have = {heading.target: heading for heading in page.headings}
    problems = []
    for identifier, heading in wanted.items():
        if identifier not in have and identifier not in new:
            where = f"{source.file}:{source.line(heading.line)}"
            problems.append(
                page.problem(
                    1,
                    f'lacks the heading id "{identifier}" of {where}{did_you_mean(identifier, set(have) - set(wanted))}',
                )
            )
    for identifier, heading in have.items():
        if identifier and identifier not in wanted:
            if f"{source.path}#{identifier}" in lock:
                continue
            problems.append(
                page.problem(
                    heading.line, f'heading id "{identifier}" is not in {source.file}{did_you_mean(identifier, wanted)}'
                )
            )
        elif identifier and heading.level != wanted[identifier].level:
            where = f"{source.file}:{source.line(wanted[identifier].line)}"
            problems.append(page.problem(heading.line, f'heading "{identifier}" is of another level than in {where}'))
    return problems
