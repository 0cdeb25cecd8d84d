"""One term or title in every language of the guide, side by side, each marked with its language and direction."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as html_escape

from guide.citations import escape
from guide.config import SOURCE_LOCALE
from guide.context import Context


def words(context: Context, subject: str, key: str, field: str) -> Iterator[tuple[str, str]]:
    """Yield (language, words) for an entry of the data in each language that has words of its own for it.

    English words are those of docs/data; others stand in translations/<l>/data, or are the entry's equivalents, which
    an authentic text of the term's source gives.
    """
    entry = context.site.english.files[subject].data[key]
    for locale in context.site.config.locales:
        if locale == SOURCE_LOCALE:
            yield locale, str(entry[field])
            continue
        overlay = context.site.data[locale].overlays.get(subject)
        own = (overlay.data or {}).get(key) if overlay else None
        if isinstance(own, dict) and field in own:
            yield locale, str(own[field])
        elif field == "term" and locale in entry.get("equivalents", {}):
            yield locale, str(entry["equivalents"][locale])


def tongues(context: Context, subject: str, key: str, field: str, title: str) -> list[str]:
    """Return what the other languages say as a closed list with a title, in Markdown and HTML; nothing if none does."""
    lines = []
    for locale, text in words(context, subject, key, field):
        if locale != context.locale:
            language = context.site.config.language(locale)
            lines.append(f'- {language.name}: <span lang="{locale}" dir="{language.dir}">{escape(text)}</span>')
    if not lines:
        return []
    listed = "\n".join(lines)
    return [
        f'<details class="tongues" markdown="1">\n<summary>{html_escape(title)}</summary>\n\n{listed}\n\n</details>'
    ]
