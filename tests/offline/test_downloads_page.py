"""The page that lists the documents, after they were made."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from guide.offline import build
from guide.offline.store import published
from tests.conftest import LOCALES, REPOSITORY

PAGE = "reference/downloads/index.html"


@pytest.mark.parametrize("locale", LOCALES)
def test_each_file_is_listed_once_with_its_checksum(made, locale):
    folder = REPOSITORY / "site" / locale
    page = BeautifulSoup((folder / PAGE).read_bytes(), "lxml")
    listed = {
        row.a["href"].rpartition("/")[2]: row.select_one(".checksum code").text
        for row in page.select(".files tbody tr")
    }
    files = published(folder)
    assert len(page.select(".files tbody tr")) == len(files) > 0
    assert listed == {entry["name"]: entry["sha256"] for entry in files}


def test_a_second_run_finds_nothing_to_do(made, monkeypatch):
    def load(_):
        raise AssertionError("the guide was read though nothing has changed")

    pages = [REPOSITORY / "site" / locale / PAGE for locale in LOCALES]
    before = [page.read_bytes() for page in pages]
    monkeypatch.setattr(build, "load_site", load)
    assert build.build_offline(REPOSITORY) == 0
    assert [page.read_bytes() for page in pages] == before
