"""Reading saved assessments: the JSON file of the web page, or a filled spreadsheet.

Files come from other people: size and shape are checked before anything is used. A value that does not fit its
field is kept in the note and reported; nothing that somebody wrote is dropped.
"""

from __future__ import annotations

import datetime
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from guide.problems import Problem, ProblemsError
from guide.spreadsheets import (
    DATE_ROW,
    DATES,
    FIELDS,
    FIRST_LABEL_ROW,
    FORMAT,
    HEADER_ROW,
    HIDDEN,
    NAME_ROW,
    VERSION,
)  # fmt: skip
from guide.yamlfile import Located, validate

MAX_BYTES = 5_000_000
MAX_UNPACKED = 10_000_000
MAX_ROWS = 500
ITEM_ID = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,3}\.\d{1,4}")
EDITION = re.compile(r"[0-9]{1,6}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Assessment = dict[str, Any]


def read_assessments(path: Path) -> tuple[list[Assessment], list[Problem], str]:
    """Return the assessments of a file, what was moved to notes, and the language of the file ('' if unknown).

    Raise ProblemsError when the file cannot be used at all.
    """
    name = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refusal(name, f"is larger than {MAX_BYTES:,} bytes")
        raw = path.read_bytes()
    except OSError as error:
        raise _refusal(name, f"cannot be read: {error.strerror}") from error
    if raw.startswith(b"PK"):
        return _read_spreadsheet(path, name)
    return _read_json(raw, name), [], ""


def _refusal(name: str, message: str) -> ProblemsError:
    return ProblemsError([Problem(name, 0, message)])


def _read_json(raw: bytes, name: str) -> list[Assessment]:
    try:
        content = json.loads(raw.decode("utf-8-sig"))
        # JSON can name halves of a character, which no report could be written with.
        content = json.loads(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise _refusal(name, "is neither a spreadsheet nor a saved assessment of this guide") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _refusal(name, "is not a saved assessment of this guide")
    if isinstance(content.get("version"), int) and content["version"] > VERSION:
        raise _refusal(name, "was written by a newer edition of this guide; take that edition to read it")
    if problems := validate(Located(content, name), "assessment"):
        raise ProblemsError(problems)
    if not content["assessments"]:
        raise _refusal(name, "holds no assessment")
    return list(content["assessments"])


def _read_spreadsheet(path: Path, name: str) -> tuple[list[Assessment], list[Problem], str]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise _refusal(name, "unpacks to far more than a checklist; it was not opened")
        book = load_workbook(path, data_only=True)
        hidden = book[HIDDEN]
        sheet = next(sheet for sheet in book.worksheets if sheet.title != HIDDEN)
    except ProblemsError:
        raise
    # openpyxl raises many kinds of error for files that only look like workbooks.
    except (InvalidFileException, zipfile.BadZipFile, KeyError, StopIteration, ValueError, TypeError, OSError,
            AttributeError, SyntaxError) as error:  # fmt: skip
        raise _refusal(name, "is not a checklist spreadsheet of this guide") from error
    facts = {_text(key): _text(value) for key, value in hidden.iter_rows(max_col=2, max_row=40, values_only=True)}
    if facts.get(FORMAT) != str(VERSION) or not EDITION.fullmatch(facts.get("edition", "")):
        raise _refusal(name, "is not a checklist spreadsheet of this guide")
    codes = {_text(label).casefold(): _text(code) for code, label in
             hidden.iter_rows(min_row=FIRST_LABEL_ROW, max_row=40, max_col=2, values_only=True) if code}  # fmt: skip
    problems: list[Problem] = []
    assessment: Assessment = {
        "checklist": facts.get("checklist", ""),
        "edition": int(facts["edition"]),
        "name": _text(sheet[f"C{NAME_ROW}"].value)[:300],
        "date": _day(sheet[f"C{DATE_ROW}"].value),
        "items": [],
        "answers": {},
    }
    for row in range(HEADER_ROW + 1, min(sheet.max_row, MAX_ROWS) + 1):
        item = _text(sheet[f"A{row}"].value)
        if ITEM_ID.fullmatch(item):
            assessment["items"].append(item)
            answer, lost = _answer(sheet, row, codes)
            problems += [Problem(name, row, f"{item}: {words}; kept in the note") for words in lost]
            if any(answer.values()):
                assessment["answers"][item] = answer
    return [assessment], problems, facts.get("locale", "")


def _answer(sheet: Any, row: int, codes: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return what a row holds; an answer or date that cannot be read goes to the note."""
    values = {field: sheet[f"{column}{row}"].value for field, column in FIELDS.items()}
    answer = {field: _day(value) if field in DATES else _text(value) for field, value in values.items()}
    lost = []
    if answer["answer"]:
        word = answer["answer"]
        answer["answer"] = codes.get(word.casefold(), word if word in codes.values() else "")
        if not answer["answer"]:
            lost.append(f'"{word}" is not one of the answers')
    for field in DATES:
        if _text(values[field]) and not answer[field]:
            lost.append(f'"{_text(values[field])}" is not a date')
    answer["note"] = "\n".join([*filter(None, [answer["note"]]), *lost])
    return answer, lost


def _text(value: Any) -> str:
    """Return a cell's value as text; dates as YYYY-MM-DD, whole numbers without a point."""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()[:5000]


def _day(value: Any) -> str:
    """Return a day as YYYY-MM-DD, or '' for anything else."""
    text = _text(value)
    if not DAY.fullmatch(text):
        return ""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
