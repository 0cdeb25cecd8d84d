"""The choices above a table that a reader can filter: plain HTML, hidden until overrides/assets/js/tables.js runs.

The first cell of each row that can be filtered holds a link with a data attribute for each choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from guide.context import Context


@dataclass(frozen=True)
class Choice:
    """One list to choose from: the data attribute that it filters by, its label, and (value, words) to choose."""

    name: str
    label: str
    options: dict[str, str]


def filters(context: Context, choices: list[Choice], is_wide: bool = False) -> str:
    """Return the form above a table. The script reads the words that it needs from data attributes."""
    fields = "".join(_field(context, choice) for choice in choices)
    words = {"shown": context.s("filter.shown"), "sort": context.s("table.sort")}
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in words.items())
    return (
        f'<form class="filters{" wide" if is_wide else ""}" data-filters {data} hidden>{fields}'
        f'<button type="reset">{escape(context.s("filter.clear"))}</button><p role="status"></p></form>'
    )


def _field(context: Context, choice: Choice) -> str:
    options = "".join(
        f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in choice.options.items()
    )
    every = escape(context.s("filter.all"))
    return f'<label>{escape(choice.label)} <select data-filter="{choice.name}"><option value="">{every}</option>{options}</select></label>'
