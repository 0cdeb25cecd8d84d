"""What WeasyPrint does not do by itself, put right in one place: notes that it loses, tags that it does not write.

It has no hooks for these, so improve() replaces these of its functions. The version is pinned; tests/offline and the
check in guide.offline.pdf.render would tell should another version need less or more. (Text from right to left gets no
/ActualText: readers put its glyphs in order by themselves, and those built on Poppler would then turn it twice.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.draw import text as text_drawing
from weasyprint.layout import page as page_layout
from weasyprint.pdf import tags

from guide.offline.pdf.glyphnames import name_glyphs

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# What lists are called in the contents.
CONTENTS = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/NonStruct"}
_all_else_to_bytes = pydyf._to_bytes
_show_glyphs = pydyf.Stream.show_text
_draw_first_line = text_drawing.draw_first_line
_make_page = page_layout.make_page
_build_box_tree = tags._build_box_tree


def improve() -> None:
    """Make WeasyPrint in this process behave as the documents need it. Safe to call again."""
    page_layout.make_page = _make_page_with_all_notes
    tags._build_box_tree = _build_refined_tree
    pydyf.PDF.page_references = property(_page_references)
    text_drawing.draw_first_line = _draw_named_line
    pydyf._to_bytes = _to_bytes
    pydyf.Stream.show_text = _show_text


def _make_page_with_all_notes(context: Any, *arguments: Any) -> Any:
    """Lay out a page; a note of a line on it that is neither here nor due goes to the next page.

    When a line fits only after notes above it have moved to the next page, WeasyPrint (_linebox_layout in
    layout/block.py) keeps the line and forgets the line's own notes.
    """
    page, *rest = _make_page(context, *arguments)
    waiting = {id(note) for note in context.footnotes}
    for box in page.descendants():
        if box.footnote is not None and id(box.footnote) in waiting:
            context.footnotes.remove(box.footnote)
            context.reported_footnotes.append(box.footnote)
            waiting.remove(id(box.footnote))
    return page, *rest


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return pydyf's list of pages, made once for as many pages as there are: it is asked for at every tag."""
    numbers = pdf.pages["Kids"][::3]
    known: tuple[bytes, ...] = pdf.__dict__.get("_known_pages", ())
    if len(known) != len(numbers):
        known = pdf.__dict__["_known_pages"] = tuple(f"{number} 0 R".encode() for number in numbers)
    return known


def _draw_named_line(stream: Any, textbox: Any, *rest: Any) -> Any:
    """Draw a line of text; the glyphs of Arabic ones are named first."""
    if RIGHT_TO_LEFT.search(textbox.text):
        name_glyphs(stream, textbox)
    return _draw_first_line(stream, textbox, *rest)


def _to_bytes(item: Any) -> bytes:
    """Write a number as exactly as paper needs it (a tenth of a point; small factors more exactly) and not with six
    decimals; all else as pydyf does."""
    if isinstance(item, float) and not item.is_integer():
        return f"{item:.{1 if abs(item) >= 10 else 4}f}".rstrip("0").rstrip(".").encode()
    written: bytes = _all_else_to_bytes(item)
    return written


def _show_text(stream: Any, text: str) -> None:
    """Write glyphs; those between which nothing is moved stand together."""
    _show_glyphs(stream, text.replace(">0<", ""))


def _build_refined_tree(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
    """Yield the tags of a box as WeasyPrint makes them, completed from the box's HTML element."""
    inner = getattr(box, "_box", box)
    for tag in _build_box_tree(box, parent, pdf, *rest):
        if inner.element is not None and inner.element_tag == inner.element.tag:
            _refine(tag, inner.element, pdf)
        yield tag


def _refine(tag: Any, element: Any, pdf: Any) -> None:
    """Write into a tag its element's language, and whether it is a note, part of the contents or a pair of a list."""
    if language := element.get("lang"):
        tag["Lang"] = pydyf.String(language)
    classes = element.get("class", "").split()
    if "cited" in classes:
        tag["S"], tag["ID"] = "/Note", pydyf.String(f"note-{tag.number}")
    elif "toc" in classes:
        tag["S"] = CONTENTS.get(tag["S"], tag["S"])
    elif "pair" in classes:
        _pair(tag, pdf)


def _pair(tag: Any, pdf: Any) -> None:
    """Make one list item, with label and body, of a div in a dl: WeasyPrint writes a Div of two items with bodies."""
    tag["S"] = "/LI"
    for place, item in enumerate(_kids(tag, pdf)):
        item["S"] = "/LBody" if place else "/Lbl"
        for body in _kids(item, pdf):
            body["S"] = "/NonStruct"


def _kids(tag: Any, pdf: Any) -> list[Any]:
    """Return the tags below a tag."""
    return [pdf.objects[int(reference.split()[0])] for reference in tag["K"] if isinstance(reference, bytes)]
