"""Files that are the same bytes whenever they are made from the same content: one date, one order, one packing."""

from __future__ import annotations

import datetime
import io
import os
import zipfile
from collections.abc import Iterable

# What a file says when SOURCE_DATE_EPOCH (reproducible-builds.org) is not set: 1 January 2026.
DEFAULT_SECONDS = 1_767_225_600
# A zip knows no earlier time: 1 January 1980.
FIRST_ZIP_SECONDS = 315_532_800


def moment() -> datetime.datetime:
    """Return the time, in UTC and without a zone, that files say they were made."""
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", DEFAULT_SECONDS))
    return datetime.datetime.fromtimestamp(max(seconds, FIRST_ZIP_SECONDS), tz=datetime.UTC).replace(tzinfo=None)


def zip_entry(name: str) -> zipfile.ZipInfo:
    """Return the entry of a plain file, readable by all, with our moment."""
    entry = zipfile.ZipInfo(name, moment().timetuple()[:6])
    entry.external_attr = 0o644 << 16
    return entry


def zip_bytes(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of (name, content) pairs, sorted by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files):
            archive.writestr(zip_entry(name), content, zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()
