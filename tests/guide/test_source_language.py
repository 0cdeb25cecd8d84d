"""A chapter may be written first in any language; the English, when it comes, is a translation of it."""

from __future__ import annotations

import pytest

from guide.checks import run_checks
from guide.compose import compose, page_status
from guide.site import load_site
from guide.translationaccept import accept
from guide.translationstatus import status_lines
from guide.view import page_view
from tests.regional import regional_files

PATH = "regions/african/afrique-centrale.md"
FRENCH = """\
---
title: Afrique centrale
description: Ce que les parlements d’Afrique centrale peuvent faire.
source_language: fr
paragraphs: [R13]
region: african
reviewed: 2026-11-01
---

Premiers mots.[@un-crc]

## En bref { #glance }

Voir [le groupe africain](../african.md).
"""
ENGLISH = """\
---
title: Central Africa
description: What the parliaments of Central Africa can do.
translation: {status: draft}
---

First words.[@un-crc]

## At a glance { #glance }

See [the African Group](../african.md).
"""


@pytest.fixture
def files():
    return regional_files() | {f"translations/fr/{PATH}": FRENCH}


def test_a_chapter_first_written_in_french_is_a_page_in_every_language(files, make_guide):
    site = load_site(make_guide(files))
    assert [str(problem) for problem in run_checks(site)] == []
    french, english, arabic = (compose(site, PATH, locale) for locale in ("fr", "en", "ar"))
    assert (french.status.state, french.locale) == ("source", "fr")
    assert "Not yet translated" not in french.markdown
    assert "You are reading it in French." in english.markdown
    assert '<div lang="fr" dir="ltr" class="other-language" markdown="1">' in english.markdown
    assert "الفرنسية" in arabic.markdown, "the language is named as the reader's language calls it"


def test_it_stands_below_its_region_without_any_change_of_code(files, make_guide):
    site = load_site(make_guide(files))
    region = next(entry for top in site.navigation for entry in top.walk() if entry.path == "regions/african.md")
    assert [child.path for child in region.children] == [PATH]


def test_the_english_is_then_the_translation(files, make_guide):
    root = make_guide(files | {f"docs/{PATH}": ENGLISH})
    site = load_site(root)
    assert [str(problem) for problem in run_checks(site)] == []
    english = compose(site, PATH, "en")
    assert (english.locale, english.title, english.status.state) == ("en", "Central Africa", "draft")
    assert "Draft translation" in english.markdown
    assert "Nobody has yet compared it with the source text (French)" in english.markdown
    assert compose(site, PATH, "fr").status.state == "source"
    assert "You are reading it in English." in compose(site, PATH, "ar").markdown.replace("الإنجليزية", "English")
    accept(site, "en", [PATH])
    assert page_status(load_site(root), PATH, "en").changed == ()
    assert any(line.startswith("en: ") for line in status_lines(load_site(root)))


def test_the_language_menu_says_in_which_language_the_text_is(files, make_guide):
    site = load_site(make_guide(files))
    languages = {one["locale"]: one for one in page_view(site, "en", compose(site, PATH, "en"))["languages"]}
    assert (languages["fr"]["translated"], languages["ar"]["translated"]) == (True, False)
    assert languages["ar"]["shown_in"] == "French"


def test_two_first_texts_are_refused(files, make_guide):
    files |= {f"docs/{PATH}": FRENCH.replace("source_language: fr\n", "")}
    assert (
        f"translations/fr/{PATH}:4: says that this page was first written in fr, but docs/{PATH} is a first text too; "
        "give one of them source_language and translation: {status: draft}"
    ) in map(str, run_checks(load_site(make_guide(files))))


def test_a_translation_that_names_another_first_language_is_refused(files, make_guide):
    files |= {f"docs/{PATH}": ENGLISH.replace("translation:", "source_language: ar\ntranslation:")}
    assert f'docs/{PATH}:4: source_language: is "ar", but translations/fr/{PATH} is written in fr'.replace(
        "source_language: is", "is"
    ) in map(str, run_checks(load_site(make_guide(files))))


def test_a_french_page_that_forgets_source_language_is_told_so(files, make_guide):
    files |= {f"translations/fr/{PATH}": FRENCH.replace("source_language: fr\n", "")}
    assert any(
        problem.startswith(f"translations/fr/{PATH}:0: translates a page that does not exist")
        and problem.endswith("if it is first written here, add source_language: fr")
        for problem in map(str, run_checks(load_site(make_guide(files))))
    )
