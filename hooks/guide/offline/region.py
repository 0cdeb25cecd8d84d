"""What a regional edition has besides pages: the instruments that apply to the region, from its data."""

from __future__ import annotations

from html import escape as html_escape

from lxml import html

from guide.citations import Notes, escape
from guide.context import Context
from guide.offline.documents import Document
from guide.offline.html import Links, Texts, element_id, fragment, sink_headings
from guide.region_tables import chapter
from guide.tables import instrument_entry

# The annex is no page of the site; its links are written as from a page beside the chapters.
ANNEX = "regions/applies.md"


def instruments_annex(texts: Texts, document: Document) -> str:
    """Return a section with each instrument of the region: its role here, its articles, what it asks."""
    site, locale = texts.site, document.locale
    context = Context(site, site.text(chapter(document.slug), locale), locale)
    data = context.data
    blocks = []
    for entry in data.regions[document.slug]["instruments"]:
        if entry["key"] in data.instruments:
            role = f"**{context.s('role.' + entry['role'])}.** {escape(entry.get('note') or '')}"
            heading, _, rest = instrument_entry(context, entry["key"], data.instruments[entry["key"]]).partition("\n\n")
            blocks.append(f"{heading.replace('### ', '## ')}\n\n{role}[@{entry['source']}]\n\n{rest}")
    notes = Notes(data.sources, data.strings, locale)
    text = notes.replace("\n\n".join(blocks))
    body = fragment(f"{text}\n\n{notes.definitions()}\n", ANNEX)
    sink_headings(body, 1)
    Links(site, document).resolve(body, ANNEX)
    return (
        f'<section class="page depth-1 annex" id="{element_id(ANNEX)}">\n<header>\n'
        f'<h1 class="page-title">{html_escape(data.strings["offline.instruments"])}</h1>\n</header>\n'
        f"{html.tostring(body, encoding='unicode')}\n</section>"
    )
