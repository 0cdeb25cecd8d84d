"""The real guide, built once for all tests of the built site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from engine.build import build_site_if_changed
from tests.conftest import REPOSITORY


@dataclass(frozen=True)
class BuiltPage:
    """An HTML file of the built site: its language, its folder address below it, its text."""

    locale: str
    url: str
    file: Path

    @cached_property
    def html(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "lxml")

    def __str__(self) -> str:
        return f"{self.locale}/{self.url}"


@pytest.fixture(scope="session")
def site_dir() -> Path:
    build_site_if_changed(REPOSITORY)
    return REPOSITORY / "site"


@pytest.fixture(scope="session")
def built_pages(site_dir: Path, real_site) -> list[BuiltPage]:
    """Every page of every language."""
    found = []
    for locale in real_site.config.locales:
        for page in real_site.pages.values():
            found.append(BuiltPage(locale, page.url, site_dir / locale / page.url / "index.html"))
    return found
