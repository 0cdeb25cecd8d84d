"""What "Keep this language on this device" needs: a service worker that knows every file, and its size beforehand."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

from guide.files import write_aside
from guide.formats import browser_locale
from guide.site import Site

WORKER = Path("overrides/worker/sw.js")
WORKER_NAME, OFFER_NAME = "sw.js", "keep.json"
PLACE = '"KEPT"'
# The error page and the list for search engines serve nobody offline. Of the downloads, only the spreadsheets are kept.
LEFT_OUT = ("404.html", "sitemap.xml", WORKER_NAME, OFFER_NAME)
COMPRESSED = (".html", ".css", ".js", ".json", ".svg")
WORDS = ("notice", "away", "home")


def write_keep(site: Site, locale: str, folder: Path) -> None:
    """Write sw.js and keep.json into a language's built folder, for the files that are there now."""
    files = {_address(path, folder): path.read_bytes() for path in sorted(folder.rglob("*")) if _is_kept(path, folder)}
    digests = {name: hashlib.sha256(content).hexdigest()[:16] for name, content in files.items()}
    edition = site.config.edition
    version = hashlib.sha256(json.dumps([edition, digests], sort_keys=True).encode()).hexdigest()[:12]
    strings = site.data[locale].strings
    kept = {
        "locale": locale,
        "intl": browser_locale(locale),
        "dir": site.config.language(locale).dir,
        "edition": edition,
        "version": version,
        "words": {word: strings[f"keep.{word}"] for word in WORDS},
        "files": digests,
    }
    offer = {
        "edition": edition,
        "version": version,
        "files": len(files),
        "bytes": sum(len(content) for content in files.values()),
        "transfer": sum(_transfer(name, content) for name, content in files.items()),
    }
    worker = (site.config.root / WORKER).read_text(encoding="utf-8")
    as_script = json.dumps(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), ensure_ascii=False)
    write_aside(folder / WORKER_NAME, worker.replace(PLACE, as_script))
    write_aside(folder / OFFER_NAME, json.dumps(offer) + "\n")


def _is_kept(path: Path, folder: Path) -> bool:
    name = path.relative_to(folder).as_posix()
    if not path.is_file() or name in LEFT_OUT or name.endswith((".gz", ".br")):
        return False
    return not name.startswith("downloads/") or name.endswith(".xlsx")


def _address(path: Path, folder: Path) -> str:
    """Return the address that a reader asks for, relative to the language: a folder for its index.html."""
    name = path.relative_to(folder).as_posix()
    return name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else name


def _transfer(name: str, content: bytes) -> int:
    """Return the bytes that cross the network, text compressed as hosts do."""
    if name.endswith(COMPRESSED) or name.endswith("/") or not name:
        return len(gzip.compress(content, 6, mtime=0))
    return len(content)
