"""A page's text inside a document: links, notes, headings, ids."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import html

from guide.offline.document_html import document_html
from guide.offline.documents import documents
from guide.offline.html import Texts, element_id, fragment
from guide.site import load_site
from tests.small import RATIFY

PAGE = "legislate/ratify.md"


def built(root, name: str, locale: str = "en") -> html.HtmlElement:
    site = load_site(root)
    document = next(found for found in documents(site, locale) if found.name == name)
    return html.document_fromstring(document_html(Texts(site, locale), document)[0])


def link(document, words: str) -> html.HtmlElement:
    return next(found for found in document.iter("a") if found.text_content() == words)


def test_a_link_leads_into_the_document_where_it_holds_the_page_and_else_to_the_site(make_guide):
    text = RATIFY + "\nSee [the overview](index.md) and [home](../index.md) and [law](https://example.org/law).\n"
    root = make_guide({f"docs/{PAGE}": text})
    whole, part = built(root, "guide"), built(root, "part-legislate")
    assert link(whole, "home").get("href") == "#index"
    assert link(part, "home").get("href") == "https://guide.example/en/"
    assert link(part, "the overview").get("href") == "#legislate-index"
    number = link(part, "the overview").getnext()
    assert (number.get("data-to"), number.text) == ("legislate-index", "p. 00"), "a page number comes here"
    assert link(part, "law").getnext().text == "https://example.org/law", "on paper the address is needed"


def test_a_note_stands_where_it_is_first_cited_and_later_citations_lead_there(make_guide):
    text = RATIFY + "\nAgain.[@un-crc, art. 34]\n"
    part = built(make_guide({f"docs/{PAGE}": text}), "part-legislate")
    (note,) = part.xpath("//span[@class='cited' and contains(., 'art. 34')]")
    words = note.text_content()
    for piece in (
        "United Nations",
        "Convention on the Rights of the Child",
        "20 November 1989",
        "https://www.ohchr.org/",
    ):
        assert piece in words
    (again,) = [found for found in part.iter("a") if found.get("class", "").startswith("again")]
    assert again.get("href") == f"#{note.get('id')}"
    assert not part.xpath("//*[contains(@class, 'footnote')]")


def test_two_citations_in_a_row_are_told_apart():
    text = "Both.[^1][^2]\n\n[^1]: One.\n\n[^2]: Two.\n"
    first, second = fragment(text, PAGE).xpath(".//span[@class='cited']")
    assert (first.get("data-call"), second.get("data-call")) == ("1", ",\u200a2")


def test_ids_are_unique_in_the_whole_guide(make_guide):
    ids = built(make_guide(), "guide").xpath("//@id")
    assert len(ids) == len(set(ids))
    assert element_id(PAGE, "one-minute") in ids


@pytest.mark.parametrize("name", ["guide", "part-legislate"])
def test_no_heading_level_is_left_out(make_guide, name):
    levels = [int(found.tag[1]) for found in built(make_guide(), name).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_choices_that_need_scripts_are_not_printed():
    body = fragment('<form class="filters" hidden><label>Pick</label></form>\n\nText.', PAGE)
    assert body.text_content().strip() == "Text."


def test_the_cover_names_edition_date_language_revision_and_whose_work_it_is_not(make_guide):
    cover = built(make_guide(), "guide", "fr").xpath("string(//section[@class='cover'])")
    for piece in ("Edition 1", "Date 1 novembre 2026", "Français", "not a publication of the IPU"):
        assert piece in cover
    assert re.search(r"Revision of the text [0-9a-f]{8}", cover)


def test_the_date_is_that_of_the_latest_review_unless_the_environment_sets_it(make_guide, monkeypatch):
    root = make_guide()
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    reviewed = max(str(page.meta.get("reviewed", "")) for page in load_site(root).pages.values())
    assert built(root, "guide").xpath("string(//meta[@name='dcterms.created']/@content)").startswith(reviewed)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert built(root, "guide").xpath("string(//meta[@name='dcterms.created']/@content)").startswith("2023-11-14")


def test_the_revision_changes_with_the_text_and_only_with_it(make_guide):
    root = make_guide()
    first = built(root, "part-legislate").xpath("string(//section[@class='cover'])")
    assert built(root, "part-legislate").xpath("string(//section[@class='cover'])") == first
    (root / f"docs/{PAGE}").write_text(RATIFY + "\nOne more line.\n", encoding="utf-8")
    assert built(root, "part-legislate").xpath("string(//section[@class='cover'])") != first
