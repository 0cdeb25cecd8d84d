"""The commands below `guide translations`; each imports what it needs when it runs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from guide.config import root_of
from guide.site import load_site


def add_translations(commands: Any) -> None:
    """Add `translations` with its commands to the parser of `guide`."""
    translations = commands.add_parser("translations", help="what is missing or stale, by page and section; XLIFF")
    what = translations.add_subparsers(required=True, metavar="WHAT")

    status = what.add_parser("status", help="how much of each language is translated and current; of one: what is not")
    status.add_argument("language", nargs="?", metavar="LANGUAGE")
    status.add_argument(
        "--format", choices=("table", "json"), default="table", help="json: see schemas/translation-status.yml"
    )
    status.set_defaults(run=_status)

    diff = what.add_parser("diff", help="what has changed in the source since, beside the translation")
    diff.add_argument("language", metavar="LANGUAGE")
    diff.add_argument("page", nargs="?", metavar="PAGE", help="a page such as legislate/ratify.md, or page.md#section")
    diff.set_defaults(run=_diff)

    accept = what.add_parser("accept", help="say that a translation matches the source as it is now")
    accept.add_argument("language", metavar="LANGUAGE")
    accept.add_argument(
        "names",
        nargs="+",
        metavar="PAGE",
        help="pages (legislate/ratify.md), sections (page.md#id), folders (legislate/)",
    )
    accept.set_defaults(run=_accept)

    export = what.add_parser("export", help="write pages as XLIFF for a translation tool")
    export.add_argument("language", metavar="LANGUAGE")
    export.add_argument("names", nargs="*", metavar="PAGE", help="pages or folders such as legislate/ (default: all)")
    export.add_argument("--output", type=Path, metavar="FILE", help="default: translations-LANGUAGE.xlf")
    export.add_argument("--open", action="store_true", help="only pages that are missing or stale")
    export.set_defaults(run=_export)

    terms = what.add_parser("terms", help="the terms of a language as a glossary file for a translation tool")
    terms.add_argument("language", metavar="LANGUAGE")
    terms.set_defaults(run=_terms)

    read = what.add_parser("import", help="write the pages of an XLIFF file that comes back; all or none")
    read.add_argument("file", type=Path, metavar="FILE")
    read.set_defaults(run=_import)


def _status(options: argparse.Namespace) -> int:
    from guide.translationstatus import status_data, status_lines

    site = load_site(root_of(options))
    if options.format == "json":
        print(json.dumps(status_data(site, options.language), ensure_ascii=False, indent=1))
        return 0
    for line in status_lines(site, options.language):
        print(line)
    return 0


def _diff(options: argparse.Namespace) -> int:
    from guide.translationdiff import diff_lines

    count = 0
    for line in diff_lines(load_site(root_of(options)), options.language, options.page):
        print(line)
        count += 1
    if not count:
        print("Every section is current.")
    return 0


def _accept(options: argparse.Namespace) -> int:
    from guide.translationaccept import accept

    keys = accept(load_site(root_of(options)), options.language, options.names)
    print(f"Accepted {len(keys)} sections of {len({key.partition('#')[0] for key in keys})} pages.")
    return 0


def _export(options: argparse.Namespace) -> int:
    from guide.files import write_aside
    from guide.xliffwrite import export

    output = options.output or Path(f"translations-{options.language}.xlf")
    for file, content, pages in export(
        load_site(root_of(options)), options.language, options.names, output, options.open
    ):
        write_aside(file, content)
        print(f"Wrote {pages} pages to {file}.")
    return 0


def _terms(options: argparse.Namespace) -> int:
    from guide.glossaryfile import glossary_lines

    for line in glossary_lines(load_site(root_of(options)), options.language):
        print(line)
    return 0


def _import(options: argparse.Namespace) -> int:
    from guide.files import write_aside
    from guide.xliffread import from_xliff

    root = root_of(options)
    files = from_xliff(load_site(root), options.file)
    changed = {
        file: text for file, text in files.items() if not file.exists() or file.read_text(encoding="utf-8") != text
    }
    for file, text in changed.items():
        write_aside(file, text)
        print(f"Wrote {file.relative_to(root).as_posix()}")
    print(f"{len(changed)} of {len(files)} pages changed. Next: guide check, then guide translations accept.")
    return 0
