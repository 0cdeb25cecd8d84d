"""Files that are refused for what they are, not for what they say: links, sizes, encodings."""

from __future__ import annotations

from guide.checks import run_checks
from guide.checks.tree import MAX_PICTURE
from guide.files import MAX_BYTES
from guide.site import load_site
from tests.small import RATIFY


def _problems(root) -> list[str]:
    return [str(problem) for problem in run_checks(load_site(root))]


def test_a_link_to_a_file_outside_is_refused_and_not_read(make_guide, tmp_path):
    root = make_guide()
    (tmp_path / "secret.md").write_text(RATIFY.replace("title: Ratify", "title: Secret"), encoding="utf-8")
    (root / "docs/legislate/secret.md").symlink_to(tmp_path / "secret.md")
    problems = _problems(root)
    assert "docs/legislate/secret.md:0: is a link to another file; put the file itself here" in problems
    assert "docs/legislate/secret.md:0: is a link that leads out of the repository" in problems
    assert "legislate/secret.md" not in load_site(root).pages


def test_a_link_to_a_file_inside_is_refused_too(make_guide):
    root = make_guide()
    (root / "docs/legislate/again.md").symlink_to(root / "docs/legislate/ratify.md")
    assert "docs/legislate/again.md:0: is a link to another file; put the file itself here" in _problems(root)


def test_a_link_to_a_folder_is_refused_and_not_entered(make_guide):
    root = make_guide()
    (root / "docs/all").symlink_to("/")
    (root / "translations/fr/all").symlink_to(root)
    problems = _problems(root)
    assert "docs/all:0: is a link to another file; put the file itself here" in problems
    assert "translations/fr/all:0: is a link to another file; put the file itself here" in problems
    assert not [problem for problem in problems if "/all/" in problem]


def test_data_behind_a_link_is_refused(make_guide, tmp_path):
    root = make_guide()
    (tmp_path / "facts.yml").write_text("x: 1\n")
    (root / "docs/data/facts.yml").unlink()
    (root / "docs/data/facts.yml").symlink_to(tmp_path / "facts.yml")
    assert "docs/data/facts.yml:0: is a link that leads out of the repository" in _problems(root)


def test_a_very_large_page_is_refused_unread(make_guide):
    root = make_guide({"docs/legislate/ratify.md": RATIFY + "words of a page\n" * (MAX_BYTES // 16)})
    assert f"docs/legislate/ratify.md:0: is larger than {MAX_BYTES:,} bytes; split it" in _problems(root)


def test_a_very_large_picture_is_refused(make_guide):
    root = make_guide({"docs/assets/a.png": b"\x89PNG\r\n\x1a\n" + b"0" * MAX_PICTURE})
    assert f"docs/assets/a.png:0: is larger than {MAX_PICTURE:,} bytes; make the picture smaller" in _problems(root)


def test_a_plain_picture_is_welcome(make_guide):
    assert _problems(make_guide({"docs/assets/a.png": b"\x89PNG\r\n\x1a\n0"})) == []
