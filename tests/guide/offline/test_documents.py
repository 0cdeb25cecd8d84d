"""Which documents a language has, and their names: stable, like those of the spreadsheets."""

from __future__ import annotations

import pytest

from guide.checklist_view import spreadsheet_name
from guide.offline.documents import KINDS, WEB_ONLY, documents
from guide.problems import ProblemsError


def test_every_part_region_and_checklist_of_the_source_language_is_a_document(real_site):
    found = {document.name: document for document in documents(real_site, "en")}
    assert next(iter(found)) == "guide"
    assert {document.kind for document in found.values()} == set(KINDS)
    for region in real_site.english.regions:
        assert f"region-{region}" in found
    slugs = {document.pages: document.slug for document in found.values() if document.kind == "checklist"}
    for page in real_site.of_kind("checklist"):
        assert spreadsheet_name(page) == f"downloads/checklist-{slugs[(page.path,)]}.xlsx"
    parts = [section for section in real_site.navigation if section.children]
    assert len([name for name in found if name.startswith("part-")]) == len(parts)


def test_the_whole_guide_holds_every_page_but_those_for_the_web_alone(real_site):
    guide = documents(real_site, "en")[0]
    assert set(guide.pages) == set(real_site.pages) - set(WEB_ONLY)
    assert len(guide.pages) == guide.total


def test_a_regional_edition_holds_chapter_subchapters_checklist_and_practices_of_its_region(real_site):
    edition = next(document for document in documents(real_site, "en") if document.name == "region-african")
    practices = {page.path for page in real_site.of_kind("practice") if page.meta["region"] == "african"}
    assert practices
    expected = {"regions/african.md", "regions/african/west-africa.md", "oversee/checklists/rc-african.md"}
    assert set(edition.pages) == expected | practices


def test_a_document_holds_only_pages_written_in_its_language(small_site):
    guide, *others = documents(small_site, "fr")
    assert guide.pages == ("legislate/ratify.md",)
    assert guide.total == len(small_site.pages)
    assert [document.name for document in others] == ["part-legislate"]
    root = guide.tree[0]
    assert (root.path, root.is_written) == ("legislate/index.md", False), "the part's title stands above its pages"


def test_a_language_without_pages_has_no_documents_and_an_unknown_one_is_refused(small_site):
    assert documents(small_site, "ar") == []
    with pytest.raises(ProblemsError, match='"xx" is not listed'):
        documents(small_site, "xx")


def test_names_carry_the_edition_where_asked(small_site):
    assert documents(small_site, "fr")[0].edition_name == f"guide-{small_site.config.edition}"
