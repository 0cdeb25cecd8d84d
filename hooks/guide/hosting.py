"""What a host needs beside the pages: headers for static hosts, compressed copies, checksums.

hosting/nginx/ holds the same headers for nginx; tests/site/test_hosting.py compares the two.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli

from guide.files import write_aside

# No script or style stands inside a page, so nothing inline is allowed. Pagefind runs compiled code of this site.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Files whose names change with their content; everything else is asked for again (304 when it is the same).
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
HASHED = ("assets/*", ":language/assets/*", ":language/pagefind/fragment/*", ":language/pagefind/index/*")

COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"})
# Below this the copy saves less than a packet.
LEAST_BYTES = 1000
CHECKSUMS = "SHA256SUMS"


def static_host_headers() -> str:
    """Return the file _headers, which Netlify, Cloudflare Pages and others read from the folder they publish."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items()), f"  Cache-Control: {ASK_AGAIN}"]
    for place in HASHED:
        # Values of all matching rules are joined: the first has to be taken away.
        lines += [f"/{place}", "  ! Cache-Control", f"  Cache-Control: {FOR_GOOD}"]
    return "\n".join(lines) + "\n"


def compress(folder: Path) -> int:
    """Write a .gz and a .br beside each text file below folder, as small as they get; return how many files have them.

    Copies that are already there and no older than their file stay. Raise OSError when one cannot be written.
    """
    files = [path for path in sorted(folder.rglob("*")) if _is_compressed(path)]
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        list(pool.map(_compress, files, chunksize=16))
    return len(files)


def write_checksums(folder: Path) -> None:
    """Write SHA256SUMS over all files below folder, in the form that sha256sum --check reads."""
    lines = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name != CHECKSUMS:
            lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n")
    write_aside(folder / CHECKSUMS, "".join(lines))


def _is_compressed(path: Path) -> bool:
    return path.suffix in COMPRESSED and path.is_file() and path.stat().st_size >= LEAST_BYTES


def _compress(path: Path) -> None:
    made = path.stat().st_mtime_ns
    for suffix, shrink in ((".gz", _gzip), (".br", _brotli)):
        copy = path.with_name(path.name + suffix)
        if not copy.exists() or copy.stat().st_mtime_ns < made:
            write_aside(copy, shrink(path.read_bytes()))


def _gzip(content: bytes) -> bytes:
    # Without a time inside, the same content gives the same bytes.
    return gzip.compress(content, 9, mtime=0)


def _brotli(content: bytes) -> bytes:
    return brotli.compress(content, mode=brotli.MODE_TEXT, quality=11)
