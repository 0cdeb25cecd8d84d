"""A guide of five pages in three languages, complete and without a fault: what unit tests vary."""

from __future__ import annotations

import re
from pathlib import Path

from guide.plurals import categories

REPOSITORY = Path(__file__).parent.parent

MKDOCS = """\
site_name: Small
site_url: !ENV [SITE_URL, "https://guide.example/"]
docs_dir: docs
plugins: []
theme: {name: material, custom_dir: overrides, font: false}
extra:
  edition: "1"
  languages:
    - {locale: en, name: English, dir: ltr}
    - {locale: fr, name: Français, dir: ltr}
    - {locale: ar, name: العربية, dir: rtl}
nav:
  - index.md
  - Legislate:
      - legislate/index.md
      - legislate/ratify.md
      - Provisions:
          - legislate/provisions/index.md
          - legislate/provisions/*
  - Oversee:
      - oversee/index.md
      - oversee/checklists/*
  - Reference:
      - reference/glossary.md
      - reference/instruments.md
      - reference/resolution.md
      - reference/sources.md
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables, toc]
hooks: [hooks/language.py, hooks/pages.py, hooks/context.py, hooks/outputs.py]
"""

SOURCES = """\
un-crc:
  title: "Convention on the Rights of the Child"
  publisher: United Nations
  date: "1989-11-20"
  kind: treaty
  language: en
  url: https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-rights-child
  read: full
  seen: "2026-11-01"
"""
INSTRUMENTS = """\
crc:
  title: Convention on the Rights of the Child
  short: Convention on the Rights of the Child
  kind: treaty
  body: United Nations
  adopted: "1989-11-20"
  in_force: "1990-09-02"
  parties: {count: 196, as_of: "2019-02", source: un-crc}
  review_months: 12
  source: un-crc
"""
GLOSSARY = """\
csam:
  term: child sexual abuse material
  definition: Material that shows or represents the sexual abuse of a child.
  source: un-crc
  discouraged:
    - {form: child pornography, use: child sexual abuse material, why: It hides the abuse.}
"""
FACTS = """\
reports-2024:
  value: 20500000
  unit: count
  what: Reports received
  as_of: "2024"
  source: un-crc
  review_months: 12
"""
RATIFY = """\
---
title: Ratify
description: What each step towards a treaty asks of a parliament.
keywords: [accession]
paragraphs: [R1, R2]
reviewed: 2026-11-01
---

Opening words.

## In one minute { #one-minute }

- Article 34 protects children.[@un-crc, art. 34]
- {{ parties("crc") }} parties, {{ fact("reports-2024") }} reports, {{ term("csam") }}.

## What is asked { #asked }

See [the list](../oversee/checklists/cl-01-ratification.md#cl-01-1).
"""
CHECKLIST = """\
---
title: Ratification
description: Two items that show which treaties bind the country.
checklist: CL-01
edition: 1
minutes: 20
users: [foreign affairs committee]
paragraphs: [R1]
reviewed: 2026-11-01
---

What this list finds out.

## Items { #items }

### Status { #status }

- [ ] **CL-01.1** ★ `law` `minimum` Is there a table of treaties?
    - **Evidence:** the table.
    - **From:** `foreign`
    - **Rests on:** RLABELS · crc 34 · [Ratify](../../legislate/ratify.md)
    - **Question:** `foreign` Which treaties bind us, and since when?
    - **If weak:** Ask for a table.
- [ ] **CL-01.2** ★ `practice` `recommended` Are the reports in time?
    - **Evidence:** the reports.
    - **From:** `foreign`, `justice`
    - **Rests on:** R1 · [Ratify](../../legislate/ratify.md)
    - **Question:** `justice` When is the next report due?
    - **If weak:** Ask for a date.

## Indicators { #indicators }

### CL-01.I1 Overdue reports { #i1 }

- **Definition:** reports not submitted in time
- **Unit:** count
- **Source:** the treaty body
- **Caution:** small numbers

### CL-01.I2 Reservations { #i2 }

- **Definition:** reservations in force
- **Unit:** count
- **Source:** the depositary
- **Caution:** some protect more
"""
PROVISION = """\
---
title: Child
description: Defines a child as everyone under eighteen years of age.
provision: MP-01
group: definitions
paragraphs: [R12]
implements: [crc 1]
pages: [legislate/ratify.md]
checklists: [CL-01.1]
reviewed: 2026-11-01
---

## Option A { #option-a }

> "Child" means a person under eighteen.
"""
RATIFY_FR = """\
---
title: Ratifier
description: Ce que chaque étape demande au parlement.
keywords: [adhésion]
translation: {status: draft}
---

Premiers mots.

## En une minute { #one-minute }

- L’article 34 protège les enfants.[@un-crc, art. 34]
- {{ parties("crc") }} parties, {{ fact("reports-2024") }} signalements, {{ term("csam") }}.

## Ce qui est demandé { #asked }

Voir [la liste](../oversee/checklists/cl-01-ratification.md#cl-01-1).
"""


