"""What the guide shows of the six groups of parliaments, from docs/data/regions: overview, comparison, lists."""

from __future__ import annotations

from collections import defaultdict
from html import escape as html_escape
from typing import Any

from guide.citations import escape
from guide.context import Context
from guide.filters import Choice, filters
from guide.formats import country_name, format_date, format_value, sort_key
from guide.problems import did_you_mean
from guide.site import Site
from guide.tables import contacts, table

ROLES = ("binding", "open", "guidance", "model")
PARTS = ("members", "channels")
# What parliament.js says while a reader picks.
PICKER_WORDS = ("choose", "keep", "store", "forget", "kept", "not-kept", "forgotten", "unknown", "share")
DOTS_A_ROW = 15


class UnknownRegionError(LookupError):
    """A macro names a region or a part that does not exist; the message is for the page's author."""


def region_title(context: Context, slug: str) -> str:
    """Return the name of a group: the title of its chapter in this language, else that of the data."""
    path = chapter(slug)
    return context.title(path) if path in context.site.pages else str(context.data.regions[slug]["group_name"])


def chapter(slug: str) -> str:
    """Return the path of a group's chapter, whether or not it is there."""
    return f"regions/{slug}.md"


def region_checklist(site: Site, slug: str) -> str | None:
    """Return the page of a region's checklist, if there is one."""
    for _, checklist in sorted(site.checklists.items()):
        if checklist.page.meta.get("region") == slug or (
            checklist.id.startswith("RC-") and checklist.page.path.endswith(f"/rc-{slug}.md")
        ):
            return checklist.page.path
    return None


def _chapter_link(context: Context, slug: str) -> str:
    title = escape(region_title(context, slug))
    return f"[{title}]({context.link(chapter(slug))})" if chapter(slug) in context.site.pages else title


def overview(context: Context) -> str:
    """The six groups: a diagram of their sizes, then members with source and date, bodies, chapter, checklist."""
    head = [context.s(f"region.column.{name}") for name in ("group", "members", "bodies", "checklist")]
    rows = []
    for slug, region in context.data.regions.items():
        date = format_date(region["members_as_of"], context.locale)
        members = f"{_counts(context, region)} ({date})[@{region['members_source']}]"
        bodies = "<br>".join(escape(body["name"]) for body in region["bodies"])
        path = region_checklist(context.site, slug)
        rows.append([_chapter_link(context, slug), members, bodies, context.page_link(path) if path else "–"])
    return f"{diagram(context)}\n\n{table(head, rows)}"


def diagram(context: Context) -> str:
    """One tile a group with a dot for each country. Its words say all that its dots show; no borders are drawn."""
    tiles = []
    for slug, region in context.data.regions.items():
        more = context.s("list.comma").join(
            context.count(f"region.counts.{name}", len(region[name])) for name in ("instruments", "bodies")
        )
        dots = _dots(len(region["members"]), len(region.get("uncertain_members", [])))
        tiles.append(f"- **{_chapter_link(context, slug)}** {dots} {_counts(context, region)}<br>{more}")
    listed = "\n".join(tiles)
    return f'<div class="groups" markdown="1">\n\n{listed}\n\n</div>\n\n{context.s("region.diagram")}' if tiles else ""


