"""Interface strings with a number: one form for each plural category that a language has in CLDR (Arabic has six).

In strings.yml such a string is a mapping: `found: {one: "{count} page", other: "{count} pages"}`. In memory each form
is a string of its own, under key#category.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from babel import Locale

from guide.problems import Problem, did_you_mean
from guide.yamlfile import Located

MARK = "#"
# In CLDR's order, which is also the order in which files list them.
ORDER = ("zero", "one", "two", "few", "many", "other")


@cache
def categories(locale: str) -> tuple[str, ...]:
    """Return the plural categories of a language: ("one", "other") for English."""
    tags = Locale.parse(locale).plural_form.tags
    return tuple(category for category in ORDER if category in tags or category == "other")


def category(count: float, locale: str) -> str:
    """Return the plural category of a number in a language."""
    return str(Locale.parse(locale).plural_form(count))


def flatten(strings: Mapping[str, Any]) -> dict[str, str]:
    """Return strings with each plural form under a key of its own."""
    flat: dict[str, str] = {}
    for key, value in strings.items():
        if isinstance(value, dict):
            flat |= {f"{key}{MARK}{name}": str(form) for name, form in value.items()}
        else:
            flat[key] = str(value)
    return flat


def forms(strings: Mapping[str, str], key: str) -> dict[str, str]:
    """Return the forms of a string by category, for scripts, which choose with Intl.PluralRules."""
    return {name: strings[f"{key}{MARK}{name}"] for name in ORDER if f"{key}{MARK}{name}" in strings}


def plural_problems(located: Located, locale: str) -> Iterator[Problem]:
    """Yield each category that a string of this language lacks, or has and should not, and a last form without a number."""
    wanted = categories(locale)
    for key, value in located.data.items():
        if not isinstance(value, dict):
            continue
        line = located.line(key)
        for name in wanted:
            if name not in value:
                yield Problem(
                    located.name, line, f'string "{key}" lacks the plural form "{name}" ({", ".join(wanted)})'
                )
        for name in value:
            if name not in wanted:
                hint = did_you_mean(name, wanted)
                yield Problem(located.name, located.line(key, name), f'"{name}" is no plural form of {locale}{hint}')
        if "{count}" not in str(value.get("other", "{count}")):
            yield Problem(
                located.name, located.line(key, "other"), f'string "{key}" lacks {{count}} in the form "other"'
            )
