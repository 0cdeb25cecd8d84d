"""Serves the built guide on this machine and rebuilds the language being edited on save."""

from __future__ import annotations

import http.server
import threading
import time
from functools import partial
from pathlib import Path

from engine.build import Digests, build_site
from guide.problems import ProblemsError

WATCHED = ("docs", "translations", "overrides", "mkdocs.yml")
POLL_SECONDS = 0.3


def serve(root: Path, locale: str, port: int) -> int:
    """Build what is missing, serve site/ at 127.0.0.1:port until interrupted; return the exit code."""
    digests: Digests = {}
    locales = [] if not (root / "site" / "index.html").exists() else [locale]
    if not _build(root, locales, digests) and not (root / "site").exists():
        return 1
    handler = partial(_Handler, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Serving http://127.0.0.1:{port}/{locale}/ — saving a file rebuilds {locale}; Ctrl+C ends.", flush=True)
        try:
            _watch(root, locale, digests)
        except KeyboardInterrupt:
            print()
    return 0


def _watch(root: Path, locale: str, digests: Digests) -> None:
    seen = _stamps(root)
    while True:
        time.sleep(POLL_SECONDS)
        now = _stamps(root)
        if now != seen:
            # A changed template or script concerns every page.
            if {path for path in seen | now if seen.get(path) != now.get(path) and "/overrides/" in path}:
                digests.clear()
            seen = now
            _build(root, [locale], digests)


def _build(root: Path, locales: list[str], digests: Digests) -> bool:
    """Build and say how it went; problems are printed, the last good site stays."""
    started = time.monotonic()
    try:
        build_site(root, locales, digests)
    except ProblemsError as error:
        for problem in error.problems:
            print(problem, flush=True)
        print(f"{len(error.problems)} problem(s); the site stays as last built.", flush=True)
        return False
    print(f"Built {', '.join(locales) or 'all languages'} in {time.monotonic() - started:.1f} s.", flush=True)
    return True


def _stamps(root: Path) -> dict[str, int]:
    """Return when each watched file last changed, in nanoseconds."""
    stamps = {}
    for name in WATCHED:
        place = root / name
        paths = [place] if place.is_file() else place.rglob("*")
        for path in paths:
            if path.suffix in (".md", ".yml", ".html", ".css", ".js", ".svg"):
                stamps[str(path)] = path.stat().st_mtime_ns
    return stamps


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files quietly, with each language's own 404 page."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, self.path.strip("/").split("/")[0], "404.html")
        if code == 404 and page.is_file():
            content = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)
        else:
            super().send_error(code, message, explain)