def _dots(named: int, probable: int) -> str:
    """Return the dots of a tile: strokes without length, whose round ends are the dots."""
    paths = []
    for first, last, kind in ((0, named, ""), (named, named + probable, ' class="pale"')):
        marks = "".join(f"M{4 + 8 * (n % DOTS_A_ROW)} {4 + 8 * (n // DOTS_A_ROW)}h0" for n in range(first, last))
        if marks:
            paths.append(f'<path{kind} d="{marks}"/>')
    height = 8 * -(-(named + probable) // DOTS_A_ROW)
    return f'<svg viewBox="0 0 {8 * DOTS_A_ROW} {height}" aria-hidden="true">{"".join(paths)}</svg>'


def _counts(context: Context, region: dict[str, Any]) -> str:
    parts = []
    for name, members in (("named", region["members"]), ("probable", region.get("uncertain_members", []))):
        if members:
            parts.append(context.s(f"region.{name}", count=format_value(len(members), "count", context.locale)))
    return context.s("list.comma").join(parts)


def comparison(context: Context) -> str:
    """Instruments down, groups across, with the role of each instrument in each group."""
    regions, roles = context.data.regions, defaultdict[str, dict[str, str]](dict)
    for slug, region in regions.items():
        for entry in region["instruments"]:
            roles[entry["key"]][slug] = entry["role"]
    head = [context.s("region.column.instrument"), *(escape(region_title(context, slug)) for slug in regions)]
    rows = []
    for key, by_region in roles.items():
        short = context.data.instruments.get(key, {}).get("short", key)
        marks = {
            "region": " ".join(by_region),
            "role": " ".join(sorted(set(by_region.values()))),
            "pair": " ".join(f"{slug}:{role}" for slug, role in by_region.items()),
        }
        data = " ".join(f'data-{name}="{value}"' for name, value in marks.items())
        link = f"[{escape(short)}]({context.link('reference/instruments.md', key)}){{ .row {data} }}"
        cells = [_role(context, slug, by_region.get(slug)) for slug in regions]
        rows.append((sort_key(short), [link, *cells]))
    choices = [
        Choice("region", context.s("filter.region"), {slug: region_title(context, slug) for slug in regions}),
        Choice("role", context.s("filter.role"), {role: context.s(f"role.{role}") for role in ROLES}),
    ]
    return f"{filters(context, choices, is_wide=True)}\n\n{table(head, [row for _, row in sorted(rows)])}"


def _role(context: Context, slug: str, role: str | None) -> str:
    """Return what an instrument is in a group, linked to where the chapter says so with its sources."""
    if role is None:
        return "–"
    words = context.s(f"role.{role}")
    path = chapter(slug)
    return f"[{words}]({context.link(path, 'instruments')})" if path in context.site.pages else words


def region_data(context: Context, slug: str, part: str = "") -> str:
    """Return what the data say of a region for its chapter: members, channels, or both."""
    if slug not in context.data.regions:
        raise UnknownRegionError(
            f'region "{slug}" is not in docs/data/regions{did_you_mean(slug, context.data.regions)}'
        )
    if part and part not in PARTS:
        raise UnknownRegionError(f'"{part}" is not a part of a region: {", ".join(PARTS)}{did_you_mean(part, PARTS)}')
    region = context.data.regions[slug]
    blocks = {"members": _members(context, region), "channels": _channels(context, region)}
    return blocks[part] if part else "\n\n".join(blocks.values())


def _members(context: Context, region: dict[str, Any]) -> str:
    """Return the member parliaments by the names of their countries, closed until they are asked for."""
    lines = [
        f"{escape(region['members_note'])} ({format_date(region['members_as_of'], context.locale)})[@{region['members_source']}]"
    ]
    for name, codes in (("named", region["members"]), ("probable", region.get("uncertain_members", []))):
        if codes:
            names = sorted((country_name(code, context.locale) for code in codes), key=sort_key)
            lines.append(f"- **{context.s(f'region.{name}.list')}** {context.s('list.comma').join(names)}")
    title = f"{context.s('region.members')} ({_counts(context, region)})"
    text = "\n\n".join([lines[0], "\n".join(lines[1:])])
    return f'<details class="members" markdown="1">\n<summary>{html_escape(title)}</summary>\n\n{text}\n\n</details>'


def _channels(context: Context, region: dict[str, Any]) -> str:
    """Return the reporting channels as a table, each with its date and source."""
    return contacts(context, region["channels"], context.s("place.several")) if region["channels"] else ""


def parliaments(context: Context) -> str:
    """Every country of the lists with the chapters of its groups: the plain form of "My parliament"."""
    groups: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for slug, region in context.data.regions.items():
        for code in region["members"]:
            groups[code].append((slug, True))
        for code in region.get("uncertain_members", []):
            groups[code].append((slug, False))
    lines = []
    for code in sorted(groups, key=lambda code: sort_key(country_name(code, context.locale))):
        links = []
        for slug, is_named in groups[code]:
            sure = "" if is_named else f" ({context.s('parliament.probable')})"
            links.append(f'{_chapter_link(context, slug)}{{ data-r="{slug}" }}{sure}')
        name = html_escape(country_name(code, context.locale))
        lines.append(f'- <b id="p-{code.lower()}" data-p="{code}">{name}</b> {context.s("list.comma").join(links)}')
    listed = "\n".join(lines)
    words = " ".join(f'data-{key}="{html_escape(context.s(f"parliament.{key}"))}"' for key in PICKER_WORDS)
    return f'<div class="parliaments" data-parliaments {words} markdown="1">\n\n{listed}\n\n</div>'
