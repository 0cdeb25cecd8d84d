"""Reading an XLIFF file that comes back from a translation tool: whole pages, or problems and no page at all."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from guide.checks.parity import compare
from guide.checks.safety import check_page
from guide.checks.structure import same_headings
from guide.exchange import Exchange, Unit
from guide.files import hidden_characters, read_text
from guide.inline import codes, read
from guide.pages import parse_page
from guide.problems import Problem, ProblemsError, did_you_mean
from guide.site import Site
from guide.xliff import NAMESPACE, CodeTable, code_table

MAX_BYTES = 50_000_000


class _CodeError(ValueError):
    """A code in a target that is none of its unit's; the message is for the translator."""


def from_xliff(site: Site, file: Path) -> dict[Path, str]:
    """Return the files that an XLIFF document makes, with their texts, for pages in which any target is given.

    Raise ProblemsError when anything is wrong with it: nothing is then to be written.
    """
    root = _parse(file)
    locale = root.get("trgLang", "")
    if locale not in site.config.locales:
        hint = did_you_mean(locale, site.config.locales)
        raise ProblemsError([Problem(file.name, 0, f'trgLang "{locale}" is no language of the guide{hint}')])
    problems: list[Problem] = []
    written: dict[Path, str] = {}
    known = {page.file: path for path, page in site.pages.items() if page.locale != locale}
    for element in root.iter(_tag("file")):
        original = element.get("original", "")
        if original not in known:
            problems.append(
                Problem(file.name, 0, f'"{original}" is no page to translate{did_you_mean(original, known)}')
            )
            continue
        exchange = Exchange(site, known[original], locale)
        text, found = _page(exchange, element)
        problems += found
        if text is not None and not found:
            place = site.config.root / exchange.file
            written[place] = text
            # A page that comes back as it is may be at fault for other reasons: that is not for this file to mend.
            if exchange.own is None or read_text(site.config.root, place)[0] != text:
                problems += _faults(site, exchange, text)
    if problems:
        raise ProblemsError(problems)
    return written


def _parse(file: Path) -> ElementTree.Element:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ProblemsError([Problem(file.name, 0, f"is larger than {MAX_BYTES:,} bytes")])
        raw = file.read_bytes()
    except OSError as error:
        raise ProblemsError([Problem(str(file), 0, f"cannot be read: {error.strerror}")]) from error
    # A document type could define entities that grow without end; XLIFF has none.
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise ProblemsError([Problem(file.name, 0, "has a document type; XLIFF has none")])
    try:
        root = ElementTree.fromstring(raw)
    except ElementTree.ParseError as error:
        raise ProblemsError([Problem(file.name, error.position[0], f"is not XML: {error}")]) from error
    if root.tag != _tag("xliff") or not root.get("version", "").startswith("2."):
        raise ProblemsError([Problem(file.name, 1, "is not XLIFF 2.0 or 2.1, as guide translations export writes it")])
    return root


def _page(exchange: Exchange, element: ElementTree.Element) -> tuple[str | None, list[Problem]]:
    """Return a page's new text (None: nothing of it is translated), and what is wrong."""
    units = {unit.id: unit for unit in exchange.units}
    found = {one.get("id", ""): one for one in element.iter(_tag("unit"))}
    problems = [
        Problem(
            exchange.source.file,
            0,
            f'unit "{key}" is not on this page; it has changed since the export: export it again',
        )
        for key in sorted(set(found) - set(units))
    ]
    targets: dict[str, str] = {}
    for unit in units.values():
        if unit.id in found:
            text, wrong = _unit(unit, found[unit.id], exchange)
            problems += wrong
            if text is not None:
                targets[unit.id] = text
    if problems or not targets:
        return None, problems
    return exchange.rebuild(targets), list(_untranslated(exchange, targets))


