"""The e-book of a language: EPUB 3, made by pandoc from the same pages as the PDF.

Pandoc cuts the book into a file a page of the guide, makes the contents, turns notes into the kind that reading
systems show beside the text, and writes the metadata of EPUB Accessibility 1.1. What it leaves open is filled in
afterwards: each file's own title and direction of writing.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import re
import subprocess
import tempfile
import uuid
import zipfile
from copy import deepcopy
from html import escape
from importlib.metadata import version
from pathlib import Path

import pypandoc
import yaml
from lxml import html

from guide.context import fill
from guide.files import write_aside
from guide.offline.document_html import REVISION, document_date, full_title
from guide.offline.documents import Document, Leaf
from guide.offline.html import E, Links, Texts, element_id, sink_headings
from guide.problems import Problem, ProblemsError
from guide.reproducible import moment, zip_entry

STYLE = Path(__file__).with_name("epub.css")
# A name space of our own, so that the same book always bears the same identifier.
BOOKS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:parliamentary-guide:books")
# Stands in the text where its identifier goes, which follows from the text.
IDENTIFIER = "@identifier@"
FEATURES = ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "unlocked")
HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
TITLE = re.compile(r"<title>[^<]*</title>")
TAGS = re.compile(r"<[^>]+>")


def epub_html(texts: Texts, document: Document) -> tuple[str, str]:
    """Return the text of the book as HTML with its metadata in front, as render_epub() takes it, and its revision."""
    body = [_page(texts, leaf, depth, document) for top in document.tree for leaf, depth in top.walk()]
    text = f"---\n{_metadata(texts, document)}---\n{_front(texts, document)}\n{chr(10).join(body)}\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return text.replace(IDENTIFIER, str(uuid.uuid5(BOOKS, digest))).replace(REVISION, digest[:8]), digest[:8]


def _metadata(texts: Texts, document: Document) -> str:
    site, locale = texts.site, document.locale
    strings = site.data[locale].strings
    direction = site.config.language(locale).dir
    meta = {
        "title": full_title(site, document),
        "creator": [{"role": "author", "text": strings["site.name"]}],
        "identifier": [{"scheme": "UUID", "text": f"urn:uuid:{IDENTIFIER}"}],
        "date": document_date(site, document),
        "lang": locale,
        "dir": direction,
        "page-progression-direction": direction,
        "description": strings["site.description"],
        "rights": strings["ui.licence"],
        "toc-title": strings["offline.contents"],
        "accessModes": ["textual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeatures": list(FEATURES),
        "accessibilityHazards": ["none"],
        "accessibilitySummary": strings["epub.accessibility"],
    }
    return yaml.safe_dump(meta, allow_unicode=True, sort_keys=True)


def _front(texts: Texts, document: Document) -> str:
    """Return the first page: which edition this is, in which state, and whose work it is not."""
    site, locale = texts.site, document.locale
    strings = site.data[locale].strings
    lines = [f"{strings['offline.edition']} {document.edition} · {strings['offline.revision']} {REVISION}"]
    if len(document.pages) < document.total:
        lines.append(fill(strings["offline.some-pages"], {"count": len(document.pages), "total": document.total}))
    lines += [strings["offline.not-ipu"], strings["ui.licence"]]
    address = f"{site.config.site_url}{locale}/"
    shown = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    where = f'<p>{escape(strings["offline.address"])} <a href="{address}">{address}</a></p>'
    return f'<h1 id="edition">{escape(strings["ui.edition"])} {document.edition}</h1>\n{shown}{where}'


def _page(texts: Texts, leaf: Leaf, depth: int, document: Document) -> str:
    site = texts.site
    text = site.text(leaf.path, document.locale)
    other = "" if text.locale == document.locale else f' lang="{text.locale}"'
    head = f'<h{depth} id="{element_id(leaf.path)}"{other}>{escape(text.title)}</h{depth}>'
    if not leaf.is_written:
        return head
    body = deepcopy(texts.body(leaf.path))
    sink_headings(body, depth)
    _simplify(body)
    _lead_links(body, leaf.path, Links(site, document))
    _turn_notes(body, element_id(leaf.path))
    return f"{head}\n{html.tostring(body, encoding='unicode')}"


def _simplify(body: html.HtmlElement) -> None:
    """Leave out drawings, whose words stand beside them; put the titles of boxes into a form that pandoc keeps."""
    for picture in body.xpath(".//svg"):
        picture.drop_tree()
    for title in body.xpath(".//p[@class='admonition-title']"):
        strong = E.strong(*title, title.text or "")
        title.clear()
        title.append(strong)


def _lead_links(body: html.HtmlElement, path: str, links: Links) -> None:
    for link in body.iter("a"):
        if link.get("href") is not None:
            link.set("href", links.target(link.get("href"), path)[0])
        # What the site shows in a small box: the glossary of the book has it.
        link.attrib.pop("data-def", None)


def _turn_notes(body: html.HtmlElement, prefix: str) -> None:
    """Turn the notes in the text into references with notes apart, which pandoc knows as the notes of an e-book."""
    for number, mark in enumerate(body.xpath(".//span[@class='cited']"), start=1):
        note = f"{prefix}-fn{number}"
        aside = E.aside({"epub:type": "footnote", "id": note})
        paragraph = E.p(mark.text or "")
        paragraph.extend(list(mark))
        aside.append(paragraph)
        tail, place, shown = mark.tail, mark.get("id"), mark.get("data-n")
        mark.clear()
        mark.set("id", place)
        mark.append(E.a(shown, {"epub:type": "noteref", "href": f"#{note}"}))
        mark.tail = tail
        body.append(aside)


def book_digest(text: str) -> str:
    """Return a digest of all that a book is made from: its text, its style, pandoc, our own code for it."""
    parts = [
        text,
        version("pypandoc_binary"),
        STYLE.read_text(encoding="utf-8"),
        Path(__file__).read_text(encoding="utf-8"),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def render_epub(source: Path, target: Path, direction: str) -> None:
    """Write the book of an HTML file that epub_html() made. Raise ProblemsError with pandoc's words when it fails."""
    front, _, text = source.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")
    with tempfile.TemporaryDirectory() as scratch:
        meta, body, book = (Path(scratch, name) for name in ("meta.yml", "book.html", "book.epub"))
        meta.write_text(front, encoding="utf-8")
        body.write_text(f"<!doctype html><html><body>{text}</body></html>", encoding="utf-8")
        command = [
            pypandoc.get_pandoc_path(), "--from=html+epub_html_exts", "--to=epub3", "--split-level=3", "--toc-depth=3", "--toc",
            f"--metadata-file={meta}", f"--css={STYLE}", f"--output={book}", str(body),
        ]  # fmt: skip
        environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(moment().replace(tzinfo=datetime.UTC).timestamp()))}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode:
            raise ProblemsError([Problem(target.name, 0, f"pandoc failed: {done.stderr.strip()[-400:]}")])
        write_aside(target, _finish(book, direction))


def _finish(book: Path, direction: str) -> bytes:
    """Return the book with a title and a direction in each of its pages; packed anew, its type first, as EPUB asks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(book) as made, zipfile.ZipFile(stream, "w") as whole:
        names = made.namelist()
        for name in sorted(names, key=lambda name: (name != "mimetype", name)):
            content = made.read(name)
            if name.endswith(".xhtml"):
                content = _name_page(content.decode(), direction).encode()
            whole.writestr(
                zip_entry(name), content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED, 9
            )
    return stream.getvalue()


def _name_page(page: str, direction: str) -> str:
    page = (
        page.replace("<html ", f'<html dir="{direction}" ', 1) if " dir=" not in page[: page.find("<head>")] else page
    )
    if (heading := HEADING.search(page)) and (title := TAGS.sub("", heading[2]).strip()):
        page = TITLE.sub(lambda _: f"<title>{title}</title>", page, count=1)
    return page
