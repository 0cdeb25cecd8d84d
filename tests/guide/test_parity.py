"""A translation and its source: what must be the same, and when the source may differ without blame."""

from __future__ import annotations

import pytest

from guide.checks import run_checks
from guide.site import load_site
from guide.translations import digests, write_lock
from guide.wordforms import fold, pattern
from tests.small import RATIFY, RATIFY_FR

PAGE = "legislate/ratify.md"


def accept(root):
    site = load_site(root)
    write_lock(root, "fr", digests(site.pages[PAGE]))


def problems(root):
    return [str(problem) for problem in run_checks(load_site(root))]


def test_an_editor_of_the_english_need_not_change_the_translations(make_guide):
    root = make_guide()
    accept(root)
    changed = RATIFY.replace("Article 34 protects", "Articles 34 and 35 of 1989 protect").replace(
        "See [the", "See the ["
    )
    changed += "\n## New { #new }\n\nA section that no translation has.\n"
    (root / "docs" / PAGE).write_text(changed, encoding="utf-8")
    assert problems(root) == []


def test_a_section_taken_out_of_the_english_may_stay_in_a_translation(make_guide):
    root = make_guide()
    accept(root)
    (root / "docs" / PAGE).write_text(RATIFY.partition("## What is asked")[0], encoding="utf-8")
    assert problems(root) == []


def test_a_fault_in_a_section_that_has_not_changed_is_found_although_another_has(make_guide):
    root = make_guide()
    accept(root)
    (root / "docs" / PAGE).write_text(RATIFY.replace("See [the list]", "Read [the list]"), encoding="utf-8")
    (root / "translations/fr" / PAGE).write_text(RATIFY_FR.replace("34 protège", "43 protège"), encoding="utf-8")
    assert problems(root) == [
        "translations/fr/legislate/ratify.md:12: has the number 43, which docs/legislate/ratify.md:13 has not",
        "translations/fr/legislate/ratify.md:12: lacks the number 34 of docs/legislate/ratify.md:13",
    ]


def test_the_place_of_a_citation_may_be_in_words_of_the_language(make_guide):
    arabic = RATIFY_FR.replace("art. 34]", "المادة 34]")
    assert problems(make_guide({"translations/fr/legislate/ratify.md": arabic})) == []


def test_words_in_code_may_be_translated_and_names_may_not(make_guide):
    english = RATIFY.replace("Opening words.", "Fill `[square bracket]` and run `guide`.")
    files = {
        f"docs/{PAGE}": english,
        f"translations/fr/{PAGE}": RATIFY_FR.replace("Premiers mots.", "Remplir `[crochet]` et lancer `guide`."),
    }
    assert problems(make_guide(files)) == []
    files[f"translations/fr/{PAGE}"] = RATIFY_FR.replace("Premiers mots.", "Remplir `[crochet]` et lancer `guida`.")
    assert problems(make_guide(files)) == [
        f"translations/fr/{PAGE}:8: has the code `guida`, which docs/{PAGE}:9 has not",
        f"translations/fr/{PAGE}:8: lacks the code `guide` of docs/{PAGE}:9",
    ]


def test_a_form_to_avoid_may_stand_inside_a_longer_recommended_term(make_guide):
    terms = 'a: {source: word, term: "terme", avoid: ["mots"]}\nb: {source: opening, term: "premiers mots"}\n'
    assert problems(make_guide({"translations/fr/terms.yml": terms})) == []


@pytest.mark.parametrize(
    "text",
    ["منصة", "المنصة", "والمنصة", "بالمنصة", "للمنصة", "وللمنصة", "كمنصة", "فبالمنصة", "لمنصة", "ومَنَصّة", "المنـصة"],
)
def test_arabic_forms_are_found_with_what_is_attached_to_them(text):
    assert pattern("منصة").search(fold(f"قالت {text} أمس"))


@pytest.mark.parametrize("text", ["منصات", "قمنصة", "منصةb"])
def test_other_arabic_words_are_not_taken_for_the_form(text):
    assert not pattern("منصة").search(fold(f"قالت {text} أمس"))


def test_each_word_of_an_arabic_form_may_carry_the_article():
    assert pattern("مواد إباحية").search(fold("عن المواد الإباحية"))
    assert pattern("المواد الإباحية").search(fold("للمواد الاباحية"))


def test_a_discouraged_arabic_form_with_a_prefix_is_refused(make_guide):
    glossary = 'csam: {term: "مواد الاعتداء", discouraged: [{form: "مواد إباحية", use: "مواد الاعتداء"}]}\n'
    page = RATIFY_FR.replace("Premiers mots.", "انتشار للمواد الإباحية.")
    root = make_guide({"translations/ar/data/glossary.yml": glossary, "translations/ar/legislate/ratify.md": page})
    assert [problem for problem in problems(root) if "discouraged" in problem] == [
        'translations/ar/legislate/ratify.md:8: "مواد إباحية" is discouraged; write "مواد الاعتداء" '
        "(the title of a law or treaty stands in *italics*)"
    ]


def test_a_sentence_that_is_still_english_is_named(make_guide):
    sentence = "What each step towards a treaty asks of a parliament today."
    files = {
        f"docs/{PAGE}": RATIFY.replace("Opening words.", sentence),
        f"translations/fr/{PAGE}": RATIFY_FR.replace("Premiers mots.", sentence),
    }
    assert problems(make_guide(files)) == [
        f"translations/fr/{PAGE}:8: is still the text of docs/{PAGE}:9; translate it"
    ]
