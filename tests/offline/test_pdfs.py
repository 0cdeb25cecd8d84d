"""Every PDF: sound, named, dated, small enough, with bookmarks, links that land and fonts of its own."""

from __future__ import annotations

import re
import subprocess

import pikepdf
from lxml import html

MEGABYTES = 5


def test_every_language_with_pages_has_its_documents(made, real_site):
    languages = {document.locale for document in made if document.entry["kind"] == "guide"}
    written = {page.locale for page in real_site.all_texts()}
    assert languages == written
    assert {document.entry["kind"] for document in made if document.locale == "en"} == {
        "guide",
        "part",
        "region",
        "checklist",
    }


def test_qpdf_finds_no_fault(made):
    for document in made:
        run = subprocess.run(["qpdf", "--check", document.file], capture_output=True, text=True, check=False)
        assert run.returncode == 0, f"{document}: {run.stdout}{run.stderr}"


def test_language_title_and_kind_of_pdf_are_said_in_the_file(made):
    for document in made:
        pdf = document.pdf
        assert str(pdf.Root.Lang) == document.locale, document
        assert document.entry["title"] in str(pdf.docinfo["/Title"]), document
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle), document
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1", document
            assert document.entry["title"] in metadata["dc:title"], document
        assert len(pdf.pages) == document.entry["pages"], document


def test_the_whole_guide_is_small_enough_to_be_sent(made):
    sizes = {str(document): document.file.stat().st_size for document in made if document.entry["kind"] == "guide"}
    assert not {name: size for name, size in sizes.items() if size > MEGABYTES * 1_000_000}


def test_bookmarks_name_every_page_of_the_guide(made, real_site):
    for document in made:
        if document.entry["kind"] == "guide":
            titles = set(_titles(document.pdf))
            for page in real_site.all_texts():
                if page.locale == document.locale and f'id="{_id(page.path)}"' in document.html.read_text():
                    assert page.title in titles, f"{document}: {page.path}"


def _id(path: str) -> str:
    return path.removesuffix(".md").replace("/", "-")


def _titles(pdf: pikepdf.Pdf):
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            yield item.title
            waiting += item.children


def test_every_internal_link_lands_on_a_page_of_the_file(made):
    for document in made:
        pdf = document.pdf
        pages = {page.objgen for page in pdf.pages}
        names = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
        places = {name: target[0].objgen for name, target in names.items()}
        assert set(places.values()) <= pages, document
        for page in pdf.pages:
            for link in page.get("/Annots", []):
                if link.Subtype == "/Link" and "/Dest" in link:
                    assert str(link.Dest) in places, f"{document}: {link.Dest}"


def test_every_cross_reference_shows_the_page_it_leads_to(made):
    """The number in the text, 'p. 12', is that of the page on which the link in front of it lands."""
    for document in made:
        if document.entry["kind"] != "region" or document.locale != "en":
            continue
        pdf = document.pdf
        order = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        places = {name: order[target[0].objgen] for name, target in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        source = html.parse(str(document.html), html.HTMLParser(encoding="utf-8"))
        wanted = [places[mark.get("data-to")] for mark in source.xpath("//section//span[@class='pn']")]
        run = subprocess.run(["pdfinfo", "-struct-text", document.file], capture_output=True, text=True, check=True)
        shown = [int(number) for number in re.findall(r'"p\. (\d+)"', run.stdout)]
        assert shown == wanted, document
        assert wanted


def test_all_text_is_set_in_noto_fonts_that_are_in_the_file(made):
    for document in made:
        fonts = list(_fonts(document.pdf))
        assert fonts, document
        for name, descriptor in fonts:
            assert "Noto" in name, f"{document}: {name}"
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor, f"{document}: {name} is not in the file"


def _fonts(pdf: pikepdf.Pdf):
    """Yield the fonts that pages use, with their descriptors."""
    seen = set()
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            if font.objgen not in seen:
                seen.add(font.objgen)
                below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                yield str(font.BaseFont), below.FontDescriptor


def test_no_letter_is_shown_as_an_empty_box(made):
    """Glyph 0 of a font is the box for what the font lacks. No page draws it."""
    for document in made:
        if document.entry["kind"] == "guide":
            continue  # the parts hold the same text
        for page in document.pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "TJ":
                    for piece in operands[0]:
                        if isinstance(piece, pikepdf.String):
                            raw = bytes(piece)
                            assert b"\x00\x00" not in {raw[at : at + 2] for at in range(0, len(raw), 2)}, document
