"""What the fuzzing of pages found, kept; and a share of its cases, always the same ones."""

from __future__ import annotations

import pytest

from tests.guide.fuzz import Builder, run
from tests.small import RATIFY

# What broke something once: what it was, the text, and whether the checks refuse it now.
FOUND = {
    "a column that is aligned got a style, which the site's policy forbids": (
        "| a | b |\n| :-: | --: |\n| x | y |",
        False,
    ),
    "a table made inside a sentence broke out of its paragraph": ("Words {{ parliaments() }}\n and more.", True),
    "a list made inside a list lost its marks": ("- one\n\n    {{ parliaments() }}", True),
    "the place of the notes was taken for a text": ("///Footnotes Go Here///", True),
}


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    return Builder(tmp_path_factory.mktemp("fuzz") / "small")


@pytest.mark.parametrize("what", FOUND)
def test_what_broke_once_is_refused_or_sound(builder, what):
    text, is_refused = FOUND[what]
    assert bool(builder.refusals(f"{RATIFY}\n{text}\n")) == is_refused


def test_a_field_of_the_wrong_shape_is_named_once_and_breaks_no_other_check(builder):
    found = builder.refusals(RATIFY.replace("[R1, R2]", "[R1, Rion: What ea2]"))
    assert any(line.startswith("docs/legislate/ratify.md:5: paragraphs.1:") for line in found)


def test_three_hundred_broken_pages_are_refused_or_sound(tmp_path):
    assert run(300, 0, tmp_path / "small") == []
