"""The same text built by others: plain MkDocs-Material with mkdocs-static-i18n, Zensical, VitePress, Hugo, and by us.

Run by hand: `make bench-peers`. Sets the others up in .cache/peers (npm, PyPI, Debian's hugo), gives each the composed
Markdown of every language, and measures seconds, memory, and bytes of a first visit and a first search. Writes
tests/benchmarks/results-peers.md. Nothing here passes or fails. Where a peer lacks something (Debian's Hugo has no search
and no theme) the table says so; its pages are then bare, and lighter for that.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page  # noqa: E402
from tests.chromium import chromium  # noqa: E402
from tests.webserver import serve  # noqa: E402

from guide.composefolder import write_composed  # noqa: E402
from guide.site import Site, load_site  # noqa: E402

CACHE = ROOT / ".cache" / "peers"
FILES = Path(__file__).parent / "peers"
QUERY, PAGE = "ratification", "en/legislate/ratify/"


@dataclass
class Peer:
    """A way to build the guide. build: writes the site and returns its folder; search: types a word and waits."""

    name: str
    build: Callable[[Site], Path]
    search: Callable[[Page], None] | None
    note: str = ""
    page: str = PAGE


def composed(site: Site, locale: str, name: str) -> Path:
    """Return a fresh plain folder of one language for a peer: docs/ and mkdocs.yml."""
    folder = CACHE / name / "source" / locale
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_composed(site, locale, folder)
    return folder


def run(command: list[str | Path], folder: Path, **environment: str) -> None:
    """Run a program whose time and memory count; show the end of what it said when it fails."""
    told = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise SystemExit(f"{command[0]} failed:\n{(told.stdout + told.stderr)[-3000:]}")


def python() -> Path:
    """Return the Python of the peers' own virtual environment, set up when it is missing."""
    venv = CACHE / "venv"
    if not (venv / "bin" / "mkdocs").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin" / "pip", "install", "--quiet", "-r", FILES / "requirements.txt"], check=True)
    return venv / "bin" / "python"


def material(site: Site) -> Path:
    """MkDocs-Material with mkdocs-static-i18n: a folder for each language, one build, one index."""
    folder = CACHE / "material"
    for locale in site.config.locales:
        source = composed(site, locale, "material")
        shutil.rmtree(folder / "docs" / locale, ignore_errors=True)
        shutil.copytree(source / "docs", folder / "docs" / locale)
    settings = yaml.safe_load((CACHE / "material/source/en/mkdocs.yml").read_text(encoding="utf-8"))
    languages = [
        {"locale": language.locale, "name": language.name, "build": True, "default": language.locale == "en"}
        for language in site.config.languages
    ]
    settings["plugins"] = ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    interpreter = python()
    timed(lambda: run([interpreter, "-m", "mkdocs", "build", "--quiet"], folder, NO_MKDOCS_2_WARNING="1"))
    return folder / "site"


