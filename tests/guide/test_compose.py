"""Composing a page: macros, citations, links both ways, notices; a pure function of the site."""

from __future__ import annotations

import re

import pytest

from guide.compose import compose, page_status
from guide.composefolder import write_composed
from guide.site import load_site
from guide.translationaccept import accept
from tests.small import RATIFY, RATIFY_FR

PAGE = "legislate/ratify.md"


def test_figures_are_written_as_the_language_writes_them(small_site):
    assert '20,500,000 <span class="as-of">(2024)</span>' in compose(small_site, PAGE, "en").markdown
    french = compose(small_site, PAGE, "fr").markdown
    assert re.search("20[\u202f\u00a0]500[\u202f\u00a0]000", french)


def test_citations_become_numbered_notes_with_the_full_reference(small_site):
    text = compose(small_site, PAGE, "en").markdown
    assert "children.[^1]" in text
    note = next(line for line in text.splitlines() if line.startswith("[^1]:"))
    for part in (
        "United Nations",
        "Convention on the Rights of the Child",
        "20 November 1989",
        "art. 34",
        "https://www.ohchr.org/",
    ):
        assert part in note


def test_one_source_with_two_places_gives_two_notes_and_the_same_place_one(make_guide):
    text = RATIFY + "\nAgain.[@un-crc, art. 34] Other.[@un-crc, art. 35]\n"
    site = load_site(make_guide({"docs/legislate/ratify.md": text}))
    composed = compose(site, PAGE, "en").markdown
    assert "Again.[^1]" in composed
    assert composed.count("art. 35.") == 1


def test_a_figure_brings_its_source_when_the_page_does_not_cite_it(make_guide):
    text = RATIFY.replace("[@un-crc, art. 34]", "")
    site = load_site(make_guide({"docs/legislate/ratify.md": text}))
    assert "</span>[^1]" in compose(site, PAGE, "en").markdown


def test_untranslated_page_is_english_marked_and_announced_in_the_readers_language(make_guide):
    root = make_guide()
    strings = root / "translations/ar/strings.yml"
    strings.write_text(strings.read_text().replace("Not yet translated", "لم تُترجم بعد"), encoding="utf-8")
    composed = compose(load_site(root), PAGE, "ar")
    assert composed.status.state == "missing"
    assert composed.markdown.startswith('!!! warning "لم تُترجم بعد"')
    assert '<div lang="en" dir="ltr" class="other-language" markdown="1">' in composed.markdown


def test_translation_is_a_draft_with_every_section_changed_until_accepted(make_guide):
    root = make_guide()
    status = page_status(load_site(root), PAGE, "fr")
    assert (status.state, [section.id for section in status.changed]) == ("draft", ["top", "one-minute", "asked"])
    accept(load_site(root), "fr", [PAGE])
    assert page_status(load_site(root), PAGE, "fr").changed == ()


def test_an_edit_makes_only_its_section_stale(make_guide):
    root = make_guide()
    accept(load_site(root), "fr", [PAGE])
    page = root / "docs" / PAGE
    page.write_text(page.read_text().replace("See [the list]", "Look at [the list]"), encoding="utf-8")
    site = load_site(root)
    assert [section.id for section in page_status(site, PAGE, "fr").changed] == ["asked"]
    assert "The source text (anglais) has changed since" in compose(site, PAGE, "fr").markdown


def test_reflowing_a_paragraph_makes_nothing_stale(make_guide):
    root = make_guide()
    accept(load_site(root), "fr", [PAGE])
    page = root / "docs" / PAGE
    page.write_text(page.read_text().replace("See [the list]", "See\n[the list]"), encoding="utf-8")
    assert page_status(load_site(root), PAGE, "fr").changed == ()


def test_reviewed_translation_names_its_reviewer(make_guide):
    text = RATIFY_FR.replace("{status: draft}", "{status: reviewed, reviewer: A. Lectrice, reviewed: 2026-11-20}")
    composed = compose(load_site(make_guide({"translations/fr/legislate/ratify.md": text})), PAGE, "fr")
    assert composed.status.state == "reviewed"
    assert "A. Lectrice" in composed.markdown


def test_links_go_both_ways_between_page_provision_and_checklist(small_site):
    page = compose(small_site, PAGE, "en").markdown
    assert "[Child](provisions/mp-01-child.md)" in page
    assert "[CL-01.1](../oversee/checklists/cl-01-ratification.md#cl-01-1)" in page
    provision = compose(small_site, "legislate/provisions/mp-01-child.md", "en").markdown
    assert "[Ratify](../ratify.md)" in provision
    assert "[CL-01.1](../../oversee/checklists/cl-01-ratification.md#cl-01-1)" in provision
    checklist = compose(small_site, "oversee/checklists/cl-01-ratification.md", "en").markdown
    assert "MP-01 [Child](../../legislate/provisions/mp-01-child.md)" in checklist


def test_checklist_codes_become_names(small_site):
    text = compose(small_site, "oversee/checklists/cl-01-ratification.md", "en").markdown
    assert "Ministry of foreign affairs" in text
    assert "[Convention on the Rights of the Child](../../reference/instruments.md#crc) 34" in text
    assert "`foreign`" not in text


def test_resolution_page_shows_where_each_paragraph_is_answered(small_site):
    text = compose(small_site, "reference/resolution.md", "en").markdown
    block = text.split("{ #r2 }")[1].split("###")[0]
    assert "[Ratify](../legislate/ratify.md)" in block
    assert "[CL-01.1](../oversee/checklists/cl-01-ratification.md#cl-01-1)" in block


def test_composing_twice_gives_the_same_text(make_guide):
    root = make_guide()
    first, second = load_site(root), load_site(root)
    for path in first.pages:
        assert compose(first, path, "ar") == compose(second, path, "ar")


def test_composed_folder_appears_whole_or_not_at_all(make_guide, tmp_path, monkeypatch):
    site = load_site(make_guide())
    target = tmp_path / "out"
    monkeypatch.setattr("guide.composefolder._settings", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_composed(site, "fr", target)
    assert not target.exists() and not (tmp_path / ".out.new").exists()
