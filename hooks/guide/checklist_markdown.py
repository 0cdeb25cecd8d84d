"""A checklist as the Markdown that a reader gets: the same items, with names in place of codes."""

from __future__ import annotations

import re
from html import escape as html_escape

from guide.checklist_reader import parse_checklist
from guide.checklists import PARTS, SCALE, Item
from guide.citations import escape
from guide.context import Context

ITEMS_HEADING = re.compile(r"^## .*\{\s*#items\s*\}\s*$", re.MULTILINE)


def render(context: Context) -> str:
    """Return the page's body with each item resolved; everything else stays as written."""
    checklist, _ = parse_checklist(context.text, context.data.strings)
    by_line = {item.line: item for item in checklist.items}
    part_lines = {line for item in checklist.items for line in item.lines.values()}
    out = []
    for number, line in enumerate(context.text.body.split("\n"), start=1):
        if number in by_line:
            out.append(_item(by_line[number], context))
        elif number not in part_lines:
            out.append(line)
    steps = [context.s(f"scale.{step}") for step in SCALE]
    scale = f"**{context.s('checklist.scale')}** {' · '.join(steps)}; {context.s('checklist.exits')}"
    return ITEMS_HEADING.sub(lambda match: f"{match[0]}\n\n{scale}", "\n".join(out))


def _item(item: Item, context: Context) -> str:
    star = f' <span class="star" title="{html_escape(context.s("checklist.star"))}">★</span>' if item.starred else ""
    kind, level = context.s(f"kind.{item.kind}"), context.s(f"level.{item.level}")
    marks = (
        f'data-item="{item.id}" data-kind="{item.kind}" data-level="{item.level}" data-theme="{item.theme}" '
        f'data-asked="{item.asked}"{" data-star" if item.starred else ""}'
    )
    bodies = context.s("list.comma").join(body_name(context, code) for code in item.bodies)
    label = {part: context.s(f"checklist.label.{part}") for part in PARTS}
    return "\n".join(
        [
            f'<div class="item" id="{item.anchor}" {marks} markdown="1">',
            "",
            f'**{item.id}**{star} <span class="kind">{kind} · {level}</span>',
            "",
            f"**{item.text}**" if "**" not in item.text else item.text,
            "",
            f"- **{label['evidence']}** {item.evidence}",
            f"- **{label['from']}** {bodies}",
            f"- **{label['question']}** {context.s('checklist.to', body=body_name(context, item.asked))} {item.question}",
            f"- **{label['weak']}** {item.weak}",
            f"- **{label['rests']}** {' · '.join(basis_link(part, context) for part in item.rests)}",
            "",
            "</div>",
            "",
        ]
    )


def body_name(context: Context, code: str) -> str:
    """Return the name of a ministry or body; an unknown code is reported by the checks and shown as it is."""
    return escape(str(context.data.bodies.get(code, {}).get("name", code)))


def basis_link(part: str, context: Context) -> str:
    """Return one part of 'Rests on' as a link: a paragraph, a treaty article, or the page named."""
    if part.startswith("["):
        return part
    if re.fullmatch(r"[PR]\d+", part):
        return f"[{part}]({context.link('reference/resolution.md', part.lower())})"
    key, _, article = part.partition(" ")
    entry = context.data.instruments.get(key)
    if entry is None:
        return part
    return f"[{escape(entry['short'])}]({context.link('reference/instruments.md', key)}) {escape(article)}".strip()
