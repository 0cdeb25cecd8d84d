"""Hook: what each language's site has beside its pages: sitemap, search index."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from engine import state
from guide.files import write_aside
from guide.searchindex import build_index
from guide.sitemap import sitemap


def on_post_build(config: MkDocsConfig) -> None:
    build = state.current()
    folder = Path(config.site_dir)
    write_aside(folder / "sitemap.xml", sitemap(build.site, build.locale))
    build_index((build.page(path) for path in build.site.pages), build.locale, folder)
