"""The archive to unzip: links that open from the disk, and the same bytes for the same files."""

from __future__ import annotations

import pytest

from guide.offline.archive import name_the_files
from guide.offline.listing import megabytes, replace_list
from guide.reproducible import zip_bytes


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("../ratify/", "../ratify/index.html"),
        ("../../", "../../index.html"),
        ("..", "../index.html"),
        ("../ratify/#asked", "../ratify/index.html#asked"),
        ("#asked", "#asked"),
        ("/en/", "/en/"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("../../downloads/checklist.xlsx", "../../downloads/checklist.xlsx"),
    ],
)
def test_a_link_to_a_folder_names_the_file_in_it(written: str, named: str):
    assert name_the_files(f'<a class="x" href="{written}">x</a>') == f'<a class="x" href="{named}">x</a>'


def test_the_same_files_in_another_order_give_the_same_archive(monkeypatch):
    files = [("b.html", b"two"), ("a.html", b"one")]
    first = zip_bytes(files)
    assert first == zip_bytes(reversed(files))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert first != zip_bytes(files), "the date of its entries is SOURCE_DATE_EPOCH"


def test_the_list_takes_the_place_of_what_stood_there_each_time():
    page = '<p>a</p><div data-downloads lang="fr" dir="ltr">\n<p>not made</p>\n</div><p>b</p>'
    listed = '<div class="table"><table>\n</table></div>\n<p>list</p>'
    once = replace_list(page, listed)
    assert once == '<p>a</p><div data-downloads lang="fr" dir="ltr">\n' + listed + "\n</div><p>b</p>"
    assert replace_list(once, listed) == once


@pytest.mark.parametrize(("locale", "written"), [("en", "1.2 MB"), ("fr", "1,2 Mo"), ("ar", "1.2"), ("zh", "1.2 MB")])
def test_sizes_are_written_as_the_language_writes_them(locale: str, written: str):
    assert written in megabytes(1_234_567, locale).replace("\u00a0", " ").replace("\u202f", " ")
