"""Files that were made, kept under .cache/offline, and how they come into the site.

Each file has a record beside it that says what it was made from; a record is written after its file, so that a file
with a record is whole. site/<l>/downloads holds links to the same bytes, under the stable name and the name with the
edition, a list for machines (files.json) and checksums (SHA256SUMS).
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from guide.files import write_aside

LIST, CHECKSUMS = "files.json", "SHA256SUMS"
DOWNLOADS = "downloads"
# Which files a language has, and what they were made from.
NAMES = "names.json"


@dataclass(frozen=True)
class Record:
    """What the downloads page says of a file.

    name: stable file name ('guide.pdf'); edition_name: the same with the edition; kind: guide, part, region, checklist
    or whatever else is made; bytes: its size; pages: of paper (0 where there are none); digest: of all that it was
    made from; sha256: of the file.
    """

    name: str
    edition_name: str
    kind: str
    locale: str
    title: str
    edition: str
    date: str
    revision: str
    digest: str
    pages: int = 0
    bytes: int = 0
    sha256: str = ""


class Store:
    """The files of the languages below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, locale: str, name: str) -> Path:
        return self.folder / locale / name

    def record(self, locale: str, name: str) -> Record | None:
        """Return the record of a file; None when it was not made, or not to its end."""
        path = self.path(locale, name)
        try:
            record = Record(**json.loads(_record_path(path).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return record if path.is_file() and path.stat().st_size == record.bytes else None

    def keep(self, made: Path, record: Record) -> Record:
        """Move a finished file to its place and write its record, completed with size and checksum."""
        path = self.path(record.locale, record.name)
        content = made.read_bytes()
        whole = dataclasses.replace(record, bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
        _record_path(path).unlink(missing_ok=True)
        made.replace(path)
        write_aside(_record_path(path), json.dumps(dataclasses.asdict(whole), ensure_ascii=False, indent=1))
        return whole

    def aside(self, locale: str, name: str) -> Path:
        """Return where a file is written before it is whole."""
        path = self.path(locale, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.with_name(f".{name}.new")

    def write_source(self, locale: str, name: str, text: str) -> Path:
        """Keep the text that a file is made from; return its path."""
        path = self.path(locale, name)
        write_aside(path, text)
        return path

    def is_current(self, record: Record) -> bool:
        """Say whether the file of a record is there, made from the same."""
        kept = self.record(record.locale, record.name)
        return kept is not None and kept.digest == record.digest

    def finish(self, locale: str, names: list[str], inputs: str) -> None:
        """Note that a language has exactly these files, made from these inputs; delete all others, also half ones."""
        write_aside(self.path(locale, NAMES), json.dumps({"inputs": inputs, "names": names}, indent=1))
        kept = {NAMES, *names}
        kept |= {f"{name}.json" for name in names} | {f"{name}.html" for name in names}
        for path in (self.folder / locale).iterdir():
            if path.name not in kept:
                path.unlink()

    def complete(self, locales: Sequence[str], inputs: str) -> dict[str, list[Record]]:
        """Return the records of the languages (none listed: of all there are), in the order in which they were
        planned; empty unless every file of each was made from these inputs."""
        found = {}
        for locale in locales or sorted(path.parent.name for path in self.folder.glob(f"*/{NAMES}")):
            try:
                noted = json.loads(self.path(locale, NAMES).read_text(encoding="utf-8"))
            except (OSError, ValueError):
                return {}
            records = [record for name in noted["names"] if (record := self.record(locale, name))]
            if noted["inputs"] != inputs or len(records) != len(noted["names"]):
                return {}
            found[locale] = records
        return found


def _record_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def publish(store: Store, records: list[Record], folder: Path) -> None:
    """Put a language's files, their list and checksums into its folder of the site; drop what is no longer made."""
    place = folder / DOWNLOADS
    place.mkdir(parents=True, exist_ok=True)
    _drop_old(place, records)
    for record in records:
        for name in (record.name, record.edition_name):
            link(store.path(record.locale, record.name), place / name)
    listed = [_public(record) for record in records]
    write_aside(place / LIST, json.dumps({"files": listed}, ensure_ascii=False, indent=1) + "\n")
    sums = sorted((name, record.sha256) for record in records for name in (record.name, record.edition_name))
    write_aside(place / CHECKSUMS, "".join(f"{digest}  {name}\n" for name, digest in sums))


def published(folder: Path) -> list[dict[str, object]]:
    """Return the list that publish() wrote below a language's folder of the site; empty before the first time."""
    path = folder / DOWNLOADS / LIST
    return list(json.loads(path.read_text(encoding="utf-8"))["files"]) if path.is_file() else []


def _public(record: Record) -> dict[str, object]:
    return {key: value for key, value in dataclasses.asdict(record).items() if key != "digest"}


def _drop_old(place: Path, records: list[Record]) -> None:
    wanted = {name for record in records for name in (record.name, record.edition_name)}
    for entry in published(place.parent):
        for name in (str(entry["name"]), str(entry["edition_name"])):
            if name not in wanted:
                (place / name).unlink(missing_ok=True)


def link(source: Path, target: Path) -> None:
    """Put a second name for a file's bytes in place of what is there; a copy where the disk has no links."""
    if target.exists() and target.samefile(source):
        return
    aside = target.with_name(f".{target.name}.new")
    aside.unlink(missing_ok=True)
    try:
        os.link(source, aside)
    except OSError:
        shutil.copyfile(source, aside)
    aside.replace(target)
