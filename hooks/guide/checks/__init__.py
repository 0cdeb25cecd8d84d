"""Every rule that the guide's content must keep, one subject a module.

Each check is a function from the site in memory to problems; none writes, none stops at the first error.
"""

from __future__ import annotations

from guide.checks import (
    blanks,
    citations,
    links,
    macros,
    parity,
    references,
    safety,
    structure,
    terms,
    traceability,
    tree,
)
from guide.problems import Problem
from guide.site import Site

CHECKS = (
    tree.check,
    structure.check,
    parity.check,
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
    unfilled = blanks.check(site)
    # On a line that waits to be filled, whatever else is wrong is wrong because of that.
    waiting = {(problem.path, problem.line) for problem in unfilled}
    found = [problem for problem in problems if (problem.path, problem.line) not in waiting]
    return sorted({*found, *unfilled})
