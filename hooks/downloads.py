"""Hook: the files that checklist pages offer: one spreadsheet for each list."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from engine import state
from guide.spreadsheets import write_spreadsheets


def on_post_build(config: MkDocsConfig) -> None:
    build = state.current()
    changed = [page.path for page in build.site.of_kind("checklist") if build.is_changed(page.path)]
    write_spreadsheets(build.site, build.locale, Path(config.site_dir), changed)
