"""The notice above a page that is a translation, or is not translated: its state, and what its source has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from guide.context import Context
from guide.formats import format_date, language_name
from guide.pages import page_url
from guide.translations import SectionStatus

if TYPE_CHECKING:
    from guide.compose import Status

# What is said of sections that are not current, by their state.
GROUPS = {"stale": "notice.changed", "missing": "notice.new", "gone": "notice.gone"}


def notice(context: Context, status: Status) -> str:
    """Return the notice in the reader's language, as an admonition in Markdown ('' for a page in its first language)."""
    say = context.reader_s
    if status.state == "missing":
        language = language_name(context.locale, context.reader)
        return _box("warning", say("notice.missing.title"), [say("notice.missing.text", language=language)])
    if status.state not in ("draft", "reviewed"):
        return ""
    text = say("notice.draft.text")
    if status.state == "reviewed":
        date = format_date(status.reviewed, context.reader)
        text = say("notice.reviewed.text", reviewer=status.reviewer, date=date)
    lines = [text, *(_changes(context, status.changed) if status.is_accepted else _never(context))]
    return _box("warning" if status.changed else "note", say(f"notice.{status.state}.title"), lines)


def _never(context: Context) -> Iterator[str]:
    yield context.reader_s("notice.unaccepted", language=_source_name(context))


def _changes(context: Context, changed: Sequence[SectionStatus]) -> Iterator[str]:
    """Yield a sentence and a list for each kind of change; each section leads to the source, at its id."""
    for state, key in GROUPS.items():
        items = [_item(context, section) for section in changed if section.state == state]
        if items:
            yield context.reader_s(key, language=_source_name(context))
            yield "\n".join(items)


def _item(context: Context, section: SectionStatus) -> str:
    """Return a section: its title here, linked, and its title in the source, linked to the source.

    A missing section has its place here only in this list, so links to it lead here.
    """
    titles = {own.id: own.title for own in context.text.sections}
    own = titles.get(section.id) or context.reader_s("notice.opening")
    if section.state == "gone":
        return f"- [{own}](#{section.id})"
    source = context.site.pages[context.text.path]
    anchor = "" if section.id == "top" else f"#{section.id}"
    address = f"{context.site.config.site_url}{source.locale}/{page_url(source.path)}{anchor}"
    # The source's words keep its language; "top" has no heading, so the page's title stands for it.
    marks = f'lang="{source.locale}" hreflang="{source.locale}"'
    if section.state == "missing":
        return f"- [{section.title}]({address}){{ #{section.id} {marks} }}"
    here = own if section.id == "top" else f"[{own}](#{section.id})"
    return f"- {here} – [{section.title or source.title}]({address}){{ {marks} }}"


def _source_name(context: Context) -> str:
    return language_name(context.site.pages[context.text.path].locale, context.reader)


def _box(kind: str, title: str, blocks: Sequence[str]) -> str:
    text = "\n\n".join("\n".join(f"    {line}" for line in block.split("\n")) for block in blocks)
    return f'!!! {kind} "{title}"\n\n{text}'
