"""Every operative paragraph of the resolution is answered by a page and by a checklist item."""

from __future__ import annotations

from guide.pages import page_kind
from guide.problems import Problem
from guide.site import Site

# R12 and R13 are asked of the IPU: the drafting bank and the guide as a whole answer them, no single item does.
WITHOUT_ITEM = frozenset({"R12", "R13"})


def check(site: Site) -> list[Problem]:
    located = site.english.files["resolution"]
    answered = {
        label
        for page in site.pages.values()
        if page_kind(page.path) == "page"
        for label in page.meta.get("paragraphs", [])
    }
    asked = {label for checklist in site.checklists.values() for item in checklist.items for label in item.paragraphs}
    problems = []
    for label, entry in site.english.paragraphs.items():
        line = located.line("paragraphs", label)
        if label not in answered:
            problems.append(
                Problem(
                    located.name,
                    line,
                    f"{label} is answered by no page; name it under paragraphs in a page's front matter",
                )
            )
        if entry["kind"] == "operative" and label not in asked | WITHOUT_ITEM:
            problems.append(
                Problem(located.name, line, f"{label} is asked by no checklist item; name it under Rests on in an item")
            )
    return problems
