"""The text of a page as HTML that stands inside a larger document.

Composed Markdown goes through the same extensions as on the site. Then what only the web needs is taken out, ids are
made unique within the document, notes move to where they are cited, and links lead into the document where it holds
their target, else to the web site.
"""

from __future__ import annotations

import posixpath
import re
from copy import deepcopy
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import markdown
from lxml import html
from lxml.builder import ElementMaker

from guide.compose import NOTES_ID, compose
from guide.composefolder import EXTENSIONS
from guide.context import fill
from guide.offline.documents import Document, Leaf
from guide.offline.pdf.numbers import MARK, TARGET
from guide.pages import page_url
from guide.site import Site

DEEPEST = 6
# A document of more pages of the guide than this has more than 99 on paper.
MANY_PAGES = 30
E = ElementMaker(makeelement=html.html_parser.makeelement)
# Labels such as R7, CL-05.3 or MP-12 are known by themselves: a page number behind each would drown the text.
NO_NUMBERS = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6", "parliaments", "groups"))
# Digits, or letters that stand for them, in groups, as in a telephone number.
NUMBER = re.compile(r"\+?\(?[0-9A-Z]+\)?(?:[ \u00a0\u202f/–-]\(?[0-9A-Z]+\)?)+")
LABEL = re.compile(r"[A-Z]{1,2}(?:-[A-Z0-9-]+(?:\.\d+)?|\d{1,2})")


def element_id(path: str, anchor: str = "") -> str:
    """Return the id that a page, or a place on it, has in every document: 'legislate-ratify--asked'."""
    stem = re.sub(r"[^a-z0-9]+", "-", path.removesuffix(".md"))
    return f"{stem}--{anchor}" if anchor else stem


@dataclass
class Texts:
    """The pages of one language, each turned into HTML once and then placed in every document that holds it."""

    site: Site
    locale: str
    _bodies: dict[str, html.HtmlElement] = field(default_factory=dict)

    def body(self, path: str) -> html.HtmlElement:
        """Return the text of a page with unique ids and its notes in place; its links are as written."""
        if path not in self._bodies:
            self._bodies[path] = fragment(compose(self.site, path, self.locale).markdown, path)
        return self._bodies[path]

    def placed(self, leaf: Leaf, depth: int, document: Document) -> html.HtmlElement:
        """Return a copy of a page's text for its place in a document: heading levels and links that fit there."""
        body = deepcopy(self.body(leaf.path))
        if self.site.config.language(self.locale).dir == "rtl":
            _isolate_numbers(body)
        sink_headings(body, depth)
        Links(self.site, document).resolve(body, leaf.path)
        return body


def fragment(text: str, path: str) -> html.HtmlElement:
    """Return composed Markdown as one <div class="text">. path: the page's, which its ids begin with."""
    converted = markdown.markdown(text, extensions=_EXTENSIONS)
    body = html.fragment_fromstring(converted, create_parent="div")
    body.set("class", "text")
    _drop_web_parts(body)
    _place_notes(body)
    for listed in body.xpath("h2[@id='one-minute']/following-sibling::*[1][self::ul]"):
        listed.classes.add("one-minute")
    for element in body.iter():
        if anchor := element.get("id"):
            element.set("id", element_id(path, anchor))
    return body


_EXTENSIONS = [name if isinstance(name, str) else next(iter(name)) for name in EXTENSIONS]


def _drop_web_parts(body: html.HtmlElement) -> None:
    """Take out the choices above tables, which need scripts, and open what is closed until clicked."""
    for form in body.xpath(".//form"):
        form.drop_tree()
    for summary in body.xpath(".//details/summary"):
        summary.tag = "p"
        summary.set("class", "summary")
    for picture in body.xpath(".//svg"):
        _draw_dots(picture)
    for details in body.xpath(".//details"):
        details.tag = "div"
        details.set("class", "members")
        details.attrib.pop("open", None)


def _isolate_numbers(body: html.HtmlElement) -> None:
    """Keep the groups of a telephone number in a table in their order where text runs from right to left."""
    for cell in body.iter("td"):
        for element in (cell, *cell.iterdescendants()):
            if element.text:
                element.text = NUMBER.sub("\u2066\\g<0>\u2069", element.text)
            if element is not cell and element.tail:
                element.tail = NUMBER.sub("\u2066\\g<0>\u2069", element.tail)


def _draw_dots(picture: html.HtmlElement) -> None:
    """Give the dots of a region the colours that the site's style gives them, and say in words what they show."""
    title = E.title((picture.tail or "").strip())
    picture.insert(0, title)
    for path in picture.iter("path"):
        colour = "#b9c4d0" if path.get("class") == "pale" else "#1d3f66"
        for name, value in {"stroke": colour, "stroke-width": "5", "stroke-linecap": "round", "fill": "none"}.items():
            path.set(name, value)


