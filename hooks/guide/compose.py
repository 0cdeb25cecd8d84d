"""From a page's Markdown to resolved Markdown: checklists, macros, citations, links both ways, notices.

compose() is a pure function of the site in memory; hooks/pages.py and `guide compose` both call it, so that
any engine which reads Markdown gets the same text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from guide import checklist_markdown, macros, notices, tables
from guide.citations import NOTES_HERE, Notes
from guide.context import Context
from guide.pages import Page, page_kind
from guide.site import Site
from guide.translations import SectionStatus, section_states

NOTES_ID = "notes"


@dataclass(frozen=True)
class Status:
    """How the text of a page stands in a reader's language: source, draft, reviewed or missing.

    changed: the sections that are not current; is_accepted: somebody has compared the page with some state of its source.
    """

    state: str
    reviewer: str = ""
    reviewed: str = ""
    changed: tuple[SectionStatus, ...] = ()
    is_accepted: bool = False


@dataclass(frozen=True)
class Composed:
    """A page ready for any engine: Markdown with everything resolved, and what templates need to know.

    notice: what stands above the text of a translation, or of a page that is not translated ('' for none).
    """

    path: str
    title: str
    description: str
    locale: str
    notice: str
    text: str
    status: Status
    meta: dict[str, Any]

    @property
    def markdown(self) -> str:
        """Return the whole page, the notice first."""
        return f"{self.notice}\n\n{self.text}" if self.notice else self.text


def compose(site: Site, path: str, reader: str) -> Composed:
    """Resolve one page for the readers of a language. Raises MacroError for a macro that the checks refuse."""
    text = site.text(path, reader)
    source = site.pages[path]
    status = page_status(site, path, reader)
    context = Context(site, text, reader)
    body = checklist_markdown.render(context) if page_kind(path) == "checklist" else text.body
    body = "\n\n".join(
        part for part in (_heading_facts(context, source), body.strip("\n"), _related(context, source)) if part
    )
    notes = Notes(context.data.sources, context.data.strings, context.locale)
    body = notes.replace(macros.expand(body, context))
    if definitions := notes.definitions():
        body += f"\n\n## {context.s('page.sources')} {{ #{NOTES_ID} }}\n\n{NOTES_HERE}\n\n{definitions}"
    body = f"{_wrap(body, context)}\n"
    notice = notices.notice(context, status)
    meta = source.meta | text.meta
    return Composed(path, text.title, str(text.meta.get("description", "")), text.locale, notice, body, status, meta)


def page_status(site: Site, path: str, reader: str) -> Status:
    """Return how the page stands in a language, and which sections of its source changed since."""
    source = site.pages[path]
    if source.locale == reader:
        return Status("source")
    translation = site.version(path, reader)
    if translation is None:
        return Status("missing")
    states = section_states(source, translation, site.locks.get(reader, {}))
    changed = tuple(state for state in states if state.state != "current")
    is_accepted = any(state.is_accepted for state in states)
    signed = translation.meta.get("translation", {})
    if signed.get("status") == "reviewed":
        return Status("reviewed", str(signed["reviewer"]), str(signed["reviewed"]), changed, is_accepted)
    return Status("draft", changed=changed, is_accepted=is_accepted)


def _wrap(body: str, context: Context) -> str:
    """Mark a text in another language than the site's with its language and direction."""
    if context.locale == context.reader:
        return body
    direction = context.site.config.language(context.locale).dir
    return f'<div lang="{context.locale}" dir="{direction}" class="other-language" markdown="1">\n\n{body}\n\n</div>'


def _heading_facts(context: Context, source: Page) -> str:
    """Return what a practice or provision page shows from its front matter before its text."""
    kind, meta = page_kind(source.path), source.meta
    comma = context.s("list.comma")
    paragraphs = comma.join(_paragraph_link(context, label) for label in meta.get("paragraphs", []))
    if kind == "practice":
        place = tables.place_name(context, meta["country"])
        cited = "".join(f"[@{key}]" for key in meta["sources"])
        return f"**{place}** · {meta['year']} · {context.s('theme.' + meta['theme'])} · {paragraphs}{cited}\n"
    if kind == "provision":
        basis = comma.join(checklist_markdown.basis_link(part, context) for part in meta["implements"])
        return f"**{meta['provision']}** · {context.s('provision.implements')} {basis} · {paragraphs}"
    return ""


def _paragraph_link(context: Context, label: str) -> str:
    return f"[{label}]({context.link('reference/resolution.md', label.lower())})"


def _related(context: Context, source: Page) -> str:
    """Return what a page names in its front matter, and links back: what names it in its own front matter or items."""
    site, path = context.site, source.path
    groups: list[tuple[str, list[str]]] = []
    kind = page_kind(path)
    if kind in ("provision", "practice"):
        groups.append(("pages", [context.page_link(page) for page in source.meta["pages"] if page in site.pages]))
    if kind == "provision":
        groups.append(
            ("items", [link for name in source.meta.get("checklists", []) for link in _checklist_links(context, name)])
        )
    own = str(source.meta.get("checklist", ""))
    provisions = [
        page for page in site.of_kind("provision")
        if path in page.meta.get("pages", []) or (own and own in {name.split(".")[0] for name in page.meta.get("checklists", [])})
    ]  # fmt: skip
    groups.append(("provisions", [f"{page.meta['provision']} {context.page_link(page.path)}" for page in provisions]))
    practices = [page for page in site.of_kind("practice") if path in page.meta.get("pages", [])]
    groups.append(("practices", [context.page_link(page.path) for page in practices]))
    if not own:
        items = [f"[{item.id}]({context.link(place, item.anchor)})" for place, item in site.items_by_page.get(path, [])]
        groups.append(("items", items))
    lines = [
        f"- **{context.s(f'related.{name}')}** {context.s('list.comma').join(links)}" for name, links in groups if links
    ]
    return f"## {context.s('page.related')} {{ #related }}\n\n" + "\n".join(lines) if lines else ""


def _checklist_links(context: Context, name: str) -> list[str]:
    """Return links for a checklist or item named in front matter (CL-03 or CL-03.4)."""
    checklist = context.site.checklists.get(name.split(".")[0])
    if checklist is None:
        return []
    if "." not in name:
        return [f"{name} {context.page_link(checklist.page.path)}"]
    return [f"[{name}]({context.link(checklist.page.path, name.lower().replace('.', '-'))})"]


def front_matter(composed: Composed) -> str:
    """Return the front matter that a plain engine needs: title, description, language."""
    lines = {"title": composed.title, "description": composed.description}
    fields = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items())
    return f"---\n{fields}\n---\n\n"