def _page(title: str, body: str = "", paragraphs: str = "") -> str:
    named = f"paragraphs: [{paragraphs}]\n" if paragraphs else ""
    return f"---\ntitle: {title}\ndescription: A page that is called {title}.\n{named}reviewed: 2026-11-01\n---\n\n{body}\n"


def strings_in(strings: str, locale: str) -> str:
    """Return the English strings with the plural forms that a language has: those that English lacks say "other"."""

    def forms(match: re.Match[str]) -> str:
        one, other = match.groups()
        return ", ".join(f"{name}: {one if name == 'one' else other}" for name in categories(locale)).join("{}")

    return re.sub(r'\{one: ("[^"]*"), other: ("[^"]*")\}', forms, strings)


def small_files() -> dict[str, str]:
    """Return the small guide as file names and texts."""
    strings = (REPOSITORY / "docs/data/strings.yml").read_text(encoding="utf-8")
    labels = [f"P{n}" for n in range(1, 21)] + [f"R{n}" for n in range(1, 23)]
    paragraphs = "".join(
        f"  {label}: {{summary: Summary of {label}., addressed_to: [parliaments], "
        f"kind: {'preamble' if label[0] == 'P' else 'operative'}}}\n"
        for label in labels
    )
    about = "about: {title: A resolution, adopted: '2021-11-30', body: IPU, source: un-crc}\n"
    operative = " · ".join(label for label in labels if label[0] == "R")
    return {
        "mkdocs.yml": MKDOCS,
        "docs/data/sources.yml": SOURCES,
        "docs/data/instruments.yml": INSTRUMENTS,
        "docs/data/glossary.yml": GLOSSARY,
        "docs/data/facts.yml": FACTS,
        "docs/data/bodies.yml": "foreign: {name: Ministry of foreign affairs}\njustice: {name: Ministry of justice}\n",
        "docs/data/helplines.yml": "[]\n",
        "docs/data/strings.yml": strings,
        "docs/data/resolution.yml": f"{about}paragraphs:\n{paragraphs}",
        "docs/index.md": _page("Home", "Welcome. [Ratify](legislate/ratify.md)", ", ".join(labels)),
        "docs/legislate/index.md": _page("Legislate", "{{ pages() }}"),
        "docs/legislate/ratify.md": RATIFY,
        "docs/legislate/provisions/index.md": _page("Model provisions", "{{ provisions() }}"),
        "docs/legislate/provisions/mp-01-child.md": PROVISION,
        "docs/oversee/index.md": _page("Oversee", "{{ checklists() }}"),
        "docs/oversee/checklists/cl-01-ratification.md": CHECKLIST.replace("RLABELS", operative),
        "docs/reference/glossary.md": _page("Glossary", "{{ glossary() }}"),
        "docs/reference/instruments.md": _page("Instruments", "{{ instruments() }}"),
        "docs/reference/resolution.md": _page("Resolution", "{{ resolution() }}"),
        "docs/reference/sources.md": _page("Sources", "{{ sources() }}"),
        "translations/fr/strings.yml": strings_in(strings, "fr"),
        "translations/ar/strings.yml": strings_in(strings, "ar"),
        "translations/fr/legislate/ratify.md": RATIFY_FR,
    }


def write_small_guide(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write the small guide with some files changed or added; return its root."""
    for name, content in {**small_files(), **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8")
    return root
