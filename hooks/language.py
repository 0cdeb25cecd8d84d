"""Hook: the language of this build: theme language, names, address, navigation."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from engine import state
from guide.navigation import Section


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    build = state.current()
    data = build.site.data[build.locale]
    config.theme["language"] = build.locale
    config.theme["direction"] = build.site.config.language(build.locale).dir
    config.site_name = data.strings["site.name"]
    config.site_description = data.strings["site.description"]
    config.site_url = f"{build.site.config.site_url}{build.locale}/"
    config.nav = [_entry(build, section) for section in build.site.navigation]
    config.theme.static_templates.discard("sitemap.xml")
    config.mdx_configs["footnotes"] = {"BACKLINK_TITLE": data.strings["ui.note-back"]}
    return config


def _entry(build: state.Build, section: Section) -> Any:
    if not section.children:
        return section.path
    title = build.site.text(section.path, build.locale).title
    return {title: [section.path, *(_entry(build, child) for child in section.children)]}
