"""Finding a form of words in running text: over line ends and hyphens, in any case, with what Arabic attaches to it."""

from __future__ import annotations

import re
from functools import cache

ARABIC = re.compile(r"[\u0621-\u064a]")
# Vowel marks and the stretching sign change how a word looks, not which word it is; nor do the forms of alef and yaa.
ARABIC_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
ARABIC_LETTERS = str.maketrans("أإآٱى", "ااااي")
# wa-/fa-, then bi-/ka-/li-, then the article; li- and the article run together as "لل".
PREFIXES = "(?:[وف]?(?:[بك]?(?:ال)?|لل?))"
ARTICLE = "(?:ال)?"


@cache
def pattern(form: str) -> re.Pattern[str]:
    """Return the pattern that finds a form in a text that fold() has prepared."""
    words = fold(form).replace("-", " ").split()
    if not words:
        return re.compile("(?!)")
    if ARABIC.search(form):
        parts = [_arabic(word, PREFIXES if index == 0 else ARTICLE) for index, word in enumerate(words)]
        return re.compile(rf"(?<!\w){_join(parts)}(?!\w)")
    plural = "s?" if form.isascii() else ""
    return re.compile(rf"(?<!\w){_join([re.escape(word) for word in words])}{plural}(?!\w)", re.IGNORECASE)


def _arabic(word: str, before: str) -> str:
    """Return the pattern of a word with what may stand before it; a word with its own article may lose its alef."""
    if word.startswith("ال") and before == PREFIXES:
        return f"(?:[وف]?(?:[بك]?ال|لل)){re.escape(word[2:])}"
    return before + re.escape(word)


def _join(words: list[str]) -> str:
    return r"[\s-]+".join(words)


def fold(text: str) -> str:
    """Return a text as pattern() expects it: the same lines, Arabic without marks and with one form of each letter."""
    if not ARABIC.search(text):
        return text
    return ARABIC_MARKS.sub("", text).translate(ARABIC_LETTERS)
