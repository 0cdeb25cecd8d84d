"""A smaller tree of tags: the text of a line hangs on its paragraph, not on a tag of its own.

WeasyPrint makes one Span for each line of text and one object for each link, which is half the bytes of a long
document. What a reader hears is the same.
"""

from __future__ import annotations

from typing import Any

import pydyf

# Tags that may hold text themselves (ISO 32000-1, 14.8.4); groups such as Sect and Table may not.
HOLD_TEXT = frozenset(("/P", "/LBody", "/Lbl", "/TD", "/TH", "/Span", "/NonStruct", "/Note", "/Link", "/Caption"))
HOLD_TEXT |= {f"/H{level}" for level in range(1, 7)}
# Groups into which the tags below a tag that says nothing may move up.
GROUPS = frozenset(("/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote"))
PLAIN = frozenset(("Type", "S", "K", "Pg", "P"))


class _Dropped(pydyf.Object):  # type: ignore[misc]
    """Stands for an object that is gone: a free entry in the list of objects. (pydyf counts a free dictionary among
    those it has written, which would shift all others.)"""

    compressible = False

    def __init__(self) -> None:
        super().__init__()
        self.number, self.free = 0, "f"


def slim(pdf: Any) -> None:
    """Drop the tags of a finished WeasyPrint document that say nothing, and let their text move up."""
    found: list[Any] = pdf.objects
    objects: dict[bytes, Any] = {item.reference: item for item in found if hasattr(item, "keys")}
    moved: dict[bytes, bytes] = {}
    # Kids are made after their parents: from the end, every kid is slim before its parent is.
    for item in reversed(found):
        if hasattr(item, "keys") and item.get("Type") == "/StructElem":
            item["K"][:] = [found for kid in item["K"] for found in _kept(item, kid, objects, moved)]
    for item in objects.values():
        if item.free == "f":
            pdf.objects[item.number] = _Dropped()
    root = next(item for item in objects.values() if item.get("Type") == "/StructTreeRoot")
    for marks in objects[root["ParentTree"]]["Nums"]:
        if isinstance(marks, list):
            marks[:] = [_end(mark, moved) for mark in marks]


def _kept(parent: Any, kid: Any, objects: dict[bytes, Any], moved: dict[bytes, bytes]) -> list[Any]:
    """Return what stays below a tag in the place of one of its kids."""
    item = objects.get(kid) if isinstance(kid, bytes) else None
    if item is None:
        return [kid]
    if item.get("Type") == "/OBJR":
        item.free = "f"
        return [item]
    says_nothing = item.get("S") in ("/Span", "/NonStruct") and item.keys() == PLAIN and item["Pg"] == parent.get("Pg")
    # Marks of text are numbers, tags are references; a tag with a link or a field of its own stays.
    may_move = (int, bytes) if parent["S"] in HOLD_TEXT else (bytes,) if parent["S"] in GROUPS else ()
    if not says_nothing or not may_move or not all(isinstance(mark, may_move) for mark in item["K"]):
        return [kid]
    item.free = "f"
    moved[item.reference] = parent.reference
    for mark in item["K"]:
        if isinstance(mark, bytes):
            objects[mark]["P"] = parent.reference
    return list(item["K"])


def _end(mark: bytes, moved: dict[bytes, bytes]) -> bytes:
    """Return the tag on which a marked text hangs in the end."""
    while mark in moved:
        mark = moved[mark]
    return mark
