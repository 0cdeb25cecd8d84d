"""The guide in memory and the language being built, for the hooks of one MkDocs run."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from guide.compose import Composed, compose
from guide.config import SOURCE_LOCALE, find_root
from guide.site import Site, load_site


@dataclass
class Build:
    """One language's build: the site, the reader's language, and its composed pages."""

    site: Site
    locale: str
    composed: dict[str, Composed] = field(default_factory=dict)

    def page(self, path: str) -> Composed:
        """Return a composed page, composing it once."""
        if path not in self.composed:
            self.composed[path] = compose(self.site, path, self.locale)
        return self.composed[path]


_current: Build | None = None


def start(site: Site, locale: str) -> Build:
    """Set what the hooks will build."""
    global _current
    _current = Build(site, locale)
    return _current


def current() -> Build:
    """Return the running build. Under a plain `mkdocs build` the language is that of GUIDE_LANGUAGE."""
    if _current is None:
        root = find_root(Path.cwd())
        return start(load_site(root), os.environ.get("GUIDE_LANGUAGE", SOURCE_LOCALE))
    return _current
