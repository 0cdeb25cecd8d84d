"""A checklist as an .xlsx to fill in: drop-down answers in the reader's language, ids and questions protected.

What a reading program needs stands in a hidden sheet, so that a filled workbook is understood in any language:
see guide.assessments and overrides/assets/js/checklist-files.js.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from guide.checklist_view import answer_labels, bodies_of, list_data, spreadsheet_name
from guide.files import write_aside
from guide.reproducible import moment, zip_entry
from guide.site import Site

HIDDEN = "guide"
FORMAT, VERSION = "guide-assessment", 1
NAME_ROW, DATE_ROW, HEADER_ROW = 3, 4, 6
FIRST_LABEL_ROW = 10
# Column, key of its heading, width in characters, what the reader writes there.
COLUMNS = (
    ("A", "item", 10, ""),
    ("B", "kind", 14, ""),
    ("C", "check", 46, ""),
    ("D", "evidence", 40, ""),
    ("E", "answer", 22, "answer"),
    ("F", "note", 40, "note"),
    ("G", "title", 28, "title"),
    ("H", "dated", 13, "dated"),
    ("I", "link", 24, "link"),
    ("J", "owner", 20, "owner"),
    ("K", "due", 13, "due"),
    ("L", "asked", 24, ""),
    ("M", "question", 50, ""),
    ("N", "weak", 50, ""),
)
FIELDS = {field: column for column, _, _, field in COLUMNS if field}
DATES = ("dated", "due")

TOP = Alignment(vertical="top", wrap_text=True)
OPEN = Protection(locked=False)
LINE = Border(bottom=Side(style="thin", color="CFC8B8"))
HEAD_FILL, THEME_FILL, INPUT_FILL = (PatternFill("solid", start_color=c) for c in ("1D3F66", "F1EDE3", "FFFBE9"))


def write_spreadsheet(site: Site, path: str, locale: str) -> bytes:
    """Return the workbook of one checklist in one language; the same input gives the same bytes."""
    strings = site.data[locale].strings
    found = list_data(site, path, locale)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = found["id"]
    right_to_left = site.config.language(locale).dir == "rtl"
    sheet.sheet_view.rightToLeft = right_to_left
    _top(sheet, found, strings)
    bodies = bodies_of(site, locale, {item["asked"] for item in found["items"]})
    last = _rows(sheet, found, strings, bodies)
    labels = answer_labels(strings)
    _rules(sheet, last, list(labels), strings)
    _page_setup(sheet, last)
    _hidden(book.create_sheet(HIDDEN), found, labels, locale, site.config.edition)
    book.properties.title = found["title"]
    book.properties.creator = strings["site.name"]
    book.properties.language = locale
    return _bytes(book)


def _top(sheet: Worksheet, found: dict[str, Any], strings: dict[str, str]) -> None:
    """Write the title, the name and date to fill in, and the heading row."""
    sheet["A1"] = f"{found['id']} · {found['title']}"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = strings["assess.sheet.how"]
    sheet[f"A{NAME_ROW}"], sheet[f"A{DATE_ROW}"] = strings["assess.name"], strings["assess.date"]
    for row, form in ((NAME_ROW, "@"), (DATE_ROW, "yyyy-mm-dd")):
        sheet.merge_cells(f"A{row}:B{row}")
        sheet[f"A{row}"].font = Font(bold=True)
        cell = sheet[f"C{row}"]
        cell.protection, cell.fill, cell.number_format = OPEN, INPUT_FILL, form
        cell.alignment = Alignment(horizontal="right" if sheet.sheet_view.rightToLeft else "left")
    for column, key, width, _ in COLUMNS:
        cell = sheet[f"{column}{HEADER_ROW}"]
        cell.value = strings[f"assess.sheet.{key}"]
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD_FILL
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"


def _rows(sheet: Worksheet, found: dict[str, Any], strings: dict[str, str], bodies: dict[str, str]) -> int:
    """Write a row for each item, with its theme above; return the last row."""
    row, theme = HEADER_ROW, None
    for item in found["items"]:
        if item["theme"] != theme:
            row, theme = row + 1, item["theme"]
            sheet[f"C{row}"] = found["themes"].get(theme, theme)
            for column, *_ in COLUMNS:
                sheet[f"{column}{row}"].fill = THEME_FILL
            sheet[f"C{row}"].font = Font(bold=True)
        row += 1
        kind = f"{strings['kind.' + item['kind']]} · {strings['level.' + item['level']]}"
        values = {
            "A": item["id"],
            "B": f"★ {kind}" if item["star"] else kind,
            "C": item["text"],
            "D": item["evidence"],
            "L": bodies.get(item["asked"], item["asked"]),
            "M": item["question"],
            "N": item["weak"],
        }
        for column, _, _, field in COLUMNS:
            cell = sheet[f"{column}{row}"]
            cell.alignment, cell.border = TOP, LINE
            if field:
                cell.protection, cell.fill = OPEN, INPUT_FILL
                cell.number_format = "yyyy-mm-dd" if field in DATES else "@"
            else:
                cell.value = values[column]
                # A text is a text, even should it begin with a sign that a spreadsheet takes for a formula.
                cell.data_type = "s"
    return row


def _rules(sheet: Worksheet, last: int, codes: Sequence[str], strings: dict[str, str]) -> None:
    """Offer the answers as a list, and lock what is not to be changed (no password: it guards against slips)."""
    end = FIRST_LABEL_ROW + len(codes) - 1
    choice = DataValidation("list", formula1=f"{HIDDEN}!$B${FIRST_LABEL_ROW}:$B${end}", allow_blank=True)
    choice.showErrorMessage = True
    choice.error = strings["assess.sheet.choose"]
    choice.add(f"{FIELDS['answer']}{HEADER_ROW + 1}:{FIELDS['answer']}{last}")
    sheet.add_data_validation(choice)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False


def _page_setup(sheet: Worksheet, last: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:N{last}"


def _hidden(sheet: Worksheet, found: dict[str, Any], labels: dict[str, str], locale: str, edition: str) -> None:
    """Write what a reading program needs: which list, which edition, which words stand for which answer."""
    sheet.sheet_state = "hidden"
    facts = (
        (FORMAT, VERSION), ("checklist", found["id"]), ("edition", found["edition"]), ("locale", locale),
        ("guide", edition),
    )  # fmt: skip
    for row, (key, value) in enumerate(facts, start=1):
        sheet[f"A{row}"], sheet[f"B{row}"] = key, value
    for row, (code, label) in enumerate(labels.items(), start=FIRST_LABEL_ROW):
        sheet[f"A{row}"], sheet[f"B{row}"] = code, label
    sheet.protection.sheet = True


def write_spreadsheets(site: Site, locale: str, folder: Path, paths: Sequence[str]) -> None:
    """Write the workbooks of the checklists at paths below a language's folder of the site."""
    for path in paths:
        write_aside(folder / spreadsheet_name(site.pages[path]), write_spreadsheet(site, path, locale))


def _bytes(book: Workbook) -> bytes:
    book.properties.created = book.properties.modified = moment()
    stream = io.BytesIO()
    with _FixedZip(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return stream.getvalue()


class _FixedZip(zipfile.ZipFile):
    """A zip whose entries all bear one date, so that the same workbook gives the same bytes."""

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        super().writestr(zip_entry(str(zinfo_or_arcname)), data, zipfile.ZIP_DEFLATED, 6)

    def write(
        self, filename: Any, arcname: Any = None, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        self.writestr(arcname or filename, Path(filename).read_bytes())
