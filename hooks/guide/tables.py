"""Lists and tables that the guide generates from its pages and data, as Markdown."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from guide.citations import escape, link_target, reference
from guide.context import Context
from guide.due import due_dates
from guide.formats import country_name, format_date, format_value, sort_key
from guide.navigation import Section
from guide.pages import Page, page_kind
from guide.tongues import tongues

PROVISION_GROUPS = (
    "definitions", "offences", "age", "jurisdiction", "procedure", "victims", "companies", "safeguards",
    "institutions", "money",
)  # fmt: skip


def pages(context: Context) -> str:
    """The pages below this one in the navigation, each with its description."""
    entry = next(
        (entry for top in context.site.navigation for entry in top.walk() if entry.path == context.text.path),
        Section(context.text.path),
    )
    return "\n".join(_page_line(context, child.path) for child in entry.children)


def _page_line(context: Context, path: str) -> str:
    page, marks = context.site.text(path, context.locale), context.language_marks(path)
    title = f"[**{escape(page.title)}**]({context.link(path)})"
    description = escape(page.meta.get("description", ""))
    if marks:
        return f"- {title}{{ {marks} }}<br><span {marks}>{description}</span>"
    return f"- {title}<br>{description}"


def checklists(context: Context) -> str:
    """All checklists: number, title, items, minutes."""
    head = [context.s(f"checklist.column.{name}") for name in ("list", "title", "items", "minutes")]
    rows = []
    for identifier, checklist in sorted(context.site.checklists.items()):
        path = checklist.page.path
        minutes = str(checklist.page.meta.get("minutes", ""))
        items = format_value(len(checklist.items), "count", context.locale)
        rows.append([identifier, context.page_link(path), items, minutes])
    return table(head, rows)


def provisions(context: Context) -> str:
    """The drafting bank by group."""
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in context.site.of_kind("provision"):
        groups[page.meta["group"]].append(page)
    blocks = []
    for group in PROVISION_GROUPS:
        if groups[group]:
            lines = "\n".join(
                f"- {page.meta['provision']} {context.page_link(page.path)}"
                for page in sorted(groups[group], key=lambda page: str(page.meta["provision"]))
            )
            blocks.append(f"### {context.s(f'provision.group.{group}')} {{ #{group} }}\n\n{lines}")
    return "\n\n".join(blocks)


def place_name(context: Context, code: str) -> str:
    """Return a country's name; INT and EU stand for several countries and for the Union."""
    return context.s("place.several") if code == "INT" else country_name(code, context.locale)


def helplines(context: Context) -> str:
    """Channels for help, by country, each with its source and date."""
    return contacts(context, context.data.helplines, context.s("helpline.international"))


def contacts(context: Context, entries: list[dict[str, Any]], several: str) -> str:
    """Return a table of helplines or reporting channels by country; several: the words for a channel of many (INT)."""
    head = [context.s(f"helpline.column.{name}") for name in ("country", "kind", "name", "contact", "date")]
    rows = []
    for entry in entries:
        name = escape(entry["name"])
        if url := entry.get("url"):
            name = f"[{name}]({link_target(url)})"
        if note := entry.get("note"):
            name += f"<br>{escape(note)}"
        country = several if entry["country"] == "INT" else country_name(entry["country"], context.locale)
        date = f"{format_date(entry['as_of'], context.locale)}[@{entry['source']}]"
        rows.append([country, context.s(f"channel.{entry['kind']}"), name, escape(str(entry["contact"])), date])
    return table(head, sorted(rows, key=lambda row: sort_key(row[0])))


def sources(context: Context) -> str:
    """Every source with its full reference and the pages that cite it."""
    cited: dict[str, set[str]] = defaultdict(set)
    for page in context.site.pages.values():
        for found in page.citations:
            cited[found.target].add(page.path)
        for key in page.meta.get("sources", []):
            cited[key].add(page.path)
    lines = []
    for key, source in sorted(context.data.sources.items()):
        line = reference(source, context.data.strings, context.locale)
        read = context.s(f"source.read.{source['read']}", date=format_date(source["seen"], context.locale))
        where = context.s("list.comma").join(context.page_link(path) for path in sorted(cited[key]))
        used = f" {context.s('source.cited-on')} {where}." if where else f" {context.s('source.in-data')}"
        lines.append(f"- `{key}`{{ #{key} }} {line} {read}{used}")
    return "\n".join(lines)


