"""The `guide` command. One problem a line on standard output; exit 1 if any, 2 when misused."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from guide.checks import run_checks
from guide.comment import comment_body
from guide.config import root_of
from guide.due import due_dates
from guide.newcommands import add_new
from guide.problems import Problem, ProblemsError
from guide.site import Site, load_site
from guide.translationcommands import add_translations


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except ProblemsError as error:
        for problem in error.problems:
            print(problem)
        return 1
    except BrokenPipeError:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guide", description="Check, build and export the parliamentary guide.")
    parser.add_argument(
        "--root", type=Path, default=None, help="the repository (default: found from the current folder)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check content and data")
    check.add_argument("paths", nargs="*", metavar="PATH", help="only problems in these files or folders")
    check.add_argument("--format", choices=("lines", "github"), default="lines", help="github: a comment in Markdown")
    check.set_defaults(run=_check)

    add_new(commands)

    site = commands.add_parser("site", help="build the web site into site/")
    site.add_argument("languages", nargs="*", metavar="LANGUAGE", help="only these languages (default: all)")
    site.set_defaults(run=_site)

    offline = commands.add_parser("offline", help="make PDFs, e-books and the archive into site/<language>/downloads/")
    offline.add_argument("languages", nargs="*", metavar="LANGUAGE", help="only these languages (default: all)")
    offline.set_defaults(run=_offline)

    ready = commands.add_parser("compress", help="make site/ ready for a host: compressed copies and SHA256SUMS")
    ready.set_defaults(run=_compress)

    serve = commands.add_parser("serve", help="build, serve and rebuild on save")
    serve.add_argument("language", nargs="?", default="en", metavar="LANGUAGE", help="the language being edited")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)

    compose = commands.add_parser("compose", help="write one language's resolved Markdown as a plain folder")
    compose.add_argument("language", metavar="LANGUAGE")
    compose.add_argument("folder", type=Path, metavar="DIR")
    compose.set_defaults(run=_compose)

    facts = commands.add_parser("facts", help="facts and pages under review")
    due = facts.add_subparsers(required=True, metavar="WHAT").add_parser("due", help="what is due for review")
    due.add_argument(
        "--on", type=datetime.date.fromisoformat, default=None, metavar="YYYY-MM-DD", help="default: today"
    )
    due.set_defaults(run=_due)

    add_translations(commands)

    assess = commands.add_parser("assess", help="report on a filled checklist: brief for the chair, draft questions")
    assess.add_argument("file", type=Path, metavar="FILE", help="a filled spreadsheet (.xlsx) or a saved file (.json)")
    assess.add_argument("--before", type=Path, metavar="FILE", help="an earlier file: adds what has changed since")
    assess.add_argument("--language", metavar="LANGUAGE", help="of the report (default: the file's, else English)")
    assess.set_defaults(run=_assess)

    links = commands.add_parser("links", help="ask every outside address of the data whether it still answers")
    links.add_argument("--seconds", type=int, default=30, help="how long to wait for an answer (default: 30)")
    links.set_defaults(run=_links)

    ease = commands.add_parser("readability", help="reading ease of each English page, as information")
    ease.set_defaults(run=_readability)
    return parser


def _check(options: argparse.Namespace) -> int:
    root = root_of(options)
    problems = run_checks(load_site(root))
    wanted = [_inside(root, path) for path in options.paths]
    shown = [problem for problem in problems if not wanted or any(_within(problem.path, name) for name in wanted)]
    if options.format == "github":
        print(comment_body([str(problem) for problem in shown]))
        return 1 if shown else 0
    for problem in shown:
        print(problem)
    return 1 if shown else 0


def _inside(root: Path, name: str) -> str:
    path = Path(name).resolve()
    if not path.exists():
        raise ProblemsError([Problem(name, 0, "does not exist")])
    if not path.is_relative_to(root):
        raise ProblemsError([Problem(name, 0, f"is not in the guide ({root.name})")])
    return path.relative_to(root).as_posix()


def _within(path: str, name: str) -> bool:
    return name == "." or path == name or path.startswith(f"{name}/")


def _site(options: argparse.Namespace) -> int:
    from engine.build import build_site, build_site_if_changed

    if options.languages:
        build_site(root_of(options), options.languages)
        print(f"Built {', '.join(options.languages)}: site/index.html")
    elif build_site_if_changed(root_of(options)):
        print("Built every language: site/index.html")
    else:
        print("Nothing has changed since the last build: site/index.html")
    return 0


def _offline(options: argparse.Namespace) -> int:
    from engine.build import build_site_if_changed
    from guide.offline.build import build_offline

    # The archive holds the site, and the site lists the files.
    build_site_if_changed(root_of(options))
    made = build_offline(root_of(options), options.languages, lambda line: print(line, file=sys.stderr, flush=True))
    print(
        f"Made {made} files: site/<language>/downloads/" if made else "Nothing has changed: site/<language>/downloads/"
    )
    return 0


def _compress(options: argparse.Namespace) -> int:
    from guide.hosting import compress, write_checksums

    folder = root_of(options) / "site"
    if not (folder / "index.html").exists():
        raise ProblemsError([Problem("site", 0, "is not built; run guide site first")])
    count = compress(folder)
    write_checksums(folder)
    print(f"Compressed {count} files; checksums: site/SHA256SUMS")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from engine.serve import serve

    return serve(root_of(options), options.language, options.port)


def _compose(options: argparse.Namespace) -> int:
    from guide.composefolder import write_composed

    count = write_composed(load_checked(root_of(options)), options.language, options.folder)
    print(f"Wrote {count} pages to {options.folder}")
    return 0


def load_checked(root: Path) -> Site:
    """Return the guide; raise ProblemsError if anything in it is wrong."""
    site = load_site(root)
    if problems := run_checks(site):
        raise ProblemsError(problems)
    return site


def _due(options: argparse.Namespace) -> int:
    day = options.on or datetime.date.today()
    due = [entry for entry in due_dates(load_site(root_of(options))) if entry.on <= day]
    for entry in due:
        print(f"{entry.file}:{entry.line}: due {entry.on.isoformat()}: {entry.what}")
    if not due:
        print(f"Nothing is due for review on {day.isoformat()}.", file=sys.stderr)
    return 0


def _assess(options: argparse.Namespace) -> int:
    from guide.assesscommand import reports

    text, problems = reports(load_site(root_of(options)), options.file, options.before, options.language)
    print(text, end="")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 0


def _links(options: argparse.Namespace) -> int:
    from guide.sourcelinks import addresses, check

    for problem in check(addresses(load_checked(root_of(options))), options.seconds):
        print(problem)
    return 0


def _readability(options: argparse.Namespace) -> int:
    from guide.readability import reading_ease

    for path, ease, words in reading_ease(load_checked(root_of(options))):
        print(f"{path}: reading ease {ease:.0f}, {words} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
