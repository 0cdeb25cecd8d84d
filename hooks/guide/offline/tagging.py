"""Tags that WeasyPrint does not write by itself: languages within the text, notes, contents.

WeasyPrint builds the tree of tags from its boxes in weasyprint.pdf.tags._build_box_tree, which has no hook; improve()
puts ours around it. The version of WeasyPrint is pinned, and tests/offline reads the tags back.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pydyf
from weasyprint.pdf import tags

_original = tags._build_box_tree


class _Document(pydyf.PDF):
    """A PDF whose list of pages is made once: WeasyPrint asks for it again for every tag."""

    page_references = cached_property(pydyf.PDF.page_references.fget)


def improve() -> None:
    """Make WeasyPrint in this process write our tags."""
    tags._build_box_tree = _with_language
    tags.add_tags.__globals__["_build_box_tree"] = _with_language


def _with_language(box: Any, parent: Any, pdf: Any, *rest: Any) -> Iterator[Any]:
    element = getattr(getattr(box, "_box", box), "element", None)
    for tag in _original(box, parent, pdf, *rest):
        if element is not None:
            _refine(tag, element, getattr(box, "element_tag", ""))
        yield tag


def _refine(tag: Any, element: Any, name: str) -> None:
    """Complete one tag from its HTML element."""
    if name != element.tag:
        return
    if language := element.get("lang"):
        tag["Lang"] = pydyf.String(language)
    classes = element.get("class", "").split()
    if "note" in classes:
        tag["S"] = "/Note"
        tag["ID"] = pydyf.String(f"note-{tag.number}")
    elif name == "nav":
        tag["S"] = "/TOC"
