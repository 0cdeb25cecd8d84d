"""Numbers in prose: the same figure in any language's writing is the same, a wrong one is not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from guide.checks.parity import compare as compare_pages
from guide.figures import differences, figures, said


def compare(english: str, other: str, locale: str) -> tuple[list[str], list[str]]:
    """Return (numbers lacking, numbers too many) of a translation of an English sentence."""
    source, translation = figures([(1, english)], "en"), figures([(1, other)], locale)
    lacking, extra = differences(source, translation, lambda: said(english, "en", locale))
    return [figure.written for figure in lacking], [figure.written for figure in extra]


@pytest.mark.parametrize(
    ("english", "locale", "other"),
    [
        ("1,234.5 reports", "fr", "1\u00a0234,5 signalements"),
        ("1,234.5 reports", "fr", "1\u202f234,5 signalements"),
        ("20,500 reports", "es", "20.500 denuncias"),
        ("20,500 reports", "es", "20 500 denuncias"),
        ("1.2 per cent", "pt", "1,2 por cento"),
        ("20,500 reports", "ar", "20,500 بلاغ"),
        ("20,500 reports of 2024", "ar", "٢٠٬٥٠٠ بلاغ في ٢٠٢٤"),
        ("2 million children", "es", "2 millones de niños"),
        ("3 million files", "zh", "300万个文件"),
        ("EGP 51 million to 55.16 million", "es", "de 51 a 55,16 millones de libras"),
        ("2 billion dollars", "es", "2.000 millones de dólares"),
        ("on 1 January 2026", "fr", "le 1er janvier 2026"),
        ("on 10 February 2026", "zh", "2026年2月10日"),
        ("within 3 months", "fr", "dans les trois mois"),
        ("within three months", "fr", "dans les 3 mois"),
        ("forty ratifications", "fr", "40 ratifications"),
        ("forty-two States", "es", "42 Estados"),
        ("a 24/7 contact point", "fr", "un point de contact ouvert 24 heures sur 24, 7 jours sur 7"),
        ("a 24/7 contact point", "ar", "جهة اتصال على مدار الساعة"),
        ("call 116 111", "fr", "appelez le 116 111"),
        ("the years 2019–20", "fr", "les années 2019-2020"),
        ("Law 15.211", "fr", "la loi 15.211"),
        ("R7 and 4(2)", "ar", "الفقرة R7 و4(2)"),
        ("child in danger", "es", "menor de 18 años en peligro"),
        ("suspended that October, in force 2025", "ar", "عُلّق في أكتوبر 2025 ونفذ في 2025"),
        ("ILO Convention C182", "ar", "اتفاقية العمل الدولية رقم 182"),
        ("its 44th session", "ar", "دورته الرابعة والأربعين"),
        ("edition 2026.11", "fr", "édition 2026.11"),
        ("someone under 18", "ar", "من هو دون الثامنة عشرة"),
    ],
)
def test_the_same_number_in_another_languages_writing_is_accepted(english, locale, other):
    assert compare(english, other, locale) == ([], [])


@pytest.mark.parametrize(
    ("english", "locale", "other"),
    [
        ("1,200 reports", "es", "1,200 denuncias"),  # a comma is a decimal sign in Spanish
        ("1.2 per cent", "fr", "12 pour cent"),
        ("within 3 months", "fr", "dans les 6 mois"),
        ("under 18", "fr", "moins de 16 ans"),
        ("in 2024", "ar", "في ٢٠٢٥"),
        ("115 votes", "fr", "une majorité"),
        ("the law", "fr", "la loi de 1998"),
        ("2 million", "es", "2 mil"),
        ("articles 14 and 15", "fr", "les articles 14 et 16"),
        ("call 116 111", "fr", "appelez le 116 000"),
    ],
)
def test_a_wrong_number_is_found(english, locale, other):
    lacking, extra = compare(english, other, locale)
    assert lacking or extra


def test_most_changes_of_a_single_digit_in_the_real_translations_are_found(real_site):
    """Every number of more than one digit, raised by one in turn, in the French pages of one part."""
    tried = found = 0
    for path in ("legislate/ratify.md", "protect/hotlines.md"):
        source, page = real_site.pages[path], real_site.translations["fr"][path]
        assert list(compare_pages(source, page)) == []
        for match in re.finditer(r"(?<![\w#./-])\d{2,4}(?![\w./-])", page.body):
            changed = page.body[: match.start()] + str(int(match[0]) + 1) + page.body[match.end() :]
            tried += 1
            found += bool(list(compare_pages(source, replace(page, body=changed))))
    assert tried > 60
    assert found / tried > 0.95
