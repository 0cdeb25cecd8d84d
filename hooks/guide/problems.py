"""What is wrong, where, and how to mend it: the one form in which the guide reports errors."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend.

    path: the file, relative to the repository; line: from 1 (0 when the whole file is meant);
    message: one line for the person who can mend it.
    """

    path: str
    line: int
    message: str

    def __post_init__(self) -> None:
        # A message may quote a contributed text.
        object.__setattr__(self, "message", self.message.replace("\n", " "))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ProblemsError(Exception):
    """Raised when work cannot go on; carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ' (did you mean "x"?)' for the nearest known name, or an empty string."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f' (did you mean "{near[0]}"?)' if near else ""
