"""The comment under a pull request, made from what a stranger's files made the check print."""

from __future__ import annotations

from guide.cli import main
from guide.comment import MARK, MOST, comment_body


def test_problems_are_listed_by_file_with_their_lines():
    body = comment_body(["docs/a.md:3: has no id", "docs/a.md:9: is wrong", "docs/b.md:0: is larger"])
    assert body.startswith(f"{MARK}\n\n**3 things to mend.**")
    assert "`docs/a.md`\n\n- line 3: `has no id`\n- line 9: `is wrong`" in body
    assert "`docs/b.md`\n\n- `is larger`" in body


def test_nothing_in_a_message_works_as_a_mark_a_name_or_a_link():
    hostile = (
        "docs/`a`.md:1: `@everyone` </details><img src=x> [x](javascript:1) \u202e![p](https://evil.example/p.png)"
    )
    body = comment_body([hostile])
    assert "@everyone" in body
    for line in body.split("\n"):
        if "@everyone" in line or "evil" in line:
            assert line.startswith("- line 1: `") and line.endswith("`") and line.count("`") == 2
    assert "\u202e" not in body


def test_lines_that_are_none_are_dropped_and_many_are_cut():
    body = comment_body(["# Approved by the editors", *(f"docs/a.md:{n}: x" for n in range(1, 200))])
    assert "Approved" not in body
    assert body.count("- line") == MOST and f"and {199 - MOST} more" in body


def test_a_clean_run_gives_the_preview_and_only_an_address_of_the_host():
    assert "preview" in comment_body([], "https://github.com/a/b/actions/runs/1")
    assert "evil" not in comment_body([], "https://evil.example/")


def test_a_run_that_failed_says_so(tmp_path, capsys):
    from guide.comment import main as comment

    assert comment([str(tmp_path / "none.txt")]) == 0
    assert "could not be run" in capsys.readouterr().out


def test_check_prints_the_same_comment(make_guide, capsys):
    root = make_guide({"docs/extra.md": "no front matter"})
    assert main(["--root", str(root), "check", "--format", "github"]) == 1
    assert "- line 1: `has no front matter;" in capsys.readouterr().out
