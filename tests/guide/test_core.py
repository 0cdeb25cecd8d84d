"""The smaller parts of the core, one behaviour a test."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide import markdown
from guide.checks import run_checks
from guide.cli import main
from guide.compose import compose
from guide.config import load_config
from guide.context import relative_link
from guide.due import due_dates
from guide.files import read_text, write_aside
from guide.formats import country_name, format_date, format_value
from guide.macros import MacroError, parse
from guide.pages import page_url, parse_page
from guide.plaintext import plain_text
from guide.problems import ProblemsError, did_you_mean
from guide.searchindex import search_document
from guide.site import load_site
from guide.view import page_view, relative_url
from guide.yamlfile import parse_yaml


def test_yaml_lines_point_at_the_value():
    located = parse_yaml("a:\n  b: 1\n  c:\n    - x\n    - y\n", "f.yml")
    assert (located.line("a", "b"), located.line("a", "c", 1), located.line("a", "nothing")) == (2, 5, 1)


def test_yaml_dates_become_text():
    assert parse_yaml("on: 2026-11-24\n", "f.yml").data == {"on": "2026-11-24"}


def test_yaml_aliases_are_refused():
    problems = parse_yaml("a: &x [1]\nb: *x\n", "f.yml").problems
    assert [str(problem) for problem in problems] == ["f.yml:1: YAML aliases (* and &) are not allowed; write it out"]


@given(st.text(max_size=200))
def test_any_text_as_yaml_gives_data_or_problems_never_an_exception(text):
    located = parse_yaml(text, "f.yml")
    assert located.data is None or not located.problems


@given(st.text(max_size=300))
def test_any_text_as_a_page_gives_a_page_and_problems_never_an_exception(text):
    page, _ = parse_page(text, "legislate/x.md", "en", "docs/legislate/x.md")
    assert page.sections[0].id == "top"
    assert len(page.body.split("\n")) + page.body_line - 1 >= 1


@given(st.text(alphabet="#{} []()@`~*_!abc\n0", max_size=200))
def test_reading_marks_never_fails_and_lines_are_inside_the_text(text):
    lines = text.count("\n") + 1
    found = [*markdown.headings(text), *markdown.links(text), *markdown.citations(text), *markdown.macros(text)]
    assert all(1 <= one.line <= lines for one in found)


@given(st.text(max_size=80))
def test_any_macro_text_is_parsed_or_refused(text):
    try:
        name, arguments = parse(text)
    except MacroError:
        return
    assert name and all(isinstance(argument, str) for argument in arguments)


def test_code_is_not_read_as_marks():
    text = "`[x](y.md)`\n\n```\n## No { #no }\n[@key]\n```\n\n## Yes { #yes }\n"
    assert [heading.target for heading in markdown.headings(text)] == ["yes"]
    assert markdown.links(text) == [] and markdown.citations(text) == []


def test_sections_are_cut_at_headings():
    cut = markdown.sections("Intro\n\n## A { #a }\n\nx\n\n### B { #b }\n\ny\n")
    assert [(section.id, section.line) for section in cut] == [("top", 1), ("a", 3), ("b", 7)]


def test_citation_with_place_and_second_source():
    found = markdown.citations("So.[@a, art. 2; @b]")
    assert [(one.target, one.text) for one in found] == [("a", "art. 2"), ("b", "")]


@pytest.mark.parametrize(
    ("iso", "locale", "shown"),
    [
        ("2024", "en", "2024"),
        ("2024-04", "en", "April 2024"),
        ("2024-04-05", "fr", "5 avril 2024"),
        ("soon", "en", "soon"),
    ],
)
def test_dates_in_words(iso, locale, shown):
    assert format_date(iso, locale) == shown


@pytest.mark.parametrize(
    ("value", "unit", "locale", "shown"),
    [
        (20500000, "count", "en", "20,500,000"),
        (20500000, "count", "es", "20.500.000"),
        (38, "percent", "en", "38%"),
        (12.6, "percent", "en", "12.6%"),
        (1300000000, "AUD", "en", "A$1,300,000,000"),
    ],
)
def test_figures_with_units(value, unit, locale, shown):
    assert format_value(value, unit, locale) == shown


def test_country_names_follow_the_language():
    assert (country_name("KE", "fr"), country_name("KE", "ar"), country_name("XQ", "en")) == ("Kenya", "كينيا", "XQ")


def test_page_addresses():
    assert [page_url(path) for path in ("index.md", "a/index.md", "a/b.md")] == ["", "a/", "a/b/"]
    assert relative_url("a/b/", "c/d/") == "../../c/d/"
    assert relative_url("a/b/", "") == "../../"
    assert relative_link("a/b.md", "c/d.md", "x") == "../c/d.md#x"


def test_plain_text_has_no_marks():
    text = plain_text('## T { #t }\n\n- [**A**](b.md){ .term data-def="x" } *b*[^1] <span>c</span>\n\n[^1]: Note\n')
    assert text == "## T\nA b c"


def test_file_that_is_not_utf8_is_named_with_its_line(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"one\ntwo \xff\n")
    text, problems = read_text(tmp_path, path)
    assert text == "" and [str(problem) for problem in problems] == [
        "a.md:2: is not UTF-8; save it again with the encoding UTF-8"
    ]


def test_link_out_of_the_tree_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.md").write_text("x")
    (tmp_path / "in" / "a.md").symlink_to(tmp_path / "secret.md")
    _, problems = read_text(tmp_path / "in", tmp_path / "in" / "a.md")
    assert [str(problem) for problem in problems] == ["a.md:0: is a link that leads out of the repository"]


def test_very_large_file_is_refused(tmp_path):
    (tmp_path / "a.md").write_bytes(b"x" * 1_000_001)
    _, problems = read_text(tmp_path, tmp_path / "a.md")
    assert "larger than" in str(problems[0])


def test_writing_aside_leaves_no_scrap(tmp_path):
    write_aside(tmp_path / "d" / "a.txt", "x")
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["a.txt"]


def test_near_names_are_offered():
    assert did_you_mean("ratyfy", ["ratify", "money"]) == ' (did you mean "ratify"?)'
    assert did_you_mean("zzz", ["ratify"]) == ""


def test_broken_mkdocs_yml_is_one_clear_line(make_guide):
    root = make_guide({"mkdocs.yml": "nav: [\n"})
    with pytest.raises(ProblemsError) as caught:
        load_config(root)
    assert str(caught.value).startswith("mkdocs.yml:")


def test_unknown_language_is_one_clear_line(make_guide, capsys):
    root = make_guide()
    assert main(["--root", str(root), "compose", "de", str(root / "out")]) == 1
    assert capsys.readouterr().out == 'mkdocs.yml:0: language "de" is not listed (listed: en, fr, ar)\n'


def test_check_prints_problems_of_the_named_path_only(make_guide, capsys):
    root = make_guide()
    for name in ("docs/index.md", "docs/legislate/ratify.md"):
        path = root / name
        path.write_text(path.read_text() + "\n[x](nowhere.md)\n", encoding="utf-8")
    assert main(["--root", str(root), "check", str(root / "docs/index.md")]) == 1
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["docs/index.md"]


def test_misuse_exits_with_two():
    with pytest.raises(SystemExit) as caught:
        main(["nonsense"])
    assert caught.value.code == 2


def test_facts_fall_due_counted_from_the_day_the_source_was_seen(small_site, capsys):
    fact = next(due for due in due_dates(small_site) if due.what.startswith("reports-2024"))
    assert fact.on == datetime.date(2027, 11, 1)
    root = str(small_site.config.root)
    assert main(["--root", root, "facts", "due", "--on", "2027-10-31"]) == 0
    assert "reports-2024" not in capsys.readouterr().out
    assert main(["--root", root, "facts", "due", "--on", "2027-11-01"]) == 0
    assert "docs/data/facts.yml:1: due 2027-11-01: reports-2024: Reports received" in capsys.readouterr().out


def test_all_problems_are_reported_at_once(make_guide):
    root = make_guide({"docs/data/facts.yml": "x: 1\n", "docs/extra.md": "text\n"})
    paths = {problem.path for problem in run_checks(load_site(root))}
    assert {"docs/data/facts.yml", "docs/extra.md", "docs/legislate/ratify.md"} <= paths


def test_navigation_shows_all_parts_but_only_the_pages_of_the_current_one(small_site):
    view = page_view(small_site, "en", compose(small_site, "legislate/ratify.md", "en"))
    below = {entry["title"]: len(entry["children"]) for entry in view["nav"]}
    assert (below["Legislate"], below["Oversee"]) == (2, 0)


def test_search_document_holds_keywords_unprinted_and_splits_chinese(small_site):
    english = search_document(compose(small_site, "legislate/ratify.md", "en"), "en")
    assert 'data-kw="accession' in english and "accession</" not in english
    page = replace(compose(small_site, "legislate/ratify.md", "en"), title="批准条约", text="儿童权利公约")
    chinese = search_document(page, "zh")
    assert "<p>儿\u200b童\u200b权\u200b利\u200b公\u200b约</p>" in chinese
    assert 'data-kw="批 准 条 约' in chinese


def test_a_search_does_not_find_the_notice_above_a_translation(small_site):
    page = compose(small_site, "legislate/ratify.md", "fr")
    notice = plain_text(page.notice).split("\n")[-1]
    assert notice in plain_text(page.markdown)
    assert notice not in search_document(page, "fr")


def test_core_never_imports_the_engine():
    for path in Path(load_config.__code__.co_filename).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(?:import|from) (?:mkdocs|material)\b(?!\.yml)", text, re.MULTILINE), path


def test_translated_string_keeps_its_placeholders(make_guide):
    root = make_guide()
    path = root / "translations/fr/strings.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Reviewed by {reviewer}, {date}.", "Relu."), encoding="utf-8")
    messages = [problem.message for problem in run_checks(load_site(root))]
    assert 'string "notice.reviewed.text" lacks {date}, {reviewer}' in messages
