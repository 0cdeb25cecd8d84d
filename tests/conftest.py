"""Small guides for unit tests: a whole repository of a few files, in a temporary folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from engine.build import build_site_if_changed
from guide.config import load_config
from guide.offline.build import build_offline
from guide.site import Site, load_site
from tests.small import write_small_guide

REPOSITORY = Path(__file__).parent.parent
# Every language of the guide: a new one is tested as the others are.
LOCALES = load_config(REPOSITORY).locales


# The same cases each time, so that a change is judged by what it changes; `make fuzz` looks for new ones.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")


@pytest.fixture
def make_guide(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a small guide (with the files given besides) and returns its root."""

    def make(files: dict[str, str | bytes] | None = None) -> Path:
        return write_small_guide(tmp_path / "small", files or {})

    return make


@pytest.fixture
def small_site(make_guide: Callable[..., Path]) -> Site:
    """A small guide without a fault, loaded."""
    return load_site(make_guide())


@pytest.fixture(scope="session")
def real_site() -> Site:
    """The guide of this repository, loaded once."""
    return load_site(REPOSITORY)


@pytest.fixture(scope="session")
def offline_files() -> None:
    """The site and all its documents, e-books and archives, made once for all tests (at once when nothing changed)."""
    build_site_if_changed(REPOSITORY)
    build_offline(REPOSITORY, say=lambda line: print(line, file=sys.stderr))
