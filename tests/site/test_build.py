"""Building: whole or not at all, languages apart, the same input the same bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from engine.build import Digests, build_site, build_site_if_changed
from guide.cli import main
from guide.problems import ProblemsError
from tests.conftest import REPOSITORY


@pytest.fixture
def buildable(make_guide) -> Path:
    """A small guide with the real theme and hooks."""
    root = make_guide()
    for name in ("overrides", "hooks"):
        (root / name).symlink_to(REPOSITORY / name)
    (root / "requirements.txt").write_text("")
    return root


def _digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_fault_leaves_the_last_good_site_and_names_file_and_line(buildable, capsys):
    build_site(buildable)
    before = _digest(buildable / "site")
    page = buildable / "docs/legislate/ratify.md"
    page.write_text(page.read_text() + "\n[x](nowhere.md)\n\n{{ fact('no-such') }}\n", encoding="utf-8")
    (buildable / "docs/legislate/index.md").write_bytes(b"\xff\xfe")
    assert main(["--root", str(buildable), "site"]) == 1
    printed = capsys.readouterr().out
    assert 'docs/legislate/ratify.md:20: the link "nowhere.md" leads to no page' in printed
    assert 'docs/legislate/ratify.md:22: fact "no-such" is not in docs/data/facts.yml' in printed
    assert "docs/legislate/index.md:1: is not UTF-8" in printed
    assert "Traceback" not in printed
    assert _digest(buildable / "site") == before
    assert not (buildable / ".site.new").exists()


def test_two_builds_in_different_folders_give_the_same_bytes(buildable, tmp_path):
    build_site(buildable)
    other = tmp_path / "elsewhere" / "deep"
    other.parent.mkdir()
    first = _digest(buildable / "site")
    buildable.rename(other)
    build_site(other)
    assert _digest(other / "site") == first


def test_building_one_language_leaves_the_others_as_last_built(buildable):
    build_site(buildable)
    before = _digest(buildable / "site" / "ar")
    page = buildable / "docs/legislate/ratify.md"
    page.write_text(page.read_text().replace("Opening words", "Other words"), encoding="utf-8")
    build_site(buildable, ["en"])
    assert _digest(buildable / "site" / "ar") == before
    assert "Other words" in (buildable / "site/en/legislate/ratify/index.html").read_text()


def test_rebuilding_after_an_edit_gives_what_a_whole_build_gives(buildable):
    digests: Digests = {}
    build_site(buildable, ["en"], digests)
    page = buildable / "docs/legislate/ratify.md"
    page.write_text(page.read_text().replace("title: Ratify", "title: Join"), encoding="utf-8")
    build_site(buildable, ["en"], digests)
    quick = _digest(buildable / "site" / "en")
    build_site(buildable, ["en"])
    assert _digest(buildable / "site" / "en") == quick


def test_unknown_language_is_refused_before_anything_is_built(buildable):
    with pytest.raises(ProblemsError, match='language "de" is not listed'):
        build_site(buildable, ["de"])
    assert not (buildable / "site").exists()


def test_nothing_is_built_twice_from_the_same_files(buildable):
    assert build_site_if_changed(buildable) is True
    assert build_site_if_changed(buildable) is False
    page = buildable / "docs/index.md"
    page.write_text(page.read_text() + "\nMore.\n", encoding="utf-8")
    assert build_site_if_changed(buildable) is True


def test_no_notice_about_the_engines_future_reaches_the_terminal(buildable):
    import subprocess
    import sys

    command = [str(Path(sys.executable).with_name("guide")), "--root", str(buildable), "site"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "Built every language: site/index.html\n"
    assert done.stderr == ""
