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
from tests.small import RATIFY_FR

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
    commands = [shlex.split(line, comments=True) for line in re.findall(r"\.venv/bin/guide ([^`\n|>]+)", TEXT)]
    assert len(commands) > 16
    for command in commands:
        _parser().parse_args(command)


def test_it_names_every_command_for_translators():
    named = set(re.findall(r"\.venv/bin/guide translations (\w+)", TEXT))
    assert named == {"status", "diff", "accept", "export", "import", "terms"}


def test_the_translation_to_paste_passes_with_the_text_of_the_page(make_guide):
    text = _block('title: "Ratifier"') + RATIFY_FR.partition("---\n\n")[2]
    assert run_checks(load_site(make_guide({"translations/fr/legislate/ratify.md": text}))) == []


def test_files_it_names_for_translators_exist():
    for name in re.findall(r"`(hooks/[\w/.-]+|translations/fr/[\w/.-]+\.(?:yml|txt))`", TEXT):
        assert (REPOSITORY / name).exists(), name
    for name in ("data/glossary.yml", "data/instruments.yml", "terms.yml", "strings.yml"):
        assert f"translations/<l>/{name}" in TEXT and (REPOSITORY / "translations/fr" / name).exists()


def test_it_walks_through_each_contribution_and_counts_the_steps():
    for title, steps in re.findall(r"^### (.+): (\d) steps$", TEXT, re.MULTILINE):
        part = TEXT.split(f"### {title}: {steps} steps\n")[1].split("\n### ")[0]
        assert len(re.findall(r"^\d\. ", part, re.MULTILINE)) == int(steps), title
