"""Bad contributions: each file in bad/ changes the small guide in one way and says which lines must be printed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from guide.checks import run_checks
from guide.site import load_site
from tests.small import small_files

CASES = sorted((Path(__file__).parent / "bad").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_bad_contribution_is_refused_with_a_clear_line(path: Path, make_guide):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    before = small_files().get(case["file"], "")
    if "text" in case:
        text = case["text"]
    elif "append" in case:
        text = before + case["append"]
    else:
        assert case["replace"] in before, "the case no longer fits the small guide"
        text = before.replace(case["replace"], case["by"], 1)
    problems = [str(problem) for problem in run_checks(load_site(make_guide({case["file"]: text})))]
    for expected in case["expect"]:
        assert expected in problems


def test_there_are_at_least_sixty_bad_contributions():
    assert len(CASES) >= 60
