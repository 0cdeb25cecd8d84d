"""Terms and titles in every language, side by side, and the terms as a file for translation tools."""

from __future__ import annotations

from guide.cli import main
from guide.compose import compose
from guide.site import load_site
from tests.small import GLOSSARY, INSTRUMENTS

FRENCH = 'csam: {term: "matériel d’abus", definition: "Ce qui montre un abus.", recommended: ["autre mot"], discouraged: [{form: "mot à éviter", use: "matériel d’abus", why: "Il cache l’abus."}]}\n'
TERMS = 'bill: {source: "bill", term: "projet de loi", avoid: ["bulletin"], note: "du gouvernement"}\n'


def glossary_page(root, locale):
    return compose(load_site(root), "reference/glossary.md", locale).markdown


def test_a_term_stands_beside_its_equivalents_with_language_and_direction(make_guide):
    root = make_guide(
        {"translations/fr/data/glossary.yml": FRENCH, "translations/ar/data/glossary.yml": 'csam: {term: "مواد"}\n'}
    )
    page = glossary_page(root, "en")
    assert (
        '<div class="pair"><dt lang="fr" dir="ltr">Français</dt><dd lang="fr" dir="ltr">matériel d’abus</dd></div>'
        in page
    )
    assert '<dd lang="ar" dir="rtl">مواد</dd>' in page
    assert 'lang="en"' not in page


def test_an_equivalent_serves_where_a_language_has_no_glossary_of_its_own(make_guide):
    glossary = GLOSSARY + "  equivalents: {ar: مواد}\n"
    assert '<dd lang="ar" dir="rtl">مواد</dd>' in glossary_page(make_guide({"docs/data/glossary.yml": glossary}), "en")


def test_each_term_carries_recommended_and_discouraged_words_and_its_source(make_guide):
    root = make_guide({"docs/data/glossary.yml": GLOSSARY + "  recommended: [other word]\n"})
    page = glossary_page(root, "en")
    assert "### child sexual abuse material { #csam }" in page
    assert "abuse of a child.[^1]" in page
    assert "- Also used: other word\n- Avoid: *child pornography* — It hides the abuse." in page


def test_a_term_without_a_source_is_the_guides_own(make_guide):
    page = glossary_page(make_guide({"docs/data/glossary.yml": GLOSSARY.replace("  source: un-crc\n", "")}), "en")
    assert "abuse of a child. Definition of this guide." in page


def test_an_instrument_shows_its_title_in_the_other_languages(make_guide):
    own = 'crc: {title: "Convention relative aux droits de l’enfant", short: "CDE"}\n'
    root = make_guide({"translations/fr/data/instruments.yml": own, "docs/data/instruments.yml": INSTRUMENTS})
    page = compose(load_site(root), "reference/instruments.md", "en").markdown
    assert '- Français: <span lang="fr" dir="ltr">Convention relative aux droits de l’enfant</span>' in page


def test_terms_are_written_for_translation_tools(make_guide, capsys):
    root = make_guide({"translations/fr/data/glossary.yml": FRENCH, "translations/fr/terms.yml": TERMS})
    assert main(["--root", str(root), "translations", "terms", "fr"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "child sexual abuse material\tmatériel d’abus\t≠ mot à éviter",
        "bill\tprojet de loi\tdu gouvernement ≠ bulletin",
    ]


def test_english_has_no_terms_to_translate_into(make_guide, capsys):
    assert main(["--root", str(make_guide()), "translations", "terms", "en"]) == 1
    assert "a language that is translated into" in capsys.readouterr().out
