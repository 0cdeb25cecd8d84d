"""The smaller parsers, on any text: what is written by their rules is read back, and nothing else passes for it."""

from __future__ import annotations

import datetime
import io
import json
import re
from html import unescape

import markdown as engine
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from guide import markdown
from guide.assesscommand import reports
from guide.assessments import read_assessments
from guide.citations import escape, link_target
from guide.due import _after
from guide.figures import figures
from guide.formats import format_date, format_value
from guide.macros import ARITY, MACROS, MacroError, parse
from guide.plurals import MARK, ORDER, categories, category, flatten, forms
from guide.problems import ProblemsError
from guide.spreadsheets import DATES, FIELDS, HEADER_ROW, write_spreadsheet
from guide.wordforms import fold, pattern
from tests.conftest import LOCALES
from tests.guide.test_smuggling import _extensions

LIST = "oversee/checklists/cl-01-ratification.md"
locales = st.sampled_from(LOCALES)
quick = settings(max_examples=80, deadline=None)
on_disk = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
visible = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"))
marks = st.text(st.sampled_from("*_`[](){}<>#!|\\&;:-+.1aé ق\"'~^=$@/"), min_size=1, max_size=16)
keys = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
words = st.from_regex(r"[a-zé]{1,8}( [a-z0-9.]{1,6}){0,2}", fullmatch=True)


@given(st.sampled_from(sorted(MACROS)), st.lists(st.text(visible, max_size=12), max_size=3), st.sampled_from("\"'"))
@quick
@example("term", ["csam", " a word "], '"')
def test_a_macro_that_is_written_by_the_rules_is_read_back_and_else_refused(name, arguments, quote):
    assume(not any(mark in argument for argument in arguments for mark in ("\\", quote)))
    low, high = ARITY.get(name, (0, 0))
    written = f" {name}({', '.join(f'{quote}{argument}{quote}' for argument in arguments)}) "
    if low <= len(arguments) <= high:
        assert parse(written) == (name, arguments)
    else:
        with pytest.raises(MacroError, match=f'"{name}" takes'):
            parse(written)


@given(st.lists(st.tuples(keys, words | st.just("")), min_size=1, max_size=4), st.integers(0, 5))
@quick
def test_a_citation_that_is_written_by_the_rules_is_read_back_with_its_line(parts, above):
    inside = "; ".join(f"@{key}, {place}" if place else f"@{key}" for key, place in parts)
    found = markdown.citations("Text.\n" * above + f"So it is.[{inside}]\n")
    assert [(one.target, one.text, one.line) for one in found] == [(*part, above + 1) for part in parts]


@given(
    st.tuples(st.sampled_from(("", "- ", "+ ", "# ", "12. ", "!!! ", ": ")), marks | st.text(visible, max_size=30)).map(
        "".join
    )
)
@quick
def test_a_text_of_the_data_stands_on_a_page_as_it_was_written(text):
    plain = " ".join(text.split())
    assume(plain)
    html = ENGINE.reset().convert(escape(text))
    assert html.startswith("<p>") and html.count("<") == 2, html
    assert unescape(html.removeprefix("<p>").removesuffix("</p>")) == plain


names, options = _extensions()
ENGINE = engine.Markdown(extensions=names, extension_configs=options)


@given(st.text(visible, max_size=20), marks)
@quick
def test_an_address_of_the_data_stays_one_link(path, more):
    url = f"https://a.example/{path}{more}"
    target = link_target(url)
    (found,) = markdown.links(f"[text]({target})")
    assert found.target == target and not re.search(r"[()\[\]\s<>|*_`\"']", target)


@given(st.integers(0, 10**12) | st.decimals(0, 10**6, places=1).map(float), locales)
@quick
@example(1234567, "ar")
def test_a_figure_of_the_data_is_read_from_the_page_with_the_same_value_in_every_language(value, locale):
    (found,) = figures([(1, format_value(value, "count", locale))], locale)
    assert float(value) in found.values
    (percent,) = figures([(1, format_value(value % 1000, "percent", locale))], locale)
    assert any(abs(one - value % 1000) < 0.06 for one in percent.values)


@given(st.dates(datetime.date(1000, 1, 1)), locales)
@quick
def test_a_date_in_words_holds_its_day_and_year_in_every_language(day, locale):
    assert {str(day.day), str(day.year)} <= set(re.findall(r"\d+", format_date(day.isoformat(), locale)))
    assert str(day.year) in format_date(day.isoformat()[:7], locale)
    assert format_date(f"{day.year}", locale) == f"{day.year}"


@given(st.text(visible, max_size=12) | st.from_regex(r"\d{4}(-\d{2}){1,2}\n?", fullmatch=True), locales)
@quick
@example("2026-02-30", "en")
@example("2026-13", "fr")
@example("0000-01-01", "ar")
@example("2024-04-05\n", "en")
@example("٢٠٢٤-٠٤-٠٥", "ar")
def test_what_is_no_date_passes_unchanged(text, locale):
    shape = text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else f"{text}-01"
    try:
        is_date = bool(re.fullmatch(r"[0-9-]{10}", shape)) and bool(datetime.date.fromisoformat(shape))
    except ValueError:
        is_date = False
    assert (format_date(text, locale) != text) == is_date


