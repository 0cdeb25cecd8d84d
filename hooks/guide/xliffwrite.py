"""Writing pages as XLIFF 2.0 for translation tools."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from pathlib import Path

from guide.exchange import Exchange, Unit
from guide.inline import Node, Placeholder, read
from guide.problems import Problem, ProblemsError, did_you_mean
from guide.site import Site
from guide.translationstatus import language_state
from guide.xliff import NAMESPACE, CodeTable, code_table

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TYPES = {"link": ("link", None), "image": ("image", None), "**": ("fmt", "xlf:b"), "*": ("fmt", "xlf:i")}


def export(
    site: Site, locale: str, names: Sequence[str], output: Path, only_open: bool = False
) -> Iterator[tuple[Path, bytes, int]]:
    """Yield (file, content, number of pages): one XLIFF file for each language that the pages were first written in.

    names: pages or folders (none: all). Raise ProblemsError for a name that fits no page to translate.
    """
    states = {page.path: page.state for page in language_state(site, locale).pages}
    wanted = _wanted(list(states), names) if names else list(states)
    by_source: dict[str, list[Exchange]] = {}
    for path in wanted:
        if not (only_open and states[path] == "current"):
            exchange = Exchange(site, path, locale)
            by_source.setdefault(exchange.source.locale, []).append(exchange)
    for index, (source, exchanges) in enumerate(sorted(by_source.items(), key=lambda item: -len(item[1]))):
        # A document has one source language; pages first written in another get a file of their own.
        file = output if index == 0 else output.with_stem(f"{output.stem}-from-{source}")
        yield file, to_xliff(site, exchanges), len(exchanges)


def _wanted(paths: list[str], names: Sequence[str]) -> list[str]:
    found: dict[str, None] = {}
    problems = []
    for name in names:
        fitting = [path for path in paths if path == name or (name.endswith("/") and path.startswith(name))]
        found |= dict.fromkeys(fitting)
        if not fitting:
            problems.append(Problem(name, 0, f"is no page to translate{did_you_mean(name, paths)}"))
    if problems:
        raise ProblemsError(problems)
    return list(found)


def to_xliff(site: Site, exchanges: Sequence[Exchange]) -> bytes:
    """Return pages (of one source language, into one language) as an XLIFF document."""
    first = exchanges[0]
    ElementTree.register_namespace("", NAMESPACE)
    root = _element(None, "xliff", version="2.0", srcLang=first.source.locale, trgLang=first.locale)
    for number, exchange in enumerate(exchanges, start=1):
        directions = {
            "srcDir": site.config.language(exchange.source.locale).dir,
            "trgDir": site.config.language(exchange.locale).dir,
        }
        file = _element(root, "file", id=f"f{number}", original=exchange.source.file, canResegment="no", **directions)
        file.set(XML_SPACE, "preserve")
        groups: dict[str, ElementTree.Element] = {}
        for unit in exchange.units:
            if unit.section not in groups:
                groups[unit.section] = _element(file, "group", id=unit.section)
            _unit(groups[unit.section], unit, exchange.source.file)
    _indent(root, 0)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _indent(element: ElementTree.Element, level: int) -> None:
    """Put elements on lines of their own, but none inside a text, where white space counts."""
    if element.tag.endswith(("}source", "}target", "}note", "}data")) or not len(element):
        return
    element.text = "\n" + " " * (level + 1)
    for child in element:
        _indent(child, level + 1)
        child.tail = element.text
    element[-1].tail = "\n" + " " * level


def _unit(parent: ElementTree.Element, unit: Unit, file: str) -> None:
    element = _element(parent, "unit", id=unit.id, name=f"{file}:{unit.line}")
    _element(_element(element, "notes"), "note", category="kind").text = unit.kind
    source, target = read(unit.source), read(unit.target) if unit.target is not None else None
    table = code_table(source, target)
    if table.data:
        original = _element(element, "originalData")
        for key, text in table.data.items():
            _element(original, "data", id=key).text = text
    state = {"state": unit.state}
    if unit.state == "initial" and unit.target is not None:
        state["subState"] = "guide:stale"
    segment = _element(element, "segment", **state)
    _fill(_element(segment, "source"), source, iter(table.source), table)
    if target is not None:
        _fill(_element(segment, "target"), target, iter(table.target), table)


def _fill(
    parent: ElementTree.Element, nodes: Sequence[Node], keys: Iterator[tuple[str, str]], table: CodeTable
) -> None:
    last: ElementTree.Element | None = None
    for node in nodes:
        if isinstance(node, str):
            if last is None:
                parent.text = (parent.text or "") + node
            else:
                last.tail = (last.tail or "") + node
            continue
        identifier, reference = next(keys)
        kind, subtype = TYPES.get(node.name.split(" ")[0], ("other", None))
        more = {"type": kind} | ({"subType": subtype} if subtype else {})
        if isinstance(node, Placeholder):
            last = _element(parent, "ph", id=identifier, dataRef=reference, equiv=node.data, canDelete="no", **more)
        else:
            references = {"dataRefStart": reference, "dataRefEnd": f"{reference}e"}
            deletable = "no" if node.is_needed else "yes"
            last = _element(parent, "pc", id=identifier, **references, canDelete=deletable, **more)
            _fill(last, node.content, keys, table)


def _element(parent: ElementTree.Element | None, tag: str, /, **attributes: str) -> ElementTree.Element:
    full = f"{{{NAMESPACE}}}{tag}"
    return ElementTree.Element(full, attributes) if parent is None else ElementTree.SubElement(parent, full, attributes)
