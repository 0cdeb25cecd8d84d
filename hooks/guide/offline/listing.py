"""The list on the downloads page, filled in when the files are made: what, how large, how long, which checksum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from babel.units import format_unit

from guide.context import fill
from guide.files import write_aside
from guide.formats import format_date, format_value
from guide.offline.store import CHECKSUMS, DOWNLOADS, Record
from guide.pages import page_url
from guide.site import Site

PAGE = "reference/downloads.md"
# It ends where a line begins with </div>: the boxes of the tables end within a line.
PLACE = re.compile(r"(<div data-downloads\b[^>]*>).*?\n</div>", re.DOTALL)
# The groups of the list, in its order: the key of each title, and the kinds in it.
GROUPS = {
    "whole": ("guide", "epub", "archive"),
    "regions": ("region",),
    "parts": ("part",),
    "checklists": ("checklist",),
}
FORMS = {"epub": "epub", "archive": "zip"}
COLUMNS = ("document", "size", "pages", "checksum")


def lists_all(folder: Path, records: Sequence[Record]) -> bool:
    """Say whether the page in a language's built folder lists just these files already."""
    page = folder / page_url(PAGE) / "index.html"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return text.count('class="checksum"') == len(records) and all(record.sha256 in text for record in records)


def fill_in(site: Site, locale: str, folder: Path, records: Sequence[Record]) -> None:
    """Put the list into the page in a language's built folder of the site."""
    page = folder / page_url(PAGE) / "index.html"
    listed = listing(site, locale, records)
    write_aside(page, replace_list(page.read_text(encoding="utf-8"), listed))


def replace_list(html: str, listed: str) -> str:
    """Return a page with other content in the place of the list."""
    return PLACE.sub(lambda match: f"{match[1]}\n{listed}\n</div>", html, count=1)


def listing(site: Site, locale: str, records: Sequence[Record]) -> str:
    """Return the tables of a language's files, the whole guide first."""
    strings = site.data[locale].strings
    parts = []
    for group, kinds in GROUPS.items():
        rows = [_row(record, locale, strings) for kind in kinds for record in records if record.kind == kind]
        if rows:
            head = "".join(f'<th scope="col">{escape(strings[f"downloads.{name}"])}</th>' for name in COLUMNS)
            title = escape(strings[f"downloads.{group}"])
            parts.append(
                f'<div class="table" role="group" aria-label="{title}" tabindex="0"><table class="files">\n'
                f"<caption>{title}</caption>\n<thead><tr>{head}</tr></thead>\n"
                f"<tbody>\n{chr(10).join(rows)}\n</tbody>\n</table></div>"
            )
    sums = f'<a href="{_address(CHECKSUMS)}">{CHECKSUMS}</a>'
    return "\n".join([*parts, f"<p>{fill(escape(strings['downloads.sums']), {'file': sums})}</p>"])


def _row(record: Record, locale: str, strings: dict[str, str]) -> str:
    form = FORMS.get(record.kind, "pdf")
    made = fill(
        strings["downloads.made"],
        {"edition": record.edition, "date": format_date(record.date, locale), "revision": record.revision},
    )
    link = f'<a href="{_address(record.name)}" download>{escape(record.title)}</a>'
    about = f"{escape(strings[f'downloads.{form}'])} · {escape(made)}"
    pages = format_value(record.pages, "count", locale) if record.pages else "–"
    return (
        f"<tr><td>{link}<br><small>{about}</small></td><td>{megabytes(record.bytes, locale)}</td><td>{pages}</td>"
        f'<td><details class="checksum"><summary>{record.sha256[:8]}…</summary><code>{record.sha256}</code></details></td></tr>'
    )


def _address(name: str) -> str:
    """Return the address of a file from the page."""
    return f"../../{DOWNLOADS}/{name}"


def megabytes(size: int, locale: str) -> str:
    """Return a size in bytes as megabytes, in words of the language: 1,2 Mo."""
    return str(format_unit(max(size / 1e6, 0.1), "digital-megabyte", length="short", format="#,##0.0", locale=locale))
