"""The text of a page comes out of the PDF whole and in the order in which it is read, in every script."""

from __future__ import annotations

import re
import subprocess
import unicodedata

import pytest
from lxml import html

DOCUMENT = "part-start.pdf"
# Marks that the PDF has beside the text: notes and their numbers, page numbers, addresses.
BESIDE = ("cited", "again", "pn", "url")
QUOTED = re.compile(r'^\s*"(.*)"$', re.MULTILINE)
SENTENCE = re.compile(r"[.!?:;؟؛。：；！？]")
LATIN = re.compile(r"[A-Za-z]")


@pytest.mark.parametrize("locale", ["en", "fr", "ar", "zh", "ru"])
def test_text_is_read_in_order(made, real_site, locale):
    document = next(found for found in made if str(found) == f"{locale}/{DOCUMENT}")
    direction = real_site.config.language(locale).dir
    words = letters(spoken(document.file, direction))
    place, missing, seen = 0, [], 0
    for piece in pieces(document.html):
        if direction == "rtl" and LATIN.search(piece):
            continue  # its Latin words stand the other way round in the list of glyphs
        at = words.find(letters(piece), place)
        if at < 0:
            missing.append(piece)
        else:
            place, seen = at, seen + 1
    assert seen > 25
    # A sentence that runs over the end of a page has the notes of that page within.
    assert len(missing) <= len(document.pdf.pages), f"{document}: {len(missing)} of {seen}, such as {missing[:5]}"


def spoken(file, direction: str) -> str:
    """Return the text of a PDF in the order of its tags. Glyphs from right to left are drawn, and listed, from the left:
    a reader that speaks them turns them round."""
    run = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True)
    lines = QUOTED.findall(run.stdout)
    if direction == "rtl":
        lines = [line[::-1] for line in lines]
    return "\n".join(lines)


def pieces(source) -> list[str]:
    """Return the runs of text of the paragraphs and points of a document, in order."""
    tree = html.parse(str(source), html.HTMLParser(encoding="utf-8"))
    found: list[str] = []
    for block in tree.xpath("//section[contains(@class, 'page')]//*[self::p or self::li][not(ancestor::table)]"):
        run = block.text or ""
        for inner in block:
            if inner.tag in ("ul", "ol", "p", "div"):
                break
            if set(inner.get("class", "").split()) & set(BESIDE):
                found.append(run)
                run = inner.tail or ""
            else:
                run += inner.text_content() + (inner.tail or "")
        found.append(run)
    sentences = (piece for run in found for piece in SENTENCE.split(run))
    return [piece for piece in sentences if len(letters(piece)) > 12]


def letters(text: str) -> str:
    """Return only the letters, without the marks that writing systems put over them, and without digits."""
    folded = unicodedata.normalize("NFKD", text)
    return re.sub(r"[\W\d_]", "", "".join(sign for sign in folded if not unicodedata.combining(sign)))
