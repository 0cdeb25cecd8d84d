"""What writing and reading XLIFF 2.0 (OASIS, 2014) have in common: the namespace, and the codes of a unit.

One <file> a page, one <group> a section, one <unit> with one segment a text. Citations, macros, links, code and
attributes are inline codes with their original data; on the way back their data come from the guide's own pages, never
from the file. The vocabulary is small, and no maintained library knows this guide's Markdown: translate-toolkit (GPL)
would bring its own. So the standard library reads and writes the XML; tests/guide/xliff.rng holds the form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from guide.inline import Node, Pair, Placeholder, codes

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"


@dataclass
class CodeTable:
    """The codes of one unit by id ("1") and by the id of their data ("d1", "d1e")."""

    ids: dict[str, Placeholder | Pair] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    source: list[tuple[str, str]] = field(default_factory=list)
    target: list[tuple[str, str]] = field(default_factory=list)

    def starts(self, key: str) -> str:
        """Return what opens a code."""
        return _texts(self.ids[key])[0]

    def ends(self, key: str) -> str:
        """Return what closes a code: nothing for one without words."""
        return _texts(self.ids[key])[1]


def code_table(source: Sequence[Node], target: Sequence[Node] | None) -> CodeTable:
    """Number the codes of a unit; a code of the target has the id of the source's code of the same name."""
    table = CodeTable()
    for number, code in enumerate(codes(source), start=1):
        table.ids[str(number)] = code
        table.source.append((str(number), _put(table, f"d{number}", code)))
    free = {identifier: code.name for identifier, code in table.ids.items()}
    for number, code in enumerate(codes(target or ()), start=1):
        identifier = next((key for key, name in free.items() if name == code.name), f"x{number}")
        free.pop(identifier, None)
        table.ids.setdefault(identifier, code)
        same = table.ids[identifier]
        is_same = _texts(same) == _texts(code)
        reference = f"d{identifier}" if is_same and f"d{identifier}" in table.data else _put(table, f"t{number}", code)
        table.target.append((identifier, reference))
    return table


def _texts(code: Placeholder | Pair) -> tuple[str, str]:
    return (code.data, "") if isinstance(code, Placeholder) else (code.start, code.end)


def _put(table: CodeTable, reference: str, code: Placeholder | Pair) -> str:
    start, end = _texts(code)
    table.data[reference] = start
    if isinstance(code, Pair):
        table.data[f"{reference}e"] = end
    return reference
