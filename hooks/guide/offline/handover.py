"""What the built web site gets and gives: its archive, its downloads pages, what keeps a language on a device."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from guide.compose import compose
from guide.offline.archive import ARCHIVE, write_archive
from guide.offline.keep import write_keep
from guide.offline.listing import fill_in, lists_all
from guide.offline.store import DOWNLOADS, Record, Store, link
from guide.site import Site


def is_listed(root: Path, records: dict[str, list[Record]]) -> bool:
    """Say whether the built site holds and lists just these files of each language."""
    return all(
        lists_all(root / "site" / locale, found)
        and all((root / "site" / locale / DOWNLOADS / record.name).is_file() for record in found)
        for locale, found in records.items()
    )


def list_in_site(site: Site, locale: str, records: list[Record]) -> None:
    """List a language's files on its downloads page; what keeps the language on a device learns of the changed page."""
    folder = site.config.root / "site" / locale
    fill_in(site, locale, folder, records)
    write_keep(site, locale, folder)


def keep_archive(site: Site, store: Store, first: list[Record], inputs: str, say: Callable[[str], None]) -> int:
    """Make the archive of the whole site, one for all languages, unless each has it; return how many were made.

    first: the record of the whole guide in each language, whose date and edition the archive bears; inputs: a digest
    of all that the site is made from.
    """
    records = [_record(site, guide, inputs) for guide in first]
    if all(store.is_current(record) for record in records):
        return 0
    say(f"making {ARCHIVE}")
    texts = {locale: [compose(site, path, locale) for path in site.pages] for locale in site.config.locales}
    whole = store.aside(first[0].locale, f"{ARCHIVE}.whole")
    try:
        write_archive(site, texts, site.config.root / "site", whole)
        for record in records:
            made = store.aside(record.locale, ARCHIVE)
            link(whole, made)
            store.keep(made, record)
    finally:
        whole.unlink(missing_ok=True)
    return 1


def _record(site: Site, guide: Record, inputs: str) -> Record:
    title = site.data[guide.locale].strings["site.name"]
    edition_name = ARCHIVE.replace(".zip", f"-{guide.edition}.zip")
    return replace(
        guide, name=ARCHIVE, edition_name=edition_name, kind="archive", title=title, revision=inputs[:8], digest=inputs
    )
