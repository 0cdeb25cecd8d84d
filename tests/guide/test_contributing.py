"""CONTRIBUTING.md keeps its word: the blocks that it tells people to paste pass the check once filled."""

from __future__ import annotations

import re
import shlex

from guide.checks import run_checks
from guide.checks.blanks import BLANK
from guide.cli import _parser
from guide.site import load_site
from tests.conftest import REPOSITORY
from tests.guide.test_new import ANSWERS
from tests.regional import regional_files

TEXT = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")


def _block(holding: str) -> str:
    blocks = re.findall(r"^```\w*\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return next(block for block in blocks if holding in block)


def _filled(text: str) -> str:
    answers = {"legislation, rat": "budget", **ANSWERS}
    return BLANK.sub(
        lambda match: next(
            (text for begin, text in answers.items() if match[1].startswith(begin)), "Words of mine, long enough."
        ),
        text,
    )


def test_the_practice_to_paste_passes_once_filled_and_not_before(make_guide):
    path = "docs/cooperate/practices/ke-budget-line.md"
    block = _block("practice: ke-budget-line")
    problems = run_checks(load_site(make_guide(regional_files() | {path: block})))
    assert len(problems) == len(BLANK.findall(block)) and {problem.path for problem in problems} == {path}
    assert run_checks(load_site(make_guide(regional_files() | {path: _filled(block)}))) == []


def test_the_french_chapter_to_paste_passes_once_filled(make_guide):
    path = "translations/fr/regions/african/afrique-centrale.md"
    text = _filled(_block("source_language: fr")) + "\n## En bref { #glance }\n\nTexte.\n"
    assert run_checks(load_site(make_guide(regional_files() | {path: text}))) == []


def test_every_guide_command_it_names_exists():
    commands = re.findall(r"\.venv/bin/guide ([^#`\n|]+)", TEXT)
    assert len(commands) > 6
    for command in commands:
        _parser().parse_args(shlex.split(command))


def test_it_walks_through_each_contribution_and_counts_the_steps():
    for title, steps in re.findall(r"^### (.+): (\d) steps$", TEXT, re.MULTILINE):
        part = TEXT.split(f"### {title}: {steps} steps\n")[1].split("\n### ")[0]
        assert len(re.findall(r"^\d\. ", part, re.MULTILINE)) == int(steps), title
