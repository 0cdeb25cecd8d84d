"""Links inside the guide: every target page, heading and image exists, and none leaves docs/."""

from __future__ import annotations

import posixpath

from guide.markdown import Found
from guide.pages import Page
from guide.problems import Problem, did_you_mean
from guide.site import Site
from guide.unsafe import SCHEME

# Pages on which the guide generates headings: the ids come from the data.
GENERATED = {
    "reference/glossary.md": lambda site: set(site.english.glossary),
    "reference/instruments.md": lambda site: set(site.english.instruments),
    "reference/sources.md": lambda site: set(site.english.sources),
    "reference/resolution.md": lambda site: {label.lower() for label in site.english.paragraphs},
}


def check(site: Site) -> list[Problem]:
    problems = []
    for page in site.all_texts():
        for link in page.links:
            if not SCHEME.match(link.target) and not link.target.startswith("//"):
                if message := _wrong(site, page, link):
                    problems.append(page.problem(link.line, message))
            elif SCHEME.match(link.target) and not link.is_image and not page.path.startswith("start/help-now"):
                scheme = link.target.split(":")[0].lower()
                if scheme in ("http", "https"):
                    problems.append(
                        page.problem(
                            link.line, "outside addresses live in docs/data/sources.yml; cite the source: [@key]"
                        )
                    )
    return problems


def anchors(site: Site, path: str) -> set[str]:
    """Return every id on a page that a link may name."""
    page = site.pages[path]
    found = {heading.target for heading in page.headings if heading.target}
    if generated := GENERATED.get(path):
        found |= generated(site)
    for checklist in site.checklists.values():
        if checklist.page.path == path:
            found |= {item.anchor for item in checklist.items}
    return found


def _wrong(site: Site, page: Page, link: Found) -> str:
    """Return what is wrong with an internal link, or an empty string."""
    target, _, anchor = link.target.partition("#")
    if not target and not anchor:
        return f'the link "{link.text}" has no target'
    if target.startswith("/"):
        return f'the link "{target}" is absolute; write it relative to this file'
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target)) if target else page.path
    if path.startswith(".."):
        return f'the link "{link.target}" leads out of the guide'
    if link.is_image:
        return "" if (site.config.root / "docs" / path).is_file() else f'image "{target}" does not exist'
    if path not in site.pages:
        hint = did_you_mean(path, site.pages)
        return f'the link "{link.target}" leads to no page{hint}'
    if anchor and anchor not in anchors(site, path):
        return f'the link "{link.target}" names no heading of that page{did_you_mean(anchor, anchors(site, path))}'
    return ""