def zensical(site: Site) -> Path:
    """Zensical: one build for each language, one after the other."""
    folders = [composed(site, locale, "zensical") for locale in site.config.locales]
    for folder in folders:
        settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
        settings["plugins"] = ["search"]
        (folder / "mkdocs.yml").write_text(
            yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    program = Path(sys.executable).with_name("zensical")
    timed(lambda: [run([program, "build"], folder) for folder in folders])
    return _together("zensical", folders)


def _together(name: str, folders: list[Path]) -> Path:
    site = CACHE / name / "site"
    shutil.rmtree(site, ignore_errors=True)
    for folder in folders:
        shutil.copytree(folder / "site", site / folder.name)
    return site


def vitepress(site: Site) -> Path:
    """VitePress with its local search; what Vue would take for its own marks is shielded (v-pre)."""
    folder = CACHE / "vitepress"
    shutil.rmtree(folder / "docs", ignore_errors=True)
    for locale in site.config.locales:
        source = composed(site, locale, "vitepress") / "docs"
        for path in source.rglob("*.md"):
            head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
            target = folder / "docs" / locale / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            body = re.sub(r" ?markdown=\"1\"", "", body.replace("<br>", "<br/>"))
            target.write_text(
                f"---\n{head}\n---\n\n# {json.loads(head.split('title: ')[1].splitlines()[0])}\n\n::: v-pre\n{body}\n:::\n",
                encoding="utf-8",
            )
    locales = {
        language.locale: {"label": language.name, "lang": language.locale, "dir": language.dir}
        for language in site.config.languages
    }
    settings = {
        "title": "Guide",
        "locales": locales,
        "ignoreDeadLinks": True,
        "themeConfig": {"search": {"provider": "local"}},
    }
    place = folder / "docs" / ".vitepress"
    place.mkdir(parents=True, exist_ok=True)
    (place / "config.mjs").write_text(f"export default {json.dumps(settings, ensure_ascii=False)}\n", encoding="utf-8")
    shutil.copy(FILES / "package.json", folder)
    if not (folder / "node_modules").exists():
        run(["npm", "install", "--silent"], folder)
    timed(lambda: run([folder / "node_modules/.bin/vitepress", "build", "docs"], folder))
    return folder / "docs" / ".vitepress" / "dist"


def hugo(site: Site) -> Path:
    """Debian's Hugo with the barest templates: no theme, no search."""
    folder = CACHE / "hugo"
    shutil.rmtree(folder / "content", ignore_errors=True)
    languages = {}
    for number, language in enumerate(site.config.languages):
        source = composed(site, language.locale, "hugo") / "docs"
        for path in source.rglob("*.md"):
            name = path.relative_to(source)
            target = (
                folder
                / "content"
                / language.locale
                / (name.with_name("_index.md") if name.name == "index.md" else name)
            )
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        languages[language.locale] = {
            "weight": number + 1,
            "contentDir": f"content/{language.locale}",
            "languageName": language.name,
        }
    settings = {
        "baseURL": "/", "title": "Guide", "defaultContentLanguage": "en", "defaultContentLanguageInSubdir": True,
        "disableKinds": ["taxonomy", "term", "RSS"], "languages": languages, "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True, exist_ok=True)
    links = "<ul>{{ range .Site.RegularPages }}{{ if eq .Section $.Section }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}{{ end }}</ul>"
    page = f"<!doctype html><html lang='{{{{ .Lang }}}}'><title>{{{{ .Title }}}}</title><h1>{{{{ .Title }}}}</h1><nav>{links}</nav><main>{{{{ .Content }}}}</main>"
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(page, encoding="utf-8")
    program = shutil.which("hugo")
    if program is None:
        raise SystemExit("Hugo is missing; on Debian: apt-get install hugo")
    timed(lambda: run([program, "--quiet", "--destination", "public"], folder))
    return folder / "public"


def ours(site: Site) -> Path:
    """This project: search, spreadsheets, checks and data included."""
    guide = Path(sys.executable).with_name("guide")
    timed(lambda: run([guide, "site", *site.config.locales], ROOT))
    return ROOT / "site"


_seconds = 0.0


def timed(work: Callable[[], object]) -> None:
    """Measure the building only, not the setting up."""
    global _seconds
    started = time.monotonic()
    work()
    _seconds = time.monotonic() - started


def search_material(page: Page) -> None:
    page.locator("[data-md-component=search-query]").fill(QUERY, force=True)
    page.locator(".md-search-result__link").first.wait_for(state="attached")


def search_zensical(page: Page) -> None:
    page.locator(".md-search__button").first.click()
    page.wait_for_timeout(500)
    page.keyboard.type(QUERY)
    # Its dialog stands in a shadow tree below an element of no name.
    page.locator("body > div[style*='position: fixed'] a[href]").first.wait_for()


def search_vitepress(page: Page) -> None:
    page.locator(".VPNavBarSearch button").first.click()
    page.locator("#localsearch-input").fill(QUERY)
    page.locator(".result").first.wait_for()


def search_ours(page: Page) -> None:
    page.click("[data-search]")
    page.locator("dialog input").fill(QUERY)
    page.locator("dialog a[href]").first.wait_for()


PEERS = {
    "material": Peer("MkDocs-Material + mkdocs-static-i18n", material, search_material, page="legislate/ratify/"),
    "zensical": Peer(
        "Zensical, a build for each language", zensical, search_zensical, "search comes with the first page"
    ),
    "vitepress": Peer("VitePress, local search", vitepress, search_vitepress, page="en/legislate/ratify.html"),
    "hugo": Peer("Hugo of Debian, bare templates", hugo, None, "no theme, no search"),
    "ours": Peer("this project", ours, search_ours),
}

MEASURES = {"seconds": "s", "memory": "MB", "first visit": "KB", "first search": "KB"}


def weigh(
    browser: Browser, folder: Path, url: str, search: Callable[[Page], None] | None
) -> tuple[float, float | None]:
    """Return kilobytes (gzip) of a first visit and of a first search."""
    with serve(folder, headers={}) as address:
        page = browser.new_context().new_page()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        received: list[float] = []
        session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        page.goto(f"{address}/{url}")
        page.wait_for_timeout(1500)
        first = sum(received) / 1000
        received.clear()
        if search is None:
            return first, None
        search(page)
        page.wait_for_timeout(1500)
        return first, sum(received) / 1000


def losses(measured: dict[str, tuple[float | None, ...]]) -> list[str]:
    """Return a line for each measure and each peer that does better than this project in it."""
    ours = measured.get("ours", ())
    return [
        f"- {measure}: {PEERS[name].name}{f' ({PEERS[name].note})' if PEERS[name].note else ''}, {theirs:.0f} {unit} against {own:.0f} {unit}."
        for column, (measure, own) in enumerate(zip(MEASURES, ours, strict=False))
        for name, values in measured.items()
        if own is not None and (theirs := values[column]) is not None and theirs < own
        for unit in [MEASURES[measure]]
    ]


def main() -> None:
    """Without names: every peer. Each is built in a process of its own, so that memory is its own."""
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        peer = PEERS[sys.argv[2]]
        folder = peer.build(load_site(ROOT))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        print(json.dumps([str(folder), _seconds, memory]))
        return
    rows: list[str] = []
    measured: dict[str, tuple[float | None, ...]] = {}
    with chromium() as browser:
        for name in sys.argv[1:] or list(PEERS):
            peer = PEERS[name]
            told = subprocess.run(
                [sys.executable, __file__, "--one", name], capture_output=True, text=True, check=False
            )
            if told.returncode:
                print(f"{peer.name}: {told.stderr[-1500:]}", file=sys.stderr)
                rows.append(f"| {peer.name} | failed | | | | {peer.note} |")
                continue
            folder, seconds, memory = json.loads(told.stdout.splitlines()[-1])
            first, search = weigh(browser, Path(folder), peer.page, peer.search)
            measured[name] = (seconds, memory, first, search)
            found = f"{search:.0f} KB" if search is not None else "–"
            rows.append(f"| {peer.name} | {seconds:.1f} s | {memory:.0f} MB | {first:.1f} KB | {found} | {peer.note} |")
            print(rows[-1], flush=True)
    head = (
        f"# Peers\n\n{time.strftime('%Y-%m-%d')}: the same text in every language, {len(os.sched_getaffinity(0))} cores; memory is that of the "
        "largest process; bytes are gzip, of the English page Ratify and one search. `make bench-peers` makes this file.\n\n"
        "| built by | seconds | memory | first visit | first search | what it lacks |\n| --- | --- | --- | --- | --- | --- |\n"
    )
    lines = [*rows, "", "## Where this project loses", "", *losses(measured)]
    (Path(__file__).parent / "results-peers.md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
