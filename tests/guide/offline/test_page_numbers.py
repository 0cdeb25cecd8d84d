"""Page numbers written into finished pages are those of the pages on which their targets stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from weasyprint import HTML

from guide.offline.pdf.numbers import fill_page_numbers

PAGES = "".join(
    f'<section id="s{number}" style="break-before: page">Section {number}</section>' for number in range(1, 13)
)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_zeros_become_the_number_and_the_rest_of_the_line_closes_up(direction):
    marks = " and ".join(f'<a href="#s{n}">S</a> (<span class="pn" data-to="s{n}">p. 000</span>)' for n in (2, 11))
    document = HTML(string=f'<html lang="en" dir="{direction}"><p>See {marks}.</p>{PAGES}').render()
    before = _boxes(document)
    fill_page_numbers(document)
    after = _boxes(document)
    assert [text for text, *_ in after if "p." in text] == ["p. 3", "p. 12"]
    assert after[-1][0] == ")."
    moved = after[-1][1] - before[-1][1]
    assert moved > 0 if direction == "rtl" else moved < 0
    for (_, left, width), (_, next_left, _) in pairwise(_in_place(after)):
        assert abs(left + width - next_left) < 0.1, "no gap and no overlap is left"


def _boxes(document) -> list[tuple[str, float, float]]:
    found = [box for box in document.pages[0]._page_box.descendants() if hasattr(box, "pango_layout")]
    return [(box.text, box.position_x, box.width) for box in found]


def _in_place(boxes: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    return sorted(boxes, key=lambda box: box[1])
