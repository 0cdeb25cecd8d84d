"""The form of a checklist in PDF: fields in a tree named by item ids, answers by their codes, spoken names.

WeasyPrint writes a flat list of fields. A name such as CL-05.1.answer is, in PDF, a path: the field CL-05 has the kid
1, which has the kid answer (ISO 32000-1, 12.7.3.2: a partial name holds no full stop).
"""

from __future__ import annotations

from typing import Any

import pydyf

# A font that every reader has; readers take another for letters that it lacks, such as Arabic or Chinese ones.
FONT, APPEARANCE = "Helv", "/Helv 9 Tf 0.11 0.14 0.18 rg"
NO_TOGGLE, RADIO = 1 << 14, 1 << 15
# ZapfDingbats' filled circle, should a reader draw the mark anew.
CIRCLE = "l"


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
                _choice(widget, group, element.get("value"))
            else:
                widget["DA"] = pydyf.String(APPEARANCE)
                widget.pop("V", None)
                tree.place(element.get("name"), widget)
    font = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"})
    font["Encoding"] = "/WinAnsiEncoding"
    pdf.add_object(font)
    acroform.clear()
    acroform["Fields"] = pydyf.Array([field.reference for field in tree.roots])
    acroform["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary({FONT: font.reference})})
    acroform["DA"] = pydyf.String(APPEARANCE)
    acroform["NeedAppearances"] = "true"


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
