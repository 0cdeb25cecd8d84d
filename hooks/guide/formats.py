"""Numbers, dates and names of countries as a language writes them (CLDR, through Babel)."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Any

from babel import Locale, dates, numbers

# English dates as the United Nations and most parliaments write them: 20 November 1989.
DATE_LOCALES = {"en": "en_GB"}
# What scripts give to Intl, so that they write dates and digits as the pages do: Babel writes Arabic with 0 to 9.
BROWSER_LOCALES = {"en": "en-GB", "ar": "ar-u-nu-latn"}
ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def format_date(iso: str, locale: str) -> str:
    """Return an ISO date (year, month or day) in words: '2024-04' gives 'April 2024'. Other texts pass unchanged."""
    match = ISO_DATE.fullmatch(iso)
    if not match:
        return iso
    year, month, day = match.groups()
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return iso
    if day:
        return dates.format_date(date, format="long", locale=DATE_LOCALES.get(locale, locale))
    if month:
        return dates.format_skeleton("yMMMM", date, locale=DATE_LOCALES.get(locale, locale))
    return year


def format_value(value: float, unit: str, locale: str) -> str:
    """Return a figure with its unit; unit: count, percent, a currency code, or a measure (days, months, years)."""
    if unit == "percent":
        return numbers.format_percent(value / 100, format=_percent_pattern(value, locale), locale=locale)
    if re.fullmatch(r"[A-Z]{3}", unit):
        pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
        if float(value).is_integer():
            pattern = pattern.replace("0.00", "0")
        return numbers.format_currency(value, unit, format=pattern, locale=locale, currency_digits=False)
    return numbers.format_decimal(value, locale=locale)


def _percent_pattern(value: float, locale: str) -> Any:
    pattern = Locale.parse(locale).percent_formats[None]
    text = str(pattern.pattern)
    return text if float(value).is_integer() else text.replace("0", "0.#", 1)


def browser_locale(locale: str) -> str:
    """Return the tag that scripts give to Intl for dates and numbers of a language."""
    return BROWSER_LOCALES.get(locale, locale)


def country_name(code: str, locale: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) in a language; an unknown code is returned as it is."""
    return Locale.parse(locale).territories.get(code, code)


def language_name(code: str, locale: str) -> str:
    """Return the name of a language in a language."""
    return str(Locale.parse(locale).languages.get(code, code))


def sort_key(text: str) -> str:
    """Return a key to sort names by: no case, no accents."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in folded if not unicodedata.combining(character))
