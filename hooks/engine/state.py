"""The guide in memory and the language being built, for the hooks of one MkDocs run."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from guide.compose import Composed, compose
from guide.config import SOURCE_LOCALE, find_root
from guide.site import Site, load_site
from guide.view import page_view


@dataclass
class Build:
    """One language's build: the site, the reader's language, its composed pages.

    before: the digest of each page as it stands in the output folder already (empty: build all);
    digests: those of this build.
    """

    site: Site
    locale: str
    before: dict[str, str] = field(default_factory=dict)
    composed: dict[str, Composed] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def page(self, path: str) -> Composed:
        """Return a composed page, composing it once."""
        if path not in self.composed:
            self.composed[path] = compose(self.site, path, self.locale)
        return self.composed[path]

    def is_changed(self, path: str) -> bool:
        """Say whether a page differs from what the output folder holds: its text or anything shown around it."""
        page = self.page(path)
        view = page_view(self.site, self.locale, page)
        shown = {key: value for key, value in view.items() if not callable(value)}
        self.digests[path] = hashlib.sha256(repr((page, shown)).encode()).hexdigest()
        return self.before.get(path) != self.digests[path]


_current: Build | None = None


def start(site: Site, locale: str, before: dict[str, str] | None = None) -> Build:
    """Set what the hooks will build."""
    global _current
    _current = Build(site, locale, before or {})
    return _current


def current() -> Build:
    """Return the running build. Under a plain `mkdocs build` the language is that of GUIDE_LANGUAGE."""
    if _current is None:
        root = find_root(Path.cwd())
        return start(load_site(root), os.environ.get("GUIDE_LANGUAGE", SOURCE_LOCALE))
    return _current
