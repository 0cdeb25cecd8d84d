"""A whole document as one HTML file: cover, contents, then its pages in reading order."""

from __future__ import annotations

import datetime
import hashlib
import os
from html import escape

from lxml import html

from guide.context import fill
from guide.formats import format_date
from guide.offline.documents import Document, Leaf
from guide.offline.formfields import form
from guide.offline.html import Links, Texts, element_id
from guide.offline.pdf.numbers import MARK, TARGET
from guide.offline.region import instruments_annex
from guide.pages import page_kind
from guide.site import Site

# Stands in the HTML where the revision goes, which is a digest of the HTML itself.
REVISION = "@revision@"

CHAPTERS = "h2[@id]|h3[preceding-sibling::h2[1][contains(@id, '--items')]]"


def document_html(texts: Texts, document: Document) -> tuple[str, str]:
    """Return the HTML of a document and its revision, the first digits of a digest of it. The same input gives the
    same text."""
    site, locale = texts.site, document.locale
    language = site.config.language(locale)
    strings = site.data[locale].strings
    is_form = document.kind == "checklist"
    if is_form:
        body = [cover(site, document, form_contents(texts, document))]
    else:
        body = [cover(site, document), contents(site, document)]
    for top in document.tree:
        body += [_section(texts, leaf, depth, document, is_form) for leaf, depth in top.walk()]
    if document.kind == "region":
        body.append(instruments_annex(texts, document))
    title = escape(full_title(site, document))
    meta = {
        "author": strings["site.name"],
        "description": strings["site.description"],
        "dcterms.created": f"{document_date(site, document)}T00:00:00Z",
        "dcterms.modified": f"{document_date(site, document)}T00:00:00Z",
    }
    named = "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in meta.items())
    text = (
        f'<!doctype html>\n<html lang="{locale}" dir="{language.dir}" class="{document.kind}" data-page="{escape(strings["offline.page"])}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{title}</title>\n{named}</head>\n<body>\n{chr(10).join(body)}\n</body>\n</html>\n'
    )
    revision = hashlib.sha256(text.encode()).hexdigest()[:8]
    return text.replace(REVISION, revision), revision


def full_title(site: Site, document: Document) -> str:
    """Return the title as a library lists it: that of the guide after that of the part."""
    name = site.data[document.locale].strings["site.name"]
    return name if document.kind == "guide" else f"{document.title} · {name}"


def document_date(site: Site, document: Document) -> str:
    """Return the ISO date of a document: SOURCE_DATE_EPOCH, else the latest review of a page in it."""
    if seconds := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.datetime.fromtimestamp(int(seconds), tz=datetime.UTC).date().isoformat()
    reviewed = (str(site.pages[path].meta.get("reviewed", "")) for path in document.pages)
    return max(reviewed, default="") or f"{document.edition.replace('.', '-')}-01"


def cover(site: Site, document: Document, below: str = "") -> str:
    """Return the cover: title, what kind of document, edition, date, language, revision, and whose work it is not.
    below: what else stands on it."""
    strings = site.data[document.locale].strings
    language = site.config.language(document.locale)
    facts = {
        "edition": document.edition,
        "date": format_date(document_date(site, document), document.locale),
        "language": language.name,
        "revision": REVISION,
    }
    if len(document.pages) < document.total:
        facts["pages"] = fill(strings["offline.some-pages"], {"count": len(document.pages), "total": document.total})
    rows = "".join(
        f"<p><span>{escape(strings[f'offline.{key}'])}</span> <b>{escape(value)}</b></p>"
        for key, value in facts.items()
    )
    address = f"{site.config.site_url}{document.locale}/"
    foot = f"{strings['site.name']} · {strings['offline.edition']} {document.edition}"
    series = "" if document.kind == "guide" else f'<p class="series">{escape(strings["site.name"])}</p>\n'
    how = f'<p class="how">{escape(strings["offline.form.how"])}</p>\n' if document.kind == "checklist" else ""
    return (
        f'<section class="cover" data-foot="{escape(foot)}">\n<div class="band">\n{series}'
        f'<p class="kind">{escape(strings[f"offline.kind.{document.kind}"])}</p>\n'
        f'<p class="title">{escape(document.title)}</p>\n</div>\n<div class="facts">\n<div class="list">{rows}</div>\n'
        f'<p class="not-ipu">{escape(strings["offline.not-ipu"])}</p>\n{how}'
        f'<p class="address">{escape(strings["offline.address"])} <a class="out" href="{address}">{address}</a></p>\n'
        f"{below}</div>\n</section>"
    )


def contents(site: Site, document: Document) -> str:
    """Return the contents: every page with its number, as deep as the document goes."""
    links = Links(site, document)
    rows = "".join(_contents_entry(site, document, leaf, links) for leaf in document.tree)
    return _contents(site, document, rows)


def form_contents(texts: Texts, document: Document) -> str:
    """Return the contents of a checklist: its sections and the themes of its items."""
    links = Links(texts.site, document)
    headings = texts.body(document.pages[0]).xpath(CHAPTERS)
    rows = (_contents_row(heading.get("id"), escape(heading.text_content()), links) for heading in headings)
    return _contents(texts.site, document, "".join(f'<li class="toc">{row}</li>\n' for row in rows))


def _contents(site: Site, document: Document, rows: str) -> str:
    title = escape(site.data[document.locale].strings["offline.contents"])
    return f'<nav class="contents" id="contents"><h1>{title}</h1>\n<ul class="toc">{rows}</ul>\n</nav>'


def _contents_entry(site: Site, document: Document, leaf: Leaf, links: Links) -> str:
    text = site.text(leaf.path, document.locale)
    below = "".join(_contents_entry(site, document, child, links) for child in leaf.children)
    title = f"<span{_language(site, text.locale, document.locale)}>{escape(text.title)}</span>"
    return f'<li class="toc">{_contents_row(element_id(leaf.path), title, links)}{_nested(below)}</li>\n'


def _contents_row(anchor: str, title: str, links: Links) -> str:
    number = f'<span class="{MARK}" {TARGET}="{anchor}">{links.zeros}</span>'
    return f'<a href="#{anchor}">{number} {title}</a>'


def _nested(entries: str) -> str:
    return f'<ul class="toc">{entries}</ul>' if entries else ""


def _language(site: Site, locale: str, around: str) -> str:
    """Return the attributes of a text in another language than the one around it."""
    return "" if locale == around else f' lang="{locale}" dir="{site.config.language(locale).dir}"'


def _section(texts: Texts, leaf: Leaf, depth: int, document: Document, is_form: bool) -> str:
    """Return a page with its title; one that is not written in the language is its title alone."""
    site, path = texts.site, leaf.path
    text = site.text(path, document.locale)
    opens = document.kind == "guide" and depth == 1 and bool(leaf.children)
    classes = (
        f"page {page_kind(path)} depth-{depth}{' opener' if opens else ''}{'' if leaf.is_written else ' only-title'}"
    )
    attributes = _language(site, text.locale, document.locale)
    description = str(text.meta.get("description", "")) if leaf.is_written else ""
    head = f'<h{depth} class="page-title">{escape(text.title)}</h{depth}>'
    if description:
        head += f'\n<p class="lead">{escape(description)}</p>'
    body = ""
    if leaf.is_written:
        placed = texts.placed(leaf, depth, document)
        if is_form:
            form(placed, site, path, document.locale)
        body = html.tostring(placed, encoding="unicode")
    return f'<section class="{classes}" id="{element_id(path)}"{attributes}>\n<header>\n{head}\n</header>\n{body}\n</section>'
