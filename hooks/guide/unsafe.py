"""What no contributed text may hold, as rules on one text: HTML, template code, addresses that deceive.

The rules refuse more than Markdown would run: a text whose reading depends on fine points of a parser is refused
too, since the guide's own reading and the engine's may differ there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from guide.problems import Problem
from guide.yamlfile import Located, walk_strings

# A tag, an end tag, a comment, a declaration or a processing instruction begins with these two characters.
# A backslash before it does not help: Markdown has no escape for "<".
HTML = re.compile(r"<[a-zA-Z/!?]|<\s*/?(?:script|style|iframe|object|embed|img|svg|link|meta|form|input|base)\b", re.I)
AUTOLINK = re.compile(r"<[a-z][a-z0-9+.-]*:[^<>\s]*>|<[^<>\s]+@[^<>\s]*>", re.IGNORECASE)
TEMPLATE = re.compile(r"\{%|%\}|\{#(?![\w-]+\s*\})")
SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
MIXED_ALPHABETS = re.compile(r"[A-Za-z][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][A-Za-z]")
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
URL = re.compile(r"^https?://", re.IGNORECASE)


def has_html(text: str) -> bool:
    """Say whether a text holds what may begin HTML; addresses in <…> are refused by a rule of their own."""
    return bool(HTML.search(AUTOLINK.sub("", text)))


def deceives(url: str) -> bool:
    """Say whether the host of an address may look like another: punycode, a name before @, letters beyond ASCII."""
    try:
        host = urlsplit(url.strip()).netloc
    except ValueError:
        return True
    return "xn--" in host.lower() or "@" in host or not host.isascii()


def data_problems(located: Located) -> Iterator[Problem]:
    """Yield what may not stand in the texts of a data file: they are shown on pages, and so are plain words."""
    for path, text in walk_strings(located.data):
        line = located.line(*path)
        if has_html(text) or AUTOLINK.search(text):
            yield Problem(located.name, line, "HTML is not allowed in data; write plain words")
        elif TEMPLATE.search(text) or "{{" in text:
            yield Problem(located.name, line, "template code is not allowed in data; write plain words")
        elif not URL.match(text) and ("](" in text or "[@" in text or "[^" in text):
            yield Problem(
                located.name, line, "links and citations are not allowed in data; name the source in its field"
            )
        elif URL.match(text) and deceives(text):
            yield Problem(located.name, line, f'the address "{text}" could deceive a reader (xn-- or @ in the host)')
        elif not URL.match(text) and (found := MIXED_ALPHABETS.search(text)):
            yield Problem(located.name, line, mixed_alphabets(text, found))


def strings_problems(located: Located, english: dict[str, str]) -> Iterator[Problem]:
    """Yield each interface string that is not one line, or whose {names} are not those of the English one."""
    for key, value in located.data.items():
        for text in value.values() if isinstance(value, dict) else [value]:
            if "\n" in str(text).strip():
                yield Problem(located.name, located.line(key), f'"{key}" has more than one line; write it on one')
            wanted = set(PLACEHOLDER.findall(english.get(key, str(text))))
            if extra := sorted(set(PLACEHOLDER.findall(str(text))) - wanted):
                shown = ", ".join(sorted(wanted)) or "none"
                yield Problem(
                    located.name, located.line(key), f'"{key}" has {extra[0]}, which is not filled in (known: {shown})'
                )


def mixed_alphabets(text: str, found: re.Match[str]) -> str:
    """Say which word mixes alphabets: a Cyrillic letter may pass for a Latin one."""
    start = max(text.rfind(" ", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
    word = text[start:].split()[0][:40]
    return f'the word "{word}" mixes alphabets; type it again in one'
