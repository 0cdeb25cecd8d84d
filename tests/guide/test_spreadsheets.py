"""The spreadsheets: what a person finds in them, and that they are the same file for the same text."""

from __future__ import annotations

import io
import re
import time
import zipfile

import pytest
from openpyxl import load_workbook

from guide.spreadsheets import DATE_ROW, FIELDS, FIRST_LABEL_ROW, HEADER_ROW, HIDDEN, NAME_ROW, write_spreadsheet

PATH = "oversee/checklists/cl-01-ratification.md"


def book_of(site, locale: str = "en", path: str = PATH):
    return load_workbook(io.BytesIO(write_spreadsheet(site, path, locale)))


def rows_of(sheet) -> dict[str, int]:
    found = {str(sheet[f"A{row}"].value): row for row in range(HEADER_ROW + 1, sheet.max_row + 1)}
    return {name: row for name, row in found.items() if name != "None"}


def test_every_item_has_a_row_under_its_theme(small_site):
    sheet = book_of(small_site).worksheets[0]
    rows = rows_of(sheet)
    assert list(rows) == ["CL-01.1", "CL-01.2"]
    assert sheet[f"C{HEADER_ROW + 1}"].value == "Status"
    assert sheet[f"C{rows['CL-01.1']}"].value == "Is there a table of treaties?"
    assert sheet[f"B{rows['CL-01.1']}"].value == "★ Law · minimum"
    assert sheet[f"L{rows['CL-01.2']}"].value == "Ministry of justice"


def test_answers_are_a_list_in_the_readers_words(small_site):
    book = book_of(small_site)
    (rule,) = book.worksheets[0].data_validations.dataValidation
    assert rule.type == "list" and rule.formula1 == f"{HIDDEN}!$B${FIRST_LABEL_ROW}:$B${FIRST_LABEL_ROW + 7}"
    hidden = book[HIDDEN]
    assert hidden.sheet_state == "hidden"
    assert hidden[f"B{FIRST_LABEL_ROW}"].value == small_site.data["en"].strings["scale.not-started"]


def test_ids_are_locked_and_fields_are_open(small_site):
    sheet = book_of(small_site).worksheets[0]
    row = rows_of(sheet)["CL-01.1"]
    assert sheet.protection.sheet and sheet.freeze_panes == f"B{HEADER_ROW + 1}"
    assert all(sheet[f"{column}{row}"].protection.locked for column in "ABCDLMN")
    assert not any(sheet[f"{column}{row}"].protection.locked for column in FIELDS.values())
    assert not any(sheet[f"C{place}"].protection.locked for place in (NAME_ROW, DATE_ROW))


@pytest.mark.parametrize(("locale", "right_to_left"), [("en", False), ("fr", False), ("ar", True)])
def test_arabic_sheet_runs_from_the_right(small_site, locale, right_to_left):
    assert bool(book_of(small_site, locale).worksheets[0].sheet_view.rightToLeft) is right_to_left


def test_text_that_looks_like_a_formula_stays_text(make_guide):
    from guide.site import load_site
    from tests.small import CHECKLIST

    text = CHECKLIST.replace("RLABELS", "R1").replace("the reports.", '=HYPERLINK("http://x")')
    site = load_site(make_guide({f"docs/{PATH}": text}))
    raw = write_spreadsheet(site, PATH, "en")
    sheets = zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f" not in sheets.split("<sheetData>")[1].split("</sheetData>")[0] and "<t>=HYPERLINK" in sheets


def test_same_text_gives_the_same_bytes(small_site, monkeypatch):
    first = write_spreadsheet(small_site, PATH, "en")
    time.sleep(2.1)  # A zip keeps times to two seconds.
    assert write_spreadsheet(small_site, PATH, "en") == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    stamped = write_spreadsheet(small_site, PATH, "en")
    assert stamped != first
    core = zipfile.ZipFile(io.BytesIO(stamped)).read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2026-09-21T"}


def test_all_spreadsheets_of_the_guide_are_written_in_seconds(real_site):
    paths = [page.path for page in real_site.of_kind("checklist")]
    started = time.process_time()
    for path in paths:
        write_spreadsheet(real_site, path, "en")
    seconds = (time.process_time() - started) * len(real_site.config.locales)
    print(f"{len(paths)} lists × {len(real_site.config.locales)} languages: {seconds:.1f} s on one core")
    assert seconds < 12
