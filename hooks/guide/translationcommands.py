"""The commands below `guide translations`; each imports what it needs when it runs."""

from __future__ import annotations

import argparse
import json
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
