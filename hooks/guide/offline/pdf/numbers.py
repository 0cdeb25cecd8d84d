"""Page numbers of cross-references, written into finished pages.

CSS has target-counter() for this; WeasyPrint then lays out every page with a reference three times or more, which
doubles the time of a document. Here the text is laid out once with zeros in the place of each number; afterwards the
zeros give way to the number, and what follows on the line moves up where the number is shorter.
"""

from __future__ import annotations

from typing import Any

# The class of the elements that hold a number, and the attribute that names the place whose page it is.
MARK, TARGET = "pn", "data-to"


def fill_page_numbers(document: Any) -> None:
    """Write the numbers of the pages on which the targets stand. document: a laid-out weasyprint.Document."""
    pages = page_numbers(document)
    for page in document.pages:
        _fill(page._page_box, pages)


def page_numbers(document: Any) -> dict[str, int]:
    """Return on which page each place with an id begins."""
    numbered = reversed(list(enumerate(document.pages, 1)))
    return {anchor: number for number, page in numbered for anchor in page.anchors}


def _fill(box: Any, pages: dict[str, int]) -> None:
    """Fill the numbers in a box; a line is mended where they stand in it."""
    children = getattr(box, "children", ())
    shrunk = 0.0
    right_to_left = box.style["direction"] == "rtl"
    for child in children:
        if shrunk:
            child.translate(dx=shrunk if right_to_left else -shrunk)
        element = getattr(child, "element", None)
        if hasattr(child, "pango_layout") and element is not None and element.get(TARGET) and "0" in child.text:
            # A target on no page stops the document later: WeasyPrint says so of the link.
            number = str(pages.get(element.get(TARGET), "?"))
            shrunk += _write(child, number, right_to_left)
        elif hasattr(child, "children"):
            before = child.width
            _fill(child, pages)
            if type(child).__name__ == "InlineBox":
                shrunk += before - child.width
    if shrunk and type(box).__name__ == "InlineBox":
        box.width -= shrunk


def _write(box: Any, number: str, right_to_left: bool) -> float:
    """Put a number in the place of the zeros; return by how much the text became narrower, in CSS pixels."""
    layout, zeros = box.pango_layout, box.text.count("0")
    text = box.text.replace("0" * zeros, number)
    layout.setup(box.style)
    layout.set_text(box.text)
    before = _width(layout)
    layout.set_text(text)
    narrower = before - _width(layout)
    layout.deactivate()
    box.text = text
    box.width -= narrower
    if right_to_left:
        box.position_x += narrower
    return narrower


def _width(layout: Any) -> float:
    from weasyprint.text.line_break import line_size

    line, _ = layout.get_first_line()
    return float(line_size(line, layout.style)[0])
