"""Facts and pages whose review date has come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from guide.config import SOURCE_LOCALE
from guide.data import Data
from guide.formats import ISO_DATE
from guide.site import Site

# Where a fact or page names no other.
REVIEW_MONTHS = 12


@dataclass(frozen=True, order=True)
class Due:
    """A review: the day it falls due, the file and line to look at, and what to review."""

    on: datetime.date
    file: str
    line: int
    what: str


def due_dates(site: Site, locale: str = SOURCE_LOCALE) -> list[Due]:
    """Return the review of every dated fact and page, earliest first, in the words of a language."""
    data = site.data[locale]
    return sorted([*_facts(site, data), *_parties(site, data), *_helplines(site, data), *_pages(site, locale)])


def _facts(site: Site, data: Data) -> Iterator[Due]:
    for key, fact in data.facts.items():
        seen = site.english.sources.get(fact["source"], {}).get("seen", fact["as_of"])
        located = site.english.files["facts"]
        yield Due(_after(seen, fact["review_months"]), located.name, located.line(key), f"{key}: {fact['what']}")


def _parties(site: Site, data: Data) -> Iterator[Due]:
    located, label = site.english.files["instruments"], data.strings["instrument.column.parties"]
    for key, entry in data.instruments.items():
        if parties := entry.get("parties"):
            seen = site.english.sources.get(parties["source"], {}).get("seen", parties["as_of"])
            months = entry.get("review_months", REVIEW_MONTHS)
            yield Due(_after(seen, months), located.name, located.line(key, "parties"), f"{entry['short']}: {label}")


def _helplines(site: Site, data: Data) -> Iterator[Due]:
    located = site.english.files["helplines"]
    for index, entry in enumerate(data.helplines):
        seen = site.english.sources.get(entry["source"], {}).get("seen", entry["as_of"])
        yield Due(
            _after(seen, REVIEW_MONTHS), located.name, located.line(index), f"{entry['country']}: {entry['name']}"
        )


def _pages(site: Site, locale: str) -> Iterator[Due]:
    for page in site.pages.values():
        if reviewed := page.meta.get("reviewed"):
            months = int(page.meta.get("review_months", REVIEW_MONTHS))
            yield Due(
                _after(str(reviewed), months),
                page.file,
                page.front.line("reviewed"),
                site.text(page.path, locale).title,
            )


def _after(iso: str, months: int) -> datetime.date:
    """Return the day so many months after an ISO date (a year alone counts from its first day).

    The 29th to 31st count as the 28th, which every month has.
    """
    match = ISO_DATE.fullmatch(iso)
    year, month, day = (int(part) if part else 1 for part in match.groups()) if match else (1970, 1, 1)
    month += months
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return datetime.date(min(year, datetime.MAXYEAR), month, min(day, 28))
