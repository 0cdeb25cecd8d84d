"""The macros of a page: {{ name("argument") }}.

A fixed set of names with literal arguments and nothing else: a contributed page can neither run nor read
anything. (mkdocs-macros-plugin renders pages with a full template language; see README.)
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from html import escape as html_escape

from guide import glossary_list, practice_table, region_tables, tables
from guide.citations import escape
from guide.context import Context
from guide.formats import format_date, format_value
from guide.markdown import MACRO
from guide.offline import widgets
from guide.problems import did_you_mean

CALL = re.compile(r"^\s*([a-z_]+)\((.*)\)\s*$", re.DOTALL)


class MacroError(ValueError):
    """A macro that cannot be resolved; the message is for the page's author."""


def expand(text: str, context: Context) -> str:
    """Return the text with every macro replaced. Raise MacroError for the first that is wrong."""
    return MACRO.sub(lambda match: call(match[1], context), text)


def call(inside: str, context: Context) -> str:
    """Return what one macro stands for. inside: the text between the braces."""
    name, arguments = parse(inside)
    return MACROS[name](context, *arguments)


def parse(inside: str) -> tuple[str, list[str]]:
    """Split a macro into its name and arguments; raise MacroError when it is not one of ours."""
    match = CALL.match(inside)
    if not match:
        raise MacroError(f'"{inside.strip()[:40]}" is not a macro; write name("argument")')
    name = match[1]
    if name not in MACROS:
        raise MacroError(f'unknown macro "{name}"{did_you_mean(name, MACROS)}')
    if "\\" in match[2]:
        raise MacroError(f'the arguments of "{name}" are plain texts; a backslash is not allowed')
    try:
        arguments = ast.literal_eval(f"[{match[2]}]") if match[2].strip() else []
    except (ValueError, SyntaxError, RecursionError, MemoryError) as error:
        raise MacroError(f'the arguments of "{name}" are not texts in quotes') from error
    if not all(isinstance(argument, str) for argument in arguments):
        raise MacroError(f'the arguments of "{name}" are not texts in quotes')
    low, high = ARITY.get(name, (0, 0))
    if not low <= len(arguments) <= high:
        raise MacroError(f'"{name}" takes {low if low == high else f"{low} or {high}"} arguments, not {len(arguments)}')
    return name, arguments


def _known(kind: str, key: str, entries: dict[str, object]) -> None:
    if key not in entries:
        raise MacroError(f'{kind} "{key}" is not in docs/data/{kind}s.yml{did_you_mean(key, entries)}')


def _as_of(context: Context, iso: str) -> str:
    return f'<span class="as-of">({format_date(iso, context.locale)})</span>'


def _cited(context: Context, key: str) -> str:
    """Return a citation of the figure's source, unless the page cites it in its own words."""
    return "" if any(found.target == key for found in context.text.citations) else f"[@{key}]"


def _fact(context: Context, key: str) -> str:
    facts = context.data.facts
    _known("fact", key, facts)
    fact = facts[key]
    value = format_value(fact["value"], fact["unit"], context.locale)
    return f"{value} {_as_of(context, fact['as_of'])}{_cited(context, fact['source'])}"


def _parties(context: Context, key: str) -> str:
    _known("instrument", key, context.data.instruments)
    parties = context.data.instruments[key].get("parties")
    if not parties:
        raise MacroError(f'instrument "{key}" has no count of parties in docs/data/instruments.yml')
    value = format_value(parties["count"], "count", context.locale)
    return f"{value} {_as_of(context, parties['as_of'])}{_cited(context, parties['source'])}"


def _date_of(field: str) -> Callable[[Context, str], str]:
    def macro(context: Context, key: str) -> str:
        _known("instrument", key, context.data.instruments)
        iso = context.data.instruments[key].get(field)
        if iso:
            return format_date(iso, context.locale)
        if field == "in_force":
            note = context.data.instruments[key].get("in_force_note")
            return escape(note) if note else context.s("instrument.not-in-force")
        raise MacroError(f'instrument "{key}" has no date "{field}" in docs/data/instruments.yml')

    return macro


def _instrument(context: Context, key: str) -> str:
    _known("instrument", key, context.data.instruments)
    short = escape(context.data.instruments[key]["short"])
    return f"[{short}]({context.link('reference/instruments.md', key)})"


def _term(context: Context, key: str, words: str = "") -> str:
    glossary = context.data.glossary
    if key not in glossary:
        raise MacroError(f'term "{key}" is not in docs/data/glossary.yml{did_you_mean(key, glossary)}')
    entry = glossary[key]
    shown = escape(words or entry["term"])
    # attr_list takes the definition as a quoted value, after Markdown has read its marks: entities are safe from both.
    words_only = html_escape(" ".join(entry["definition"].split()))
    definition = re.sub(r"[\\`*_{}\[\]()!|]", lambda mark: f"&#{ord(mark[0])};", words_only)
    target = context.link("reference/glossary.md", key)
    return f'[{shown}]({target}){{ .term data-def="{definition}" }}'


def _region_data(context: Context, slug: str, part: str = "") -> str:
    try:
        return region_tables.region_data(context, slug, part)
    except region_tables.UnknownRegionError as error:
        raise MacroError(str(error)) from error


def _clear_storage(context: Context) -> str:
    """The button of the privacy page; overrides/assets/js/clear.js does what it says."""
    words, done = (html_escape(context.s(f"ui.storage.{key}")) for key in ("clear", "cleared"))
    button = f'<button class="js-only" type="button" data-clear-storage>{words}</button>'
    return f'<div class="clear-storage">{button}<p role="status" data-done="{done}"></p></div>'


MACROS: dict[str, Callable[..., str]] = {
    "fact": _fact,
    "parties": _parties,
    "adopted": _date_of("adopted"),
    "in_force": _date_of("in_force"),
    "instrument": _instrument,
    "term": _term,
    "pages": tables.pages,
    "checklists": tables.checklists,
    "provisions": tables.provisions,
    "practices": practice_table.practices,
    "helplines": tables.helplines,
    "sources": tables.sources,
    "instruments": tables.instruments,
    "glossary": glossary_list.glossary,
    "resolution": tables.resolution,
    "facts_due": tables.facts_due,
    "region_overview": region_tables.overview,
    "region_comparison": region_tables.comparison,
    "region_data": _region_data,
    "parliaments": region_tables.parliaments,
    "downloads": widgets.downloads,
    "keep_offline": widgets.keep_offline,
    "clear_storage": _clear_storage,
}
# The macros that stand inside a sentence; each of the others is a list, a table or a form, and stands by itself.
INLINE = frozenset({"fact", "parties", "adopted", "in_force", "instrument", "term"})
ARITY = dict.fromkeys(("fact", "parties", "adopted", "in_force", "instrument"), (1, 1)) | {
    "term": (1, 2),
    "region_data": (1, 2),
}
