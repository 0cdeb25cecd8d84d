"""A small guide with a region, a good practice and their places in the navigation: what tests of these vary."""

from __future__ import annotations

from tests.small import MKDOCS

REGION = """\
slug: african
group_name: African Group
members_note: A list that was read in part.
members_source: un-crc
members_as_of: "2022-10"
members: [DZ, KE]
uncertain_members: [MA]
instruments:
  - {key: crc, role: binding, note: "Binds all.", source: un-crc}
bodies:
  - {id: acerwc, name: Committee of Experts, what: Reads reports., use: Send a note., source: un-crc}
channels:
  - {id: ke-116, country: KE, kind: helpline, name: Childline Kenya, contact: "116", url: "https://www.childlinekenya.co.ke/", source: un-crc, as_of: "2024"}
calendar:
  - {when: "June 16", what: Day of the African Child, use: Ask., source: un-crc}
"""
ARAB = """\
slug: arab
group_name: Arab Group
members_note: A list that was read in part.
members_source: un-crc
members_as_of: "2023"
members: [DZ]
instruments:
  - {key: crc, role: open, note: "Binds most.", source: un-crc}
bodies: []
channels: []
calendar: []
"""


def _page(title: str, body: str, front: str = "") -> str:
    return f"---\ntitle: {title}\ndescription: A page that is called {title}.\n{front}reviewed: 2026-11-01\n---\n\n{body}\n"


CHAPTER = _page("African Group", "## Bodies { #bodies }\n\nText.\n", "paragraphs: [R13]\nregion: african\n")
PRACTICE = """\
---
title: "Kenya: one number for children"
description: What a free number for children did in its first years.
practice: ke-one-number
country: KE
region: african
year: 2019
theme: hotlines
paragraphs: [R7, R9]
instruments: [crc]
result: Children call it.
caution: Money ends in a year.
sources: [un-crc]
pages: [legislate/ratify.md]
reviewed: 2026-11-01
---

## What was done { #done }

A number was opened.[@un-crc]
"""


def regional_files() -> dict[str, str]:
    """Return what makes the small guide one with regions and practices."""
    nav = (
        "  - Co-operate:\n      - cooperate/practices/index.md\n      - cooperate/practices/*\n"
        "  - Regions:\n      - regions/index.md\n      - regions/my-parliament.md\n      - regions/african.md\n"
        "      - regions/african/*\n"
    )
    return {
        "mkdocs.yml": MKDOCS.replace("  - Reference:\n", f"{nav}  - Reference:\n"),
        "docs/data/regions/african.yml": REGION,
        "docs/data/regions/arab.yml": ARAB,
        "docs/cooperate/practices/index.md": _page("Practices", "{{ practices() }}"),
        "docs/cooperate/practices/ke-one-number.md": PRACTICE,
        "docs/regions/index.md": _page("Regions", "{{ region_overview() }}\n\n{{ region_comparison() }}"),
        "docs/regions/my-parliament.md": _page("My parliament", "{{ parliaments() }}", "paragraphs: [R13]\n"),
        "docs/regions/african.md": CHAPTER,
    }