def instruments(context: Context) -> str:
    """Treaties, standards and models: a table of their status, then one entry each."""
    data = context.data.instruments
    head = [context.s(f"instrument.column.{name}") for name in ("name", "adopted", "in-force", "parties")]
    rows = []
    for key, entry in data.items():
        parties = entry.get("parties")
        count = ""
        if parties:
            count = f"{format_value(parties['count'], 'count', context.locale)} ({format_date(parties['as_of'], context.locale)})[@{parties['source']}]"
        force = (
            format_date(entry["in_force"], context.locale)
            if entry.get("in_force")
            else escape(entry.get("in_force_note") or "")
        )
        adopted = format_date(entry["adopted"], context.locale) if entry.get("adopted") else ""
        rows.append([f"[{escape(entry['short'])}](#{key})", adopted, force or "–", count or "–"])
    blocks = [table(head, rows)]
    blocks += [instrument_entry(context, key, entry) for key, entry in data.items()]
    return "\n\n".join(blocks)


def instrument_entry(context: Context, key: str, entry: dict[str, Any]) -> str:
    """Return what the guide says of one treaty or standard: titles, parties, articles, duties, depositary."""
    lines = [
        f"### {escape(entry['short'])} {{ #{key} }}",
        f"*{escape(entry['title'])}*, {escape(entry['body'])}.[@{entry['source']}]",
    ]
    lines += tongues(context, "instruments", key, "title", context.s("instrument.titles"))
    if note := entry.get("parties", {}).get("note"):
        lines.append(f"**{context.s('instrument.column.parties')}** {escape(note)}")
    if entry.get("articles"):
        articles = [f"- **{escape(str(a['article']))}** {escape(a['about'])}" for a in entry["articles"]]
        lines += [f"**{context.s('instrument.articles')}**", "\n".join(articles)]
    if entry.get("duties"):
        duties = [f"- {escape(duty)}" for duty in entry["duties"]]
        lines += [f"**{context.s('instrument.duties')}**", "\n".join(duties)]
    if entry.get("depositary"):
        lines.append(f"[{context.s('instrument.depositary')}]({link_target(entry['depositary'])})")
    return "\n\n".join(lines)


def resolution(context: Context) -> str:
    """Each paragraph of the resolution with the pages, checklist items and provisions that answer it."""
    serving: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for path, page in sorted(context.site.pages.items()):
        for paragraph in page.meta.get("paragraphs", []):
            serving[paragraph, page_kind(path)].append(page)
    blocks = []
    for label, entry in context.data.paragraphs.items():
        lines = [f"### {label} {{ #{label.lower()} }}", escape(entry["summary"])]
        # Practices that name the paragraph are many, and the list of practices finds them.
        traced = {"page": ["page", "region"], "checklists": ["checklist"], "provisions": ["provision"]}
        for kind, kinds in traced.items():
            if found := [page for one in kinds for page in serving[label, one]]:
                links = context.s("list.comma").join(context.page_link(page.path) for page in found)
                lines.append(f"- **{context.s(f'trace.{kind}')}** {links}")
        items = [
            f"[{item.id}]({context.link(checklist.page.path, item.anchor)})"
            for _, checklist in sorted(context.site.checklists.items())
            for item in checklist.items
            if label in item.paragraphs
        ]
        if items:
            lines.append(f"- **{context.s('trace.items')}** {context.s('list.comma').join(items)}")
        points = "\n".join(line for line in lines if line.startswith("- "))
        blocks.append("\n\n".join([*lines[:2], points]))
    return "\n\n".join(blocks)


def facts_due(context: Context) -> str:
    """Every fact and page with the day on which its review falls due, earliest first."""
    head = [context.s(f"due.column.{name}") for name in ("due", "what", "where")]
    rows = [
        [format_date(due.on.isoformat(), context.locale), escape(due.what), f"`{due.file}`"]
        for due in due_dates(context.site, context.locale)
    ]
    return table(head, rows)


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table; a bar inside a cell is escaped."""
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    lines += ["| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join(lines)
