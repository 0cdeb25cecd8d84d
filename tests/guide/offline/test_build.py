"""Making the files: same bytes everywhere, nothing twice, nothing half, and a clear word when something is missing."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys

import pytest

from guide.offline import build
from guide.offline.build import CACHE, build_offline
from guide.offline.fonts import FILES
from guide.offline.inputs import find_tools
from guide.offline.pdf import render as rendering
from guide.problems import ProblemsError
from tests.small import RATIFY

PAGE = "docs/legislate/ratify.md"


def silent(line: str) -> None:
    """Take a line of progress and do nothing with it."""


def downloads(root, locale="en"):
    folder = root / "site" / locale / "downloads"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def test_two_builds_in_different_folders_give_the_same_bytes(make_guide, tmp_path):
    root = make_guide()
    shutil.copytree(root, tmp_path / "elsewhere")
    build_offline(root, say=silent)
    build_offline(tmp_path / "elsewhere", say=silent)
    for locale in ("en", "fr"):
        first = downloads(root, locale)
        assert "guide.pdf" in first
        assert first == downloads(tmp_path / "elsewhere", locale)


def test_files_have_a_stable_name_a_name_with_the_edition_a_checksum_and_an_entry_in_the_list(make_guide):
    root = make_guide()
    build_offline(root, ["fr"], say=silent)
    files = downloads(root, "fr")
    entry = json.loads(files["files.json"])["files"][0]
    assert (entry["name"], entry["edition_name"], entry["kind"]) == ("guide.pdf", "guide-1.pdf", "guide")
    assert files["guide.pdf"] == files["guide-1.pdf"]
    assert entry["bytes"] == len(files["guide.pdf"])
    assert entry["sha256"] == hashlib.sha256(files["guide.pdf"]).hexdigest()
    assert f"{entry['sha256']}  guide-1.pdf\n" in files["SHA256SUMS"].decode()
    assert downloads(root, "en") == {}, "only the language asked for is made"


def test_only_what_changed_is_made_again_and_what_is_gone_leaves(make_guide):
    root = make_guide()
    said: list[str] = []
    everything = build_offline(root, ["en"], said.append)
    assert everything == len(json.loads(downloads(root)["files.json"])["files"])
    assert any("making en/guide.pdf" in line for line in said)
    assert build_offline(root, ["en"], said.append) == 0
    (root / PAGE).write_text(RATIFY + "\nOne more line.\n", encoding="utf-8")
    said.clear()
    assert 0 < build_offline(root, ["en"], said.append) < everything
    assert not any("part-reference" in line for line in said), "no page of this part has changed"
    (root / "site/en/downloads/guide.pdf").unlink()
    assert build_offline(root, ["en"], silent) == 0
    assert "guide.pdf" in downloads(root), "a site built anew gets its files back without making them again"
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace('edition: "1"', 'edition: "2"'), encoding="utf-8")
    build_offline(root, ["en"], silent)
    assert {"guide-1.pdf", "guide-2.pdf"} & downloads(root).keys() == {"guide-2.pdf"}


@pytest.mark.parametrize("moment", ["while it is written", "before its record"])
def test_an_interrupted_run_leaves_no_half_file_and_the_next_run_completes_it(make_guide, monkeypatch, moment):
    root = make_guide()

    def interrupted(source, target, direction, has_form):
        target.write_bytes(b"%PDF-1.7 half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if moment == "while it is written":
            patch.setattr(rendering, "render", interrupted)
        else:
            patch.setattr("guide.offline.store.write_aside", _fails_for_records)
        with pytest.raises((KeyboardInterrupt, OSError)):
            build_offline(root, ["fr"], silent)
    assert downloads(root, "fr") == {}
    assert build_offline(root, ["fr"], silent) == 3, "guide and part as PDF, guide as e-book"
    whole = downloads(root, "fr")
    assert whole["guide.pdf"].rstrip().endswith(b"%%EOF")
    assert not [name for name in (path.name for path in (root / CACHE / "fr").iterdir()) if name.endswith(".new")]


def _fails_for_records(path, content):
    if path.name.endswith(".pdf.json"):
        raise OSError(28, "No space left on device", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def test_missing_fonts_are_named_at_the_start_with_the_command_that_installs_them(tmp_path):
    with pytest.raises(ProblemsError) as caught:
        find_tools((tmp_path,))
    for package, files in FILES.items():
        assert f"{', '.join(files)} missing; install with: apt-get install {package}" in str(caught.value)


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ProblemsError, match=r"apt-get install libpango-1\.0-0"):
        find_tools()


def test_a_letter_that_no_font_has_stops_the_document_and_is_named(make_guide):
    root = make_guide({PAGE: RATIFY + "\nA letter: \U00013000.\n"})
    with pytest.raises(ProblemsError, match=r"en/guide.pdf.*U\+13000"):
        build_offline(root, ["en"], silent)
    assert downloads(root) == {}


def test_a_fault_in_the_text_is_said_before_any_work(make_guide, monkeypatch):
    root = make_guide({PAGE: RATIFY + "\nSee [nothing](nowhere.md).\n"})
    monkeypatch.setattr(build, "_plan", None)
    with pytest.raises(ProblemsError, match=r"nowhere\.md"):
        build_offline(root, ["en"], silent)
