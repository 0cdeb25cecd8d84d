"""The register of good practices as one table that a reader can filter."""

from __future__ import annotations

from guide.citations import escape
from guide.context import Context
from guide.filters import Choice, filters
from guide.formats import sort_key
from guide.pages import Page
from guide.region_tables import chapter
from guide.tables import place_name, table

NEEDED = frozenset({"country", "year", "theme", "region", "paragraphs", "result"})


def practices(context: Context) -> str:
    """Return the register: choices by theme, region and paragraph, then a row for each practice."""
    head = [context.s(f"practice.column.{name}") for name in ("country", "year", "practice", "theme", "result")]
    rows = []
    found = _listed(context)
    for page in found:
        text, meta = context.site.text(page.path, context.locale), page.meta
        marks = f'data-region="{meta["region"]}" data-theme="{meta["theme"]}" data-paragraphs="{" ".join(meta["paragraphs"])}"'
        language = context.language_marks(page.path)
        link = f"[{escape(text.title)}]({context.link(page.path)}){{ .row {marks} {language} }}"
        result = escape(str(text.meta.get("result", meta["result"])))
        if language:
            result = f"<span {language}>{result}</span>"
        country = place_name(context, meta["country"])
        rows.append([country, str(meta["year"]), link, context.s(f"theme.{meta['theme']}"), result])
    listed = table(head, sorted(rows, key=lambda row: (sort_key(row[0]), row[1])))
    return f"{filters(context, _choices(context, found))}\n\n{listed}" if found else listed


def _listed(context: Context) -> list[Page]:
    """Return the practices whose front matter is whole; what others lack is said once, at their own lines."""
    return [
        page for page in context.site.of_kind("practice")
        if page.meta.keys() >= NEEDED and f"theme.{page.meta['theme']}" in context.data.strings
    ]  # fmt: skip


def _choices(context: Context, listed: list[Page]) -> list[Choice]:
    metas = [page.meta for page in listed]
    themes = {meta["theme"]: context.s(f"theme.{meta['theme']}") for meta in metas}
    regions = {meta["region"]: _region_name(context, meta["region"]) for meta in metas}
    used = {label for meta in metas for label in meta["paragraphs"]}
    labels = {label: label for label in context.data.paragraphs if label in used}
    return [
        Choice("theme", context.s("filter.theme"), dict(sorted(themes.items(), key=lambda one: sort_key(one[1])))),
        Choice("region", context.s("filter.region"), dict(sorted(regions.items()))),
        Choice("paragraphs", context.s("filter.paragraph"), labels),
    ]


def _region_name(context: Context, slug: str) -> str:
    path = chapter(slug)
    return context.title(path) if path in context.site.pages else slug