def _unit(unit: Unit, element: ElementTree.Element, exchange: Exchange) -> tuple[str | None, list[Problem]]:
    """Return what a unit's target says (None: no target), and what is wrong with it."""

    def problem(message: str) -> list[Problem]:
        return [Problem(exchange.source.file, unit.line, f'unit "{unit.id}": {message}')]

    table = code_table(read(unit.source), read(unit.target) if unit.target is not None else None)
    try:
        source = "".join(_text(one, table) for one in element.iter(_tag("source")))
        target = "".join(_text(one, table) for one in element.iter(_tag("target")))
    except _CodeError as error:
        return None, problem(str(error))
    if " ".join(source.split()) != " ".join(unit.source.split()):
        return None, problem("the source has changed since the export; export the page again")
    if not target.strip():
        return None, []
    if target == unit.target:
        return target, []
    problems = [message for text in _lost_codes(unit, target) for message in problem(text)]
    if "\n" in target and unit.kind not in ("paragraph", "item", "section"):
        problems += problem("has a line break in its target; write it on one line")
    return target, problems


def _lost_codes(unit: Unit, target: str) -> Iterator[str]:
    """Yield what a changed target lacks of its source's codes, or has besides."""
    wanted = [code.name for code in codes(read(unit.source)) if getattr(code, "is_needed", True)]
    have = [code.name for code in codes(read(target)) if getattr(code, "is_needed", True)]
    for name in dict.fromkeys(wanted):
        if have.count(name) < wanted.count(name):
            yield f"the target lacks the code {name}"
    for name in dict.fromkeys(have):
        if have.count(name) > wanted.count(name):
            yield f"the target has the code {name} more often than the source"


def _text(element: ElementTree.Element, table: CodeTable) -> str:
    """Return the Markdown that a source or target stands for. Raise _CodeError for a code of another unit."""
    out = element.text or ""
    for child in element:
        tag = child.tag.removeprefix(f"{{{NAMESPACE}}}")
        if tag in ("ph", "sc"):
            out += _data(table, child.get("dataRef"), child.get("id"), is_end=False)
        elif tag == "pc":
            out += _data(table, child.get("dataRefStart"), child.get("id"), is_end=False)
            out += _text(child, table) + _data(table, child.get("dataRefEnd"), child.get("id"), is_end=True)
        elif tag == "ec":
            out += _data(table, child.get("dataRef"), child.get("startRef") or child.get("id"), is_end=True)
        elif tag == "cp":
            out += chr(int(child.get("hex", "20"), 16))
        elif tag == "mrk":
            out += _text(child, table)
        out += child.tail or ""
    return out


def _data(table: CodeTable, reference: str | None, identifier: str | None, is_end: bool) -> str:
    """Return what a code stands for: from the guide's own pages, by the id of its data, else by its own id."""
    if reference in table.data:
        return table.data[str(reference)]
    if identifier in table.ids:
        return table.ends(str(identifier)) if is_end else table.starts(str(identifier))
    raise _CodeError(f'the code "{reference or identifier}" is not one of this unit')


def _untranslated(exchange: Exchange, targets: dict[str, str]) -> Iterator[Problem]:
    """Yield each unit without target on a page, or in a section, of which others have one: only whole ones are written."""
    started = {unit.section for unit in exchange.units if unit.id in targets}
    for unit in exchange.units:
        # Keywords are what people of a language type; a page may do without.
        is_due = exchange.own is None or unit.section in started
        if is_due and unit.id not in targets and unit.target is None and unit.kind != "keywords":
            yield Problem(
                exchange.source.file,
                unit.line,
                f'unit "{unit.id}" has no target; translate the whole {"page" if exchange.own is None else "section"}',
            )


def _faults(site: Site, exchange: Exchange, text: str) -> list[Problem]:
    """Return what the checks would say of a page made from targets."""
    page, problems = parse_page(text, exchange.path, exchange.locale, exchange.file)
    lock = site.locks.get(exchange.locale, {})
    found = [
        *problems,
        *hidden_characters(exchange.file, text),
        *check_page(page),
        *compare(exchange.source, page, lock),
    ]
    return [*found, *same_headings(page, exchange.source, lock)]


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
