"""The text of a page comes out of the PDF whole and in the order in which it is read, in every script."""

from __future__ import annotations

import re
import subprocess
import unicodedata

import pytest
from lxml import html

PAGES = {"en": "part-legislate", "fr": "part-legislate", "ar": "part-legislate", "zh": "part-start", "ru": "part-start"}
# Marks that the PDF has beside the text: notes and their numbers, page numbers, addresses.
BESIDE = ("cited", "again", "pn", "url")


@pytest.mark.parametrize("locale", PAGES)
def test_text_is_read_in_order(made, locale):
    document = next(found for found in made if str(found) == f"{locale}/{PAGES[locale]}.pdf")
    run = subprocess.run(["pdftotext", document.file, "-"], capture_output=True, text=True, check=True)
    words = letters(run.stdout)
    place, missing, seen = 0, [], 0
    for piece in pieces(document.html):
        at = words.find(letters(piece), place)
        if at < 0:
            missing.append(piece)
        else:
            place, seen = at, seen + 1
    assert seen > 30
    assert len(missing) <= seen // 50, f"{document}: {len(missing)} of {seen} pieces, such as {missing[:5]}"


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
    return [piece for piece in found if len(letters(piece)) > 12]


def letters(text: str) -> str:
    """Return only the letters, without the marks that writing systems put over them, and without digits."""
    folded = unicodedata.normalize("NFKD", text)
    return re.sub(r"[\W\d_]", "", "".join(sign for sign in folded if not unicodedata.combining(sign)))