def _place_notes(body: html.HtmlElement) -> None:
    """Put each note where it is first cited, numbered as on the page; later citations lead to that place."""
    notes: dict[str, html.HtmlElement] = {}
    for item in body.xpath(".//div[@class='footnote']//li[starts-with(@id, 'fn:')]"):
        for back in item.xpath(".//a[@class='footnote-backref']"):
            back.drop_tree()
        notes[item.get("id").removeprefix("fn:")] = item
    for number, mark in ((mark.xpath("string(a)"), mark) for mark in body.xpath(".//sup[starts-with(@id, 'fnref')]")):
        tail, first = mark.tail, mark.get("id").startswith("fnref:")
        before = mark.getprevious()
        follows = before is not None and not before.tail and before.get("class") in ("cited", "again")
        shown = f",\u200a{number}" if follows else number
        anchor = f"note-{number}"
        mark.clear()
        if first:
            mark.tag = "span"
            mark.set("class", "cited")
            mark.set("data-n", number)
            mark.set("data-call", shown)
            mark.set("id", anchor)
            for paragraph in notes[number].xpath("p"):
                mark.text = (mark.text or "") + (paragraph.text or "")
                mark.extend(paragraph)
            _trim_end(mark)
        else:
            mark.tag = "a"
            mark.set("class", "again")
            mark.set("href", f"#{anchor}")
            mark.text = shown
        mark.tail = tail
    for listed in body.xpath(".//div[@class='footnote']"):
        listed.drop_tree()
    for heading in body.xpath(f".//h2[@id='{NOTES_ID}']"):
        heading.drop_tree()


def _trim_end(element: html.HtmlElement) -> None:
    """Drop the blanks that stood before a link back."""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip("\xa0 \n")
    else:
        element.text = (element.text or "").rstrip("\xa0 \n")


def sink_headings(body: html.HtmlElement, depth: int) -> None:
    """Put each heading below the title of its page, which is of level depth, without leaving a level out; the class
    keeps the level that it has on its page."""
    open_levels: list[int] = []
    for heading in body.iter("h2", "h3", "h4", "h5", "h6"):
        level = int(heading.tag[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        heading.classes.add(f"level-{level}")
        heading.tag = f"h{min(depth + len(open_levels), DEEPEST)}"


class Links:
    """Where the links of a document lead."""

    def __init__(self, site: Site, document: Document) -> None:
        self.web = f"{site.config.site_url}{document.locale}/"
        self.held = {path: element_id(path) for path in document.pages}
        self.words = site.data[document.locale].strings["offline.page"]
        # As many digits as most page numbers of the document will have.
        self.zeros = "0" * (3 if len(document.pages) > MANY_PAGES else 2)

    def resolve(self, body: html.HtmlElement, path: str) -> None:
        """Give every link in the text of a page its target, and a class: in, web (our site), out."""
        for link in body.iter("a"):
            target = link.get("href")
            if target is None:
                continue
            href, kind = self.target(target, path)
            link.set("href", href)
            link.classes.add(kind)
            if kind == "in" and _wants_page_number(link):
                _insert_after(link, self.page_number(href[1:]), before=" (", after=")")
            elif kind == "out" and link.text_content().strip() not in (href, href.removeprefix("mailto:")):
                address = E.span({"class": "url", "dir": "ltr"}, readable_address(href))
                _insert_after(link, address, before=" ", after="")

    def page_number(self, anchor: str) -> html.HtmlElement:
        """Return the mark that becomes 'p. 12': zeros that guide.offline.pdf.numbers replaces."""
        return E.span({"class": MARK, TARGET: anchor}, fill(self.words, {"page": self.zeros}))

    def target(self, target: str, path: str) -> tuple[str, str]:
        """Return the address that a link written on a page has in the document, and its class."""
        parts = urlsplit(target)
        if parts.scheme or target.startswith("//"):
            return target, "out"
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path)) if parts.path else path
        if place in self.held:
            return f"#{element_id(place, parts.fragment)}", "in"
        url = self.web + (page_url(place) if place.endswith(".md") else place)
        return (f"{url}#{parts.fragment}" if parts.fragment else url), "web"


def readable_address(href: str) -> str:
    """Return an address as a person would copy it from paper: its letters in place of their codes, where it has any."""
    words = unquote(href.removeprefix("mailto:"))
    return words if words.isprintable() and not {" ", "\ufffd"} & set(words) else href


def _wants_page_number(link: html.HtmlElement) -> bool:
    """Say whether a reader on paper would look the target up: not a term, a label, a note or a table cell."""
    if {"term", "again"} & set(link.classes):
        return False
    if any(above.tag in NO_NUMBERS or NO_NUMBERS & set(above.classes) for above in link.iterancestors()):
        return False
    return not LABEL.fullmatch(link.text_content().strip())


def _insert_after(link: html.HtmlElement, element: html.HtmlElement, before: str, after: str) -> None:
    """Put an element behind a link, between two texts."""
    tail = link.tail or ""
    link.addnext(element)
    link.tail, element.tail = before, after + tail
