"""`guide assess`: reading filled files, foreign and hostile ones too, and the report."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from guide.assess import BANDS, Report, markdown_of
from guide.assessments import read_assessments
from guide.checklists import EXITS, SCALE
from guide.cli import main
from guide.formats import format_date
from guide.problems import ProblemsError
from guide.spreadsheets import FIELDS, write_spreadsheet
from tests.guide.test_spreadsheets import PATH, rows_of

ANSWERS = {
    "CL-01.1": {"answer": "do-not-know"},
    "CL-01.2": {"answer": "planned", "owner": "Clerk", "due": "2027-02-01"},
}


def saved(answers=ANSWERS, **changed):
    one = {"id": "0123456789abcdef", "checklist": "CL-01", "edition": 1, "name": "Committee", "date": "2026-11-24"}
    file = {"format": "guide-assessment", "version": 1, "guide": "1"}
    return file | {"assessments": [one | {"answers": answers} | changed]}


@pytest.fixture
def write(tmp_path):
    def write_(content, name="saved.json") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write_


def filled(site, locale="en", **cells) -> bytes:
    book = load_workbook(io.BytesIO(write_spreadsheet(site, PATH, locale)))
    sheet = book.worksheets[0]
    sheet["C3"], sheet["C4"] = "Committee", datetime.date(2026, 11, 24)
    row = rows_of(sheet)["CL-01.1"]
    for field, value in cells.items():
        sheet[f"{FIELDS[field]}{row}"] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def run(capsys, root, *arguments) -> tuple[int, str, str]:
    code = main(["--root", str(root), "assess", *map(str, arguments)])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_report_of_a_saved_file(make_guide, write, capsys):
    code, out, _ = run(capsys, make_guide(), write(saved()))
    assert code == 0
    assert "# Brief for the chair\n\nRatification (CL-01, edition 1)\n\nCommittee, 24 November 2026\n" in out
    assert "Answered: 2 of 2\n\n- Law: not known: 1\n- Practice: weak: 1\n" in out
    assert "## What is due\n\n- 1 February 2027: CL-01.2, Clerk\n" in out
    questions = out[out.index("# Draft written questions") :]
    assert questions.index("## Ministry of foreign affairs") < questions.index("## Ministry of justice")
    assert "1. Which treaties bind us, and since when? (CL-01.1: do not know)" in questions


def test_report_says_what_changed_since_the_earlier_file(make_guide, write, capsys):
    earlier = write(saved({"CL-01.1": {"answer": "do-not-know"}}, date="2025-11-24", edition=2), "earlier.json")
    code, out, _ = run(capsys, make_guide(), write(saved()), "--before", earlier)
    changes = out[out.index("# What has changed") :]
    assert code == 0 and "CL-01.2 Are the reports in time? Before: not answered. Now: planned." in changes
    assert "CL-01.1" not in changes and "different editions" in changes


def test_dates_are_written_as_the_language_writes_them(make_guide, write, capsys):
    _, out, _ = run(capsys, make_guide(), write(saved()), "--language", "ar")
    assert "1 فبراير 2027" in out


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_filled_spreadsheet_gives_the_report_in_its_language(make_guide, small_site, write, capsys, locale):
    label = small_site.data[locale].strings["scale.do-not-know"]
    raw = filled(small_site, locale, answer=label.upper(), due=datetime.date(2027, 1, 2), owner="Clerk")
    code, out, err = run(capsys, make_guide(), write(raw, "filled.xlsx"))
    assert code == 0 and err == "" and f"{format_date('2027-01-02', locale)}: CL-01.1, Clerk" in out


def test_values_that_fit_no_field_are_kept_in_the_note(small_site, write):
    path = write(filled(small_site, answer="maybe", due="in spring", note="Seen."), "filled.xlsx")
    (found,), problems, locale = read_assessments(path)
    answer = found["answers"]["CL-01.1"]
    assert answer["answer"] == "" and answer["due"] == "" and locale == "en"
    assert answer["note"] == 'Seen.\n"maybe" is not one of the answers\n"in spring" is not a date'
    assert len(problems) == 2 and "kept in the note" in str(problems[0])


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return stream.getvalue()


def plain_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return stream.getvalue()


REFUSED = [
    (b"", "is neither a spreadsheet nor a saved assessment"),
    (b"\xff\xfe\x00", "is neither a spreadsheet nor a saved assessment"),
    (b"[" * 100_000, "is neither a spreadsheet nor a saved assessment"),
    (b"[]", "is not a saved assessment of this guide"),
    (b'{"format": "guide-assessment", "version": 1, "assessments": []}', "holds no assessment"),
    (b'{"format": "guide-assessment", "version": 9, "assessments": []}', "was written by a newer edition"),
    (json.dumps(saved({"CL-01.1": {"answer": "yes"}})).encode(), "assessments.0.answers.CL-01.1.answer"),
    (json.dumps(saved({"../x": {}})).encode(), "answers"),
    (json.dumps(saved(checklist="CL-77")).encode(), "which this guide does not have"),
    (b"PK\x03\x04 broken", "is not a checklist spreadsheet of this guide"),
    (plain_zip(), "is not a checklist spreadsheet of this guide"),
    (bomb(), "unpacks to far more than a checklist"),
    (b" " * 5_000_001, "is larger than"),
]


@pytest.mark.parametrize(("content", "message"), REFUSED, ids=[str(number) for number in range(len(REFUSED))])
def test_foreign_and_hostile_files_are_refused_in_plain_words(make_guide, write, capsys, content, message):
    code, out, _ = run(capsys, make_guide(), write(content))
    assert code == 1 and message in out and "Traceback" not in out


def test_missing_file_and_unknown_language(make_guide, write, capsys, tmp_path):
    assert run(capsys, make_guide(), tmp_path / "none.json")[0] == 1
    code, out, _ = run(capsys, make_guide(), write(saved()), "--language", "xx")
    assert code == 1 and 'language "xx" is not listed' in out


def test_a_spreadsheet_that_is_ours_in_nothing_is_refused(write):
    from openpyxl import Workbook

    stream = io.BytesIO()
    Workbook().save(stream)
    with pytest.raises(ProblemsError, match="is not a checklist spreadsheet"):
        read_assessments(write(stream.getvalue(), "other.xlsx"))


def test_schema_is_sound_and_knows_every_answer():
    schema = yaml.safe_load(Path("hooks/guide/schemas/assessment.yml").read_text())
    Draft202012Validator.check_schema(schema)
    answers = schema["properties"]["assessments"]["items"]["properties"]["answers"]
    listed = answers["additionalProperties"]["properties"]["answer"]["enum"]
    assert listed == ["", *SCALE, *EXITS] and set(listed) == {code for codes in BANDS.values() for code in codes}


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
any_answer = st.fixed_dictionaries(
    {"answer": st.sampled_from(["", *SCALE, *EXITS]), "note": names, "owner": names, "due": st.dates().map(str)}
)


@given(st.dictionaries(st.sampled_from(["CL-01.1", "CL-01.2", "CL-01.7", "RC-ABC.1"]), any_answer), names)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_saved_file_is_read_back_and_reported(small_site, tmp_path, answers, name):
    path = tmp_path / "any.json"
    path.write_text(json.dumps(saved(answers, name=name)), encoding="utf-8")
    (found,), problems, _ = read_assessments(path)
    assert found["answers"] == answers and found["name"] == name and problems == []
    from guide.assesscommand import report_on

    report: Report = report_on(small_site, found, "en", "x")
    for blocks in (report.brief(), report.questions(), report.changes(found)):
        text = markdown_of(blocks)
        assert text.startswith("# ") and text.endswith("\n")
    asked = [text for kind, text in report.questions() if kind == "ol"]
    weak = {"not-started", "planned", "on-paper", "do-not-know"}
    assert len(asked) == sum(answers.get(item, {}).get("answer") in weak for item in ("CL-01.1", "CL-01.2"))
