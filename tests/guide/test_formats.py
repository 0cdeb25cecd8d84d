"""Numbers, dates, lists, plural forms and quotation marks as each language writes them."""

from __future__ import annotations

import re

import pytest
from babel import Locale

from guide.checks import run_checks
from guide.context import counted
from guide.due import due_dates
from guide.formats import browser_locale, format_date, format_value
from guide.plurals import categories, category
from guide.site import load_site

LOCALES = ("ar", "en", "es", "fr", "pt", "ru", "zh")
FORMS = {
    "ar": ("zero", "one", "two", "few", "many", "other"), "en": ("one", "other"), "es": ("one", "many", "other"),
    "fr": ("one", "many", "other"), "pt": ("one", "many", "other"), "ru": ("one", "few", "many", "other"),
    "zh": ("other",),
}  # fmt: skip
# Opening and closing marks of the language's quotations; the straight mark belongs to none.
QUOTES = {"en": "“”", "fr": "«»“”", "es": "«»“”", "ar": "«»", "pt": "“”«»", "ru": "«»„“", "zh": "“”‘’《》"}


@pytest.mark.parametrize("locale", LOCALES)
def test_each_language_has_the_plural_categories_of_cldr(locale):
    assert categories(locale) == FORMS[locale]


@pytest.mark.parametrize(
    ("locale", "count", "shown"),
    [
        ("en", 1, "1 body"), ("en", 2, "2 bodies"), ("fr", 0, "0 organe"), ("fr", 2, "2 organes"),
        ("ar", 0, "لا هيئات"), ("ar", 1, "هيئة واحدة"), ("ar", 2, "هيئتان"), ("ar", 5, "5 هيئات"), ("ar", 11, "11 هيئة"),
        ("ru", 1, "1 орган"), ("ru", 3, "3 органа"), ("ru", 5, "5 органов"), ("ru", 21, "21 орган"), ("zh", 7, "7 个机构"),
    ],
)  # fmt: skip
def test_a_number_takes_its_plural_form(real_site, locale, count, shown):
    assert counted(real_site.data[locale].strings, "region.counts.bodies", count, locale) == shown


@pytest.mark.parametrize("locale", LOCALES)
def test_every_string_with_plural_forms_has_each_of_them(real_site, locale):
    strings = real_site.data[locale].strings
    keys = {key.partition("#")[0] for key in strings if "#" in key}
    assert keys
    for key in keys:
        assert {one.partition("#")[2] for one in strings if one.startswith(f"{key}#")} >= set(FORMS[locale])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('one: "{count} body", ', ""), 'string "region.counts.bodies" lacks the plural form "one" (one, many, other)'),
        (('many: "{count} bodies", ', ""), 'lacks the plural form "many" (one, many, other)'),
        (("one:", "ones:"), '"ones" is no plural form of fr (did you mean "one"?)'),
        (('other: "{count} bodies"', 'other: "bodies"'), 'string "region.counts.bodies" lacks {count} in the form "other"'),
        (('{one: "{count} body", many: "{count} bodies", other: "{count} bodies"}', '"{count} bodies"'), 'string "region.counts.bodies" has plural forms in English'),
        (("region.counts.bodies:", "region.counts.body:"), 'interface string "region.counts.bodies" is missing (English: "{count} bodies")'),
    ],
    ids=["one", "many", "unknown", "no number", "no forms", "missing"],
)  # fmt: skip
def test_a_plural_form_that_is_missing_or_wrong_is_an_error(make_guide, change, said):
    from tests.small import small_files

    strings = small_files()["translations/fr/strings.yml"]
    assert change[0] in strings
    root = make_guide({"translations/fr/strings.yml": strings.replace(*change)})
    assert any(said in str(problem) for problem in run_checks(load_site(root)))


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "ar"])
def test_lists_are_parted_as_cldr_says(real_site, locale):
    pattern = str(Locale.parse(locale).list_patterns["standard"]["start"])
    assert real_site.data[locale].strings["list.comma"] == re.sub(r"\{[01]\}", "", pattern)


def test_arabic_lists_are_parted_by_the_arabic_comma(real_site):
    """CLDR has only lists joined by "and", which enumerations after a colon do not use."""
    assert real_site.data["ar"].strings["list.comma"] == "، "


@pytest.mark.parametrize("locale", LOCALES)
def test_strings_use_the_quotation_marks_of_their_language(real_site, locale):
    others = set('"“”„«»《》‘') - set(QUOTES[locale])
    wrong = {key: text for key, text in real_site.data[locale].strings.items() if others & set(text)}
    assert wrong == {}


def test_french_strings_have_no_break_spaces_before_their_signs(real_site):
    strings = real_site.data["fr"].strings
    wrong = {key: text for key, text in strings.items() if re.search(r"\w [:;!?»]|« ", text)}
    assert wrong == {}


@pytest.mark.parametrize(
    ("locale", "number", "day"),
    [
        ("en", "1,234,567", "20 November 1989"), ("fr", "1\u202f234\u202f567", "20 novembre 1989"),
        ("es", "1.234.567", "20 de noviembre de 1989"), ("ar", "1,234,567", "20 نوفمبر 1989"),
        ("pt", "1.234.567", "20 de novembro de 1989"), ("ru", "1\u00a0234\u00a0567", "20 ноября 1989\u202fг."),
        ("zh", "1,234,567", "1989年11月20日"),
    ],
)  # fmt: skip
def test_numbers_and_days_follow_the_language(locale, number, day):
    assert format_value(1234567, "count", locale) == number
    assert format_date("1989-11-20", locale).replace(" г.", "\u202fг.").replace("\u00a0г.", "\u202fг.") == day


def test_scripts_get_the_same_digits_and_order_of_dates():
    assert (browser_locale("ar"), browser_locale("en"), browser_locale("fr")) == ("ar-u-nu-latn", "en-GB", "fr")
    assert category(2, "ar") == "two"


def test_what_is_due_is_said_in_the_language_of_the_page(make_guide):
    facts = 'reports-2024: {what: "Signalements reçus"}\n'
    site = load_site(make_guide({"translations/fr/data/facts.yml": facts}))
    assert "reports-2024: Signalements reçus" in [due.what for due in due_dates(site, "fr")]
    assert "reports-2024: Reports received" in [due.what for due in due_dates(site)]
