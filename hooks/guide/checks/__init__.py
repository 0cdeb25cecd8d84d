"""Every rule that the guide's content must keep, one subject a module.

Each check is a function from the site in memory to problems; none writes, none stops at the first error.
"""

from __future__ import annotations

from guide.checks import citations, links, macros, references, safety, structure, terms, traceability
from guide.problems import Problem
from guide.site import Site

CHECKS = (
    structure.check,
    safety.check,
    links.check,
    citations.check,
    macros.check,
    references.check,
    traceability.check,
    terms.check,
)


def run_checks(site: Site) -> list[Problem]:
    """Return all problems of the guide: those of loading and those of every check, sorted by place."""
    problems = list(site.problems)
    for check in CHECKS:
        problems += check(site)
    return sorted(set(problems))
