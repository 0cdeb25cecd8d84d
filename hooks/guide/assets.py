"""Names of styles and scripts that change with their content, so that they may be cached for good."""

from __future__ import annotations

import hashlib
import posixpath


def hashed_name(name: str, content: bytes) -> str:
    """Return 'assets/js/site.1a2b3c4d.js' for 'assets/js/site.js' and its content."""
    stem, extension = posixpath.splitext(name)
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}{extension}"
