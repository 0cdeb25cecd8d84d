"""The documents of the real guide, made once for all tests that read them (at once when nothing has changed)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from guide.offline.build import CACHE
from guide.offline.store import DOWNLOADS, published
from tests.conftest import REPOSITORY


@dataclass(frozen=True)
class Made:
    """A document as it was made: what the list of downloads says of it, its file, the HTML that it was made from."""

    entry: dict[str, Any]

    @property
    def locale(self) -> str:
        return str(self.entry["locale"])

    @property
    def file(self) -> Path:
        return REPOSITORY / "site" / self.locale / DOWNLOADS / str(self.entry["name"])

    @property
    def html(self) -> Path:
        return REPOSITORY / CACHE / self.locale / f"{self.file.name}.html"

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(self.file)

    def __str__(self) -> str:
        return f"{self.locale}/{self.file.name}"


@pytest.fixture(scope="session")
def made(offline_files: None) -> list[Made]:
    """Every PDF of every language."""
    found = []
    for folder in sorted((REPOSITORY / "site").glob(f"*/{DOWNLOADS}")):
        found += [Made(entry) for entry in published(folder.parent) if str(entry["name"]).endswith(".pdf")]
    return found


@pytest.fixture(scope="session")
def forms(made: list[Made]) -> list[Made]:
    return [document for document in made if document.entry["kind"] == "checklist"]
