"""Reading the tree of tags of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True)
class Tag:
    """One tag: its name without the slash, the tags below it, the object itself."""

    name: str
    kids: list[Tag]
    item: pikepdf.Dictionary

    def walk(self) -> Iterator[Tag]:
        yield self
        for kid in self.kids:
            yield from kid.walk()


def tag_tree(pdf: pikepdf.Pdf) -> Tag:
    """Return the whole tree, from its Document down."""
    (top,) = pdf.Root.StructTreeRoot.K
    return _tag(top)


def _tag(item: pikepdf.Dictionary) -> Tag:
    kids = item.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    below = [_tag(kid) for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return Tag(str(item.S)[1:], below, item)
