"""The workflows of the repository: as far as they can be tried without the code host."""

from __future__ import annotations

import re
import shlex

import pytest
import yaml

from guide.cli import _parser
from tests.conftest import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit_and_permissions_are_named(path):
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"], "says what the jobs may do"
    for action in re.findall(r"uses:\s*(\S+)", text):
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", action), action


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_guide_commands_and_make_targets_exist(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    targets = set(re.findall(r"^([\w$()./-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            for line in step.get("run", "").splitlines():
                for command in re.findall(r"\.venv/bin/guide ([^|>;&]+)", line):
                    _parser().parse_args(shlex.split(command))
                for target in re.findall(r"^make (\S+)", line):
                    assert target.replace(".venv", "$(VENV)") in targets, target


def test_facts_due_prints_what_the_scheduled_workflow_lists(real_site, capsys):
    from guide.cli import main

    assert main(["--root", str(REPOSITORY), "facts", "due", "--on", "2029-01-01"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > len(real_site.english.facts)
    assert all(re.match(r"^\S+\.(?:md|yml):\d+: due \d{4}-\d\d-\d\d: .+", line) for line in lines)
