"""The glossary: every term with its definition and source, what to say too, what to avoid, and the other languages."""

from __future__ import annotations

from html import escape as html_escape
from typing import Any

from guide.citations import escape
from guide.context import Context
from guide.formats import sort_key
from guide.tongues import words


def glossary(context: Context) -> str:
    """Return all terms, by name."""
    terms = sorted(context.data.glossary.items(), key=lambda item: sort_key(item[1]["term"]))
    return "\n\n".join(_entry(context, key, entry) for key, entry in terms)


def _entry(context: Context, key: str, entry: dict[str, Any]) -> str:
    source = f"[@{entry['source']}]" if entry.get("source") else f" {context.s('glossary.own')}"
    points = []
    if also := entry.get("recommended"):
        listed = context.s("list.comma").join(escape(word) for word in also)
        points.append(f"- {context.s('glossary.also')} {listed}")
    for avoid in entry.get("discouraged", []):
        points.append(f"- {context.s('glossary.avoid')} *{escape(avoid['form'])}* — {escape(avoid.get('why', ''))}")
    blocks = [f"### {escape(entry['term'])} {{ #{key} }}", f"{escape(entry['definition'])}{source}", "\n".join(points)]
    return "\n\n".join(block for block in [*blocks, _languages(context, key)] if block)


def _languages(context: Context, key: str) -> str:
    """Return the term in the other languages as a list of pairs, side by side where there is room."""
    pairs = []
    for locale, word in words(context, "glossary", key, "term"):
        if locale != context.locale:
            language = context.site.config.language(locale)
            pairs.append(
                f'<div class="pair"><dt lang="{locale}" dir="{language.dir}">{language.name}</dt>'
                f'<dd lang="{locale}" dir="{language.dir}">{html_escape(word)}</dd></div>'
            )
    label = html_escape(context.s("glossary.languages"))
    return f'<dl class="tongues" aria-label="{label}">{"".join(pairs)}</dl>' if pairs else ""
