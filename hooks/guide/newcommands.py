"""The commands below `guide new`; each imports what it needs when it runs."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import Any

from guide.config import root_of
from guide.site import load_site

# What `guide new` starts, with an example of a name.
NEW = {
    "region": "african/central-africa",
    "practice": "ke-budget-line",
    "page": "protect/shelters",
    "checklist": "school-safety",
}


def add_new(commands: Any) -> None:
    """Add `new` with its commands to the parser of `guide`."""
    new = commands.add_parser("new", help="start a file with blanks to fill")
    kinds = new.add_subparsers(required=True, metavar="WHAT")
    for kind, example in NEW.items():
        one = kinds.add_parser(kind, help=f"such as: guide new {kind} {example}")
        one.add_argument("name", metavar="NAME", help=f"such as {example}")
        one.add_argument("--language", default="en", help="the language that you write in (default: en)")
        one.set_defaults(run=_new, kind=kind)
    translation = kinds.add_parser("translation", help="such as: guide new translation fr legislate/ratify.md")
    translation.add_argument("language", metavar="LANGUAGE")
    translation.add_argument("page", metavar="PAGE")
    translation.set_defaults(run=_new_translation)


def _new(options: argparse.Namespace) -> int:
    from guide.new import start

    today = datetime.date.today()
    return _tell(options, start(load_site(root_of(options)), options.kind, options.name, options.language, today))


def _new_translation(options: argparse.Namespace) -> int:
    from guide.new import start_translation

    return _tell(options, [start_translation(load_site(root_of(options)), options.language, options.page)])


def _tell(options: argparse.Namespace, files: list[Path]) -> int:
    """Say what was written and what comes next."""
    from guide.new import blanks

    names = [file.relative_to(root_of(options)).as_posix() for file in files]
    print(f"Wrote {' and '.join(names)}.")
    print(f"Fill the {blanks(files)} blanks marked [[…]], then run: guide check {names[0]}")
    return 0
