"""The form of a checklist in PDF: fields in a tree named by item ids, answers by their codes, spoken names.

WeasyPrint writes a flat list of fields. A name such as CL-05.1.answer is, in PDF, a path: the field CL-05 has the kid
1, which has the kid answer (ISO 32000-1, 12.7.3.2: a partial name holds no full stop).
"""

from __future__ import annotations

from typing import Any

import pydyf

# A font that every reader has; readers take another for letters that it lacks, such as Arabic or Chinese ones.
LETTERS, APPEARANCE = "Helv", "/Helv 9 Tf 0.11 0.14 0.18 rg"
NO_TOGGLE, RADIO = 1 << 14, 1 << 15
# Readers that draw the mark of an answer anew take this font, in which l is a filled circle.
MARKS, CIRCLE = "ZaDb", "l"


def finish_form(document: Any, pdf: Any) -> None:
    """Rebuild the fields that WeasyPrint wrote for a document's inputs; do nothing where it has none."""
    acroform = pdf.catalog.get("AcroForm")
    if acroform is None:
        return
    tree = _Tree(pdf)
    for page in document.pages:
        for box, _ in page.forms[None]:
            element, widget = box.element, box.widget_annotation
            widget.pop("T", None)
            if element.get("type") == "radio":
                group = tree.group(element.get("name"), element.get("data-legend"))
                # The group that WeasyPrint made is of no more use; guide.offline.pdf.tagtree drops it.
                pdf.objects[int(widget["Parent"].split()[0])].free = "f"
                _choice(widget, group, element.get("value"))
            else:
                widget["DA"] = pydyf.String(APPEARANCE)
                widget.pop("V", None)
                tree.place(element.get("name"), widget)
    letters = _font(pdf, {"BaseFont": "/Helvetica", "Encoding": "/WinAnsiEncoding"})
    marks = _font(pdf, {"BaseFont": "/ZapfDingbats"})
    acroform.clear()
    acroform["Fields"] = pydyf.Array([field.reference for field in tree.roots])
    acroform["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary({LETTERS: letters, MARKS: marks})})
    # No NeedAppearances: the marks of answers are drawn already, and readers draw a text when it is written.
    acroform["DA"] = pydyf.String(APPEARANCE)


def _font(pdf: Any, values: dict[str, str]) -> bytes:
    """Add a font that every reader has; return its reference."""
    font = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", **values})
    pdf.add_object(font)
    reference: bytes = font.reference
    return reference


def _choice(widget: Any, group: Any, code: str) -> None:
    """Make a widget the circle of one answer: its state bears the answer's code."""
    (mark,) = widget["AP"]["N"].values()
    widget["AP"]["N"] = pydyf.Dictionary({code: mark})
    widget["AS"] = "/Off"
    widget["MK"]["CA"] = pydyf.String(CIRCLE)
    widget["Parent"] = group.reference
    widget.pop("FT")
    group["Kids"].append(widget.reference)


class _Tree:
    """The fields by their full names; those above the widgets are made when first needed."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.fields: dict[str, Any] = {}
        self.roots: list[Any] = []

    def place(self, name: str, field: Any) -> None:
        """Hang a field in the tree under its full name."""
        above, _, own = name.rpartition(".")
        field["T"] = pydyf.String(own)
        self.fields[name] = field
        if not above:
            self.roots.append(field)
            return
        parent = self.fields.get(above) or self._new(above, {"Kids": pydyf.Array()})
        field["Parent"] = parent.reference
        parent["Kids"].append(field.reference)

    def group(self, name: str, spoken: str) -> Any:
        """Return the field of the answers under a name; one of its kids is on at most."""
        empty = {"FT": "/Btn", "Ff": NO_TOGGLE | RADIO, "TU": pydyf.String(spoken), "Kids": pydyf.Array()}
        return self.fields.get(name) or self._new(name, empty)

    def _new(self, name: str, values: dict[str, Any]) -> Any:
        field = pydyf.Dictionary(values)
        self.pdf.add_object(field)
        self.place(name, field)
        return field
