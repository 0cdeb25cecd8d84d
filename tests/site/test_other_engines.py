"""The way out: a composed language builds with plain MkDocs-Material and with Zensical, whole."""

from __future__ import annotations

import os
import posixpath
import subprocess
import sys
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup

from guide.composefolder import write_composed
from guide.markdown import headings, links


@pytest.fixture(scope="module")
def composed(tmp_path_factory, real_site) -> Path:
    folder = tmp_path_factory.mktemp("composed") / "fr"
    write_composed(real_site, "fr", folder)
    return folder


def _material(folder: Path) -> Path:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "site-material"]
    subprocess.run(command, cwd=folder, env=environment, check=True)
    return folder / "site-material"


def _zensical(folder: Path) -> Path:
    command = [str(Path(sys.executable).with_name("zensical")), "build"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "site"


@pytest.mark.parametrize("engine", [_material, _zensical])
def test_engine_builds_every_page_heading_and_link(composed, real_site, engine):
    site = engine(composed)
    pages = {}
    for path, page in real_site.pages.items():
        file = site / page.url / "index.html"
        assert file.is_file(), path
        pages[path] = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
    ids = {path: {tag["id"] for tag in soup.find_all(id=True)} for path, soup in pages.items()}
    for path, soup in pages.items():
        text = (composed / "docs" / path).read_text(encoding="utf-8")
        wanted = {heading.target for heading in headings(text)}
        assert wanted <= ids[path], path
        hrefs = {
            _landing(page_url=real_site.pages[path].url, href=tag["href"]) for tag in soup.find_all("a", href=True)
        }
        for link in links(text):
            if urlsplit(link.target).scheme:
                continue
            target, anchor = urldefrag(link.target)
            to = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert (real_site.pages[to].url, anchor) in hrefs, f"{path}: {link.target}"
            assert not anchor or anchor in ids[to], f"{path}: {link.target}"


def _landing(page_url: str, href: str) -> tuple[str, str]:
    """Return the folder address and anchor that a link in a built page leads to."""
    target, anchor = urldefrag(href)
    path = posixpath.normpath(posixpath.join("/", page_url, target)).strip("/")
    path = path.removesuffix("index.html").strip("/")
    return (f"{path}/" if path else ""), anchor
