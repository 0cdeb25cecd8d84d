"""Which letters each glyph of Arabic text stands for, so that it can be searched, copied and read aloud.

WeasyPrint gives all letters of a cluster (a letter with its marks) to the cluster's leftmost glyph, which is a mark, and
none to the others; and a glyph keeps what it was given first. Here a letter goes to its own glyph and a mark to its own.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from weasyprint.text.ffi import ffi, pango


def name_glyphs(stream: Any, textbox: Any) -> None:
    """Note what the glyphs of a line stand for, before WeasyPrint draws it. stream: of its page."""
    line, _ = textbox.pango_layout.get_first_line()
    text = textbox.pango_layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        font, _ = stream.add_font(run.data.item.analysis.font)
        for glyph, letters in _named(run.data, text):
            font.to_unicode.setdefault(glyph, letters)
        run = run.next


def _named(glyph_item: Any, text: bytes) -> Iterator[tuple[int, str]]:
    """Yield each glyph of a run with its letters, where they can be told apart."""
    item, glyphs = glyph_item.item, glyph_item.glyphs
    by_cluster: dict[int, list[int]] = defaultdict(list)
    for place in range(glyphs.num_glyphs):
        by_cluster[glyphs.log_clusters[place]].append(glyphs.glyphs[place].glyph)
    starts = sorted(by_cluster)
    for start, end in zip(starts, [*starts[1:], item.length], strict=True):
        found = by_cluster[start]
        if any(glyph == pango.PANGO_GLYPH_EMPTY or glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG for glyph in found):
            continue
        # From right to left the glyphs stand from the last to the first.
        found = found[::-1] if item.analysis.level % 2 else found
        letters = text[item.offset + start : item.offset + end].decode()
        if len(found) > 1 and len(letters) != len(found):
            letters = unicodedata.normalize("NFD", letters)
        if len(found) == 1:
            yield found[0], letters
        elif len(letters) == len(found):
            yield from zip(found, letters, strict=True)
