"""Macros: only the fixed names, with arguments that exist."""

from __future__ import annotations

from guide.context import Context
from guide.macros import INLINE, MacroError, call, parse
from guide.markdown import macros
from guide.problems import Problem
from guide.site import Site


def check(site: Site) -> list[Problem]:
    problems = []
    for page in site.all_texts():
        context = Context(site, page, page.locale)
        lines = ["", *page.body.split("\n"), ""]
        for found in macros(page.body):
            try:
                name, arguments = parse(found.text)
                # Lists without arguments are made of checked data only; making them all would double the check's time.
                if arguments:
                    call(found.text, context)
            except MacroError as error:
                problems.append(page.problem(found.line, str(error)))
                continue
            except KeyError as error:
                problems.append(
                    page.problem(found.line, f"the macro {found.text} needs {error}, which is missing in the data")
                )
            before, line, after = (text.rstrip() for text in lines[found.line - 1 : found.line + 2])
            if name not in INLINE and (before or after or line != f"{{{{ {found.text} }}}}"):
                said = f'"{name}" makes a list or a table: it stands at the edge, by itself between empty lines'
                problems.append(page.problem(found.line, said))
    return problems