@given(st.dates(), st.integers(1, 120), st.sampled_from((4, 7, 10)))
@quick
@example(datetime.date(9999, 12, 1), 12, 10)
def test_a_review_falls_due_that_many_months_later(day, months, length):
    after = _after(day.isoformat()[:length], months)
    first = datetime.date(day.year, day.month if length > 4 else 1, min(day.day, 28) if length > 7 else 1)
    later = (after.year - first.year) * 12 + after.month - first.month
    assert after.day == first.day and (later == months or after.year == datetime.MAXYEAR)


@given(st.text(visible, min_size=1, max_size=20) | words, words)
@quick
@example("-", "a word")
@example("(s)", "a word")
def test_a_form_of_words_is_found_in_itself_and_in_no_text_without_it(form, other):
    found = pattern(form).search(fold(f"« {form} »"))
    assert bool(found) == bool(fold(form).replace("-", " ").split())
    assert pattern(form).search(f"zz{other}zz") is None or set(fold(form).casefold()) & set(f"zz{other}zz")


@given(st.dictionaries(keys, words | st.dictionaries(st.sampled_from(ORDER), words, min_size=1), max_size=4))
@quick
def test_the_plural_forms_of_a_string_are_read_back_in_the_order_of_cldr(strings):
    flat = flatten(strings)
    for key, value in strings.items():
        if isinstance(value, dict):
            assert forms(flat, key) == value and list(forms(flat, key)) == [one for one in ORDER if one in value]
        else:
            assert flat[key] == value and forms(flat, key) == {}
    assert {key.partition(MARK)[0] for key in flat} == set(strings)


@given(st.integers(0, 10**7), locales)
@quick
def test_every_number_has_a_plural_form_that_the_language_must_give(number, locale):
    assert category(number, locale) in categories(locale)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    from guide.site import load_site
    from tests.small import write_small_guide

    site = load_site(write_small_guide(tmp_path_factory.mktemp("sheets") / "small", {}))
    return site, write_spreadsheet(site, LIST, "en")


cells = st.text(visible, max_size=20) | st.integers() | st.floats() | st.dates() | st.booleans() | st.none()


@given(
    st.dictionaries(st.sampled_from(sorted(FIELDS)), cells),
    st.sampled_from([f"{c}{r}" for c in "AB" for r in range(1, 6)]),
    cells,
)
@settings(on_disk, max_examples=25)
@example({}, "B3", "²")
@example({}, "B3", "1" * 4500)
@example({}, "A2", "other")
@example({"due": "2026-02-30", "answer": "so-so", "note": "kept"}, "B5", None)
def test_any_filled_spreadsheet_is_reported_or_refused_and_nothing_in_it_is_lost(
    workbook, tmp_path, filled, cell, other
):
    site, raw = workbook
    book = load_workbook(io.BytesIO(raw))
    sheet = book["CL-01"]
    for field, value in filled.items():
        sheet[f"{FIELDS[field]}{HEADER_ROW + 2}"].value = value
        sheet[f"{FIELDS[field]}{HEADER_ROW + 2}"].data_type = (
            "s" if isinstance(value, str) else sheet[f"{FIELDS[field]}{HEADER_ROW + 2}"].data_type
        )
    book["guide"][cell].value = other
    path = tmp_path / "filled.xlsx"
    book.save(path)
    try:
        text, problems = reports(site, path, path, None)
    except ProblemsError as error:
        assert error.problems
        return
    (found,), _, _ = read_assessments(path)
    answer = found["answers"].get("CL-01.1", {})
    for field in ("answer", *DATES):
        value = filled.get(field)
        if isinstance(value, str) and value.strip():
            assert answer[field] or value.strip() in answer["note"]
    assert text.encode() and all(one.path == str(path) for one in problems)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=2), max_leaves=3),
       st.sampled_from(("checklist", "edition", "name", "date", "items", "answers", "due", "answer", "note", "at", "version")))  # fmt: skip
@on_disk
@example("\ud800", "name")
@example("2026-02-30", "date")
@example("2026-99-99", "due")
@example("2026-11-01\n", "date")
def test_any_value_in_a_saved_assessment_is_reported_or_refused(workbook, tmp_path, value, field):
    answer = {"answer": "planned", "due": "2026-11-01", "note": "n"}
    whole = {"checklist": "CL-01", "edition": 1, "name": "n", "date": "2026-11-01", "answers": {"CL-01.1": answer}}
    saved = {"format": "guide-assessment", "version": 1, "assessments": [whole]}
    (answer if field in ("due", "answer", "note", "at") else saved if field == "version" else whole)[field] = value
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(saved), encoding="ascii")
    try:
        text, _ = reports(workbook[0], path, path, "en")
    except ProblemsError as error:
        assert all(one.path == str(path) and one.message for one in error.problems)
    else:
        assert text.encode().startswith(b"# ")
