"""The numbers of a text, in whatever way its language writes them.

A translation says the same numbers as its source: "1,234.5" is "1 234,5" in French and "١٬٢٣٤٫٥" in Arabic, "2 million"
is "2 millones". A number up to 24 may be written as a word in one language and in digits in the other; an English
number word of any size may become digits, an ordinal (44th) may become words; "child" may become "under 18". All else
is a different number. Separators: CLDR, through Babel.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from babel import Locale

# Up to here a number may be a word in one language and digits in the other.
AS_WORD = 24
SPACES = " \u00a0\u202f\u2009"
# Words for thousands and millions behind a figure, by their beginnings, in the languages of the guide.
SCALES = (
    (1_000, r"thousand|mille\b|miles\b|mil\b|тыс|тысяч|千|ألف|آلاف"),
    (10_000, r"万|萬"),
    (1_000_000, r"million|mill[oó]n|milh|млн|миллион|مليون|ملايين"),
    (1_000_000_000, r"billion|milliard|mil millones|bilh|млрд|миллиард|مليار|بليون"),
    (100_000_000, r"亿|億"),
)
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: value for value, word in enumerate(ONES)} | {f"{word}th": value for value, word in enumerate(ONES)}
WORDS |= {word: 20 + 10 * index for index, word in enumerate(TENS)}
WORDS |= {f"{word[:-1]}ieth": 20 + 10 * index for index, word in enumerate(TENS)}
WORDS |= {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
WORDS |= {"a": 1, "an": 1, "once": 1, "twice": 2, "both": 2, "double": 2, "pair": 2, "thrice": 3, "triple": 3}
WORDS |= {"dozen": 12, "fortnight": 15, "quarter": 25, "half": 50, "hundred": 100, "thousand": 1000, "million": 10**6}
ENGLISH_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?", re.IGNORECASE)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
CHILD = re.compile(r"\b(?:child|children|minors?|girls?|boys?|pupils?|young|under-?age|teen\w*)\b", re.IGNORECASE)
# A day-and-night service is called by its hours in some languages only.
ALWAYS_OPEN = re.compile(
    r"24\s*/\s*7|24 ?h(?:eures)? ?(?:sur|/) ?24|7 ?j(?:ours)? ?(?:sur|/) ?7|las 24 horas(?: del día)?|los 7 días|24 horas por dia"
    r"|7 dias por semana|24 часа в сутки|7 дней в неделю|7×24|24小时",
    re.IGNORECASE,
)
# Codes with digits in them are names, not numbers: R7, P12, CL-05.1, MP-03, G7, SHA-256, 5G, and so is 2026.11.0.
CODE = re.compile(r"(?<![A-Za-z0-9.])(?:[A-Z]{1,6}-?\d[A-Za-z0-9.-]*(?<![.-])|\d+[A-Z]\b|\d+(?:\.\d+){2,})")
ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
DIGIT = re.compile(r"\d")
# The Arabic, Persian, Devanagari and full-width digits.
DIGITS = {ord(zero) + value: str(value) for zero in "٠۰०０" for value in range(10)}


@dataclass(frozen=True)
class Figure:
    """A number found: its line, how it is written, what it may mean; pieces: the same read as several numbers.

    "116 111" is one number to a French eye and two in a telephone list. is_ordinal: written like 44th.
    """

    line: int
    written: str
    values: frozenset[float]
    pieces: tuple[float, ...] = ()
    is_ordinal: bool = False


def figures(lines: Iterable[tuple[int, str]], locale: str) -> list[Figure]:
    """Return the numbers written in digits in lines of prose (line number, text)."""
    found: list[Figure] = []
    for number, text in lines:
        if not DIGIT.search(text):
            continue
        # A code is left out whole. Each digit counts as its value, in whatever script it is written.
        plain = ALWAYS_OPEN.sub(_blank, CODE.sub(lambda code: _without(code, locale), text.translate(DIGITS)))
        matches = list(_pattern(locale).finditer(plain))
        before, end = "", 0
        for match, following in zip_longest(matches, matches[1:]):
            after = plain[match.end() : match.end() + 16]
            scale = _scale(after)
            # "51 to 55 million": the word may stand behind the last number only.
            next_scale = _scale(plain[following.end() :]) if following and following.start() - match.end() < 8 else 1
            values = _values(match[0], locale) | _short_year(match[0], before if match.start() - end < 2 else "")
            meant = {value * factor for value in values for factor in ({scale} if scale > 1 else {1, next_scale})}
            found.append(Figure(number, match[0], frozenset(meant), _pieces(match[0]), bool(ORDINAL.match(after))))
            before, end = match[0], match.end()
    return found


@cache
def _separators(locale: str) -> tuple[str, str]:
    """Return the characters that separate thousands, and decimals, in a language."""
    symbols = Locale.parse(locale).number_symbols
    latin = symbols.get("latn", symbols)
    group, decimal = str(latin["group"]), str(latin["decimal"])
    if locale == "ar":
        group, decimal = group + "٬", decimal + "٫"
    return re.sub(rf"[{SPACES}]", "", group), decimal


@cache
def _pattern(locale: str) -> re.Pattern[str]:
    group, decimal = _separators(locale)
    # English writes no space into a number: "116 111" are two.
    inner = re.escape(group if locale == "en" else group + SPACES)
    grouped = rf"\d{{1,3}}(?:[{inner}]\d{{3}})+(?![\d])"
    fraction = rf"[{re.escape(decimal)}.]\d+"
    return re.compile(rf"{grouped}(?:{fraction})?|\d+(?:{fraction})?" if inner else rf"\d+(?:{fraction})?")


def _values(written: str, locale: str) -> set[float]:
    """Return what a number may mean. A point before three digits may also part thousands (laws are cited so)."""
    if re.fullmatch(r"\d+\.\d{1,2}|\d+\.\d{4,}", written):
        # Versions and article numbers (CC BY 4.0) keep their point in every language.
        return {float(written)}
    group, decimal = _separators(locale)
    plain = re.sub(f"[{re.escape(group)}{SPACES}]", "", written)
    for sign in decimal:
        plain = plain.replace(sign, ".")
    values = {float(plain)} if plain.count(".") < 2 else set()
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", written):
        values |= {float(written.replace(".", ""))} | ({float(written)} if written.count(".") == 1 else set())
    return values


def _without(code: re.Match[str], locale: str) -> str:
    """Leave out a code; where a point parts thousands, 1.000.000 is a number and no edition."""
    is_number = _separators(locale)[0] == "." and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", code[0])
    return code[0] if is_number else _blank(code)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _pieces(written: str) -> tuple[float, ...]:
    parts = re.split(f"[{SPACES}]", written)
    return tuple(float(part) for part in parts) if len(parts) > 1 and all(map(str.isdigit, parts)) else ()


def _scale(after: str) -> int:
    """Return what a word behind a figure multiplies it by: 1 if it is no such word."""
    after = after.lstrip(" -" + SPACES).casefold()
    best, length = 1, 0
    for factor, words in SCALES:
        if (match := re.match(words, after)) and len(match[0]) > length:
            best, length = factor, len(match[0])
    return best


def _short_year(written: str, before: str) -> set[float]:
    """The 20 of 2019–20 may be 2020 in the other language. before: the number that stands one sign before it."""
    if len(written) == 2 and written.isdigit() and re.fullmatch(r"(?:19|20)\d\d", before):
        return {float(before[:2] + written)}
    return set()


@cache
def said(text: str, locale: str, other: str) -> set[float]:
    """Return the numbers that a source text says without digits, and so its translation into other may write with them.

    In an English text: number words; 18 for a child; the number of a month, as Chinese writes dates. In any: the hours
    of a service that is always open; a year said again ("that October"); the number of a code ("C182").
    """
    numbers = [*re.findall(r"(?:19|20)\d\d", text), *re.findall(r"\d+", " ".join(CODE.findall(text)))]
    found = {float(number) for number in numbers}
    if ALWAYS_OPEN.search(text):
        found.update([7, 24])
    if locale == "en":
        for word in ENGLISH_WORD.findall(text):
            found.update(_word_values(word.casefold()))
            if other == "zh" and word.casefold() in MONTHS:
                found.add(MONTHS.index(word.casefold()) + 1)
        if CHILD.search(text):
            found.add(18)
    return found


def _word_values(word: str) -> set[int]:
    tens, _, ones = word.partition("-")
    if word in WORDS:
        return {WORDS[word]}
    if WORDS.get(tens, 0) in range(20, 100, 10) and WORDS.get(ones, 10) < 10:
        return {WORDS[tens] + WORDS[ones]}
    return {WORDS[part] for part in (tens, ones) if part in WORDS}


def differences(
    source: list[Figure], other: list[Figure], implied: Callable[[], Collection[float]]
) -> tuple[list[Figure], list[Figure]]:
    """Return (numbers that the translation lacks, numbers that it has and the source has not).

    implied: gives the numbers that the source says without digits (see said); asked for only where that matters.
    """
    lacking, extra = _match(source, other)
    for figure in list(extra):
        if figure.pieces and not Counter(figure.pieces) - Counter(min(one.values) for one in lacking):
            extra.remove(figure)
            for piece in figure.pieces:
                lacking.remove(next(one for one in lacking if min(one.values) == piece))
    if extra:
        unsaid = implied()
        extra = [figure for figure in extra if not figure.values.intersection(unsaid)]
    # A small number may have become a word, unless another number stands where it should.
    if not extra:
        lacking = [figure for figure in lacking if min(figure.values) > AS_WORD and not figure.is_ordinal]
    return lacking, extra


def _match(source: list[Figure], other: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    left, lacking = list(other), []
    for figure in source:
        partner = next((one for one in left if one.values & figure.values), None)
        if partner is None:
            lacking.append(figure)
        else:
            left.remove(partner)
    return lacking, left
