"""Hook: gives the templates what the core knows of each page."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from engine import state
from guide.view import error_view, page_view

# Where each style and script lies in this build, by its plain name: assets/js/site.js → assets/js/site.1a2b3c4d.js.
_asset_names: dict[str, str] = {}


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    env.trim_blocks = env.lstrip_blocks = True  # no bytes for the lines of the templates' own statements
    _asset_names.clear()
    _asset_names.update({file.src_uri: file.dest_uri for file in files if file.src_uri.startswith("assets/")})
    return env


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    build = state.current()
    return _add(context, page_view(build.site, build.locale, build.page(page.file.src_uri)))


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    build = state.current()
    return _add(context, error_view(build.site, build.locale))


def _add(context: TemplateContext, view: dict[str, Any]) -> TemplateContext:
    base = view["base"]
    view["asset_name"] = lambda name: _asset_names[name]
    view["asset"] = lambda name: base + _asset_names[name]
    context["guide"] = view  # type: ignore[typeddict-unknown-key]
    return context
