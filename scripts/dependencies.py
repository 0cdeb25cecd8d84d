"""Lists all that the guide is built and tested with: DEPENDENCIES.md, and a bill of materials (CycloneDX) for machines.

dependencies.py        writes DEPENDENCIES.md
dependencies.py FILE   writes the bill of materials to FILE
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NPM_LOCK = "tests/tools/package-lock.json"
# Names that packages give their licences, as SPDX calls them.
NAMES = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
}
HEAD = """\
# Dependencies

Everything that the guide is built or tested with, apart from Debian's own packages, and under which licence. None of it is
copied into this repository, and nothing of it is sent to a reader but Pagefind's search (MIT). Made by
`make dependencies`; the locked versions stand in requirements*.txt and tests/tools/package-lock.json.

| package | licence | for |
| --- | --- | --- |
"""


def bill() -> dict[str, Any]:
    """Return the bill of materials of the virtual environment and of the npm packages (CycloneDX)."""
    tool = Path(sys.executable).with_name("cyclonedx-py")
    command = [str(tool), "environment", "--output-reproducible", "--of", "JSON", sys.executable]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    locked = python_names("requirements-dev.txt")
    found["components"] = [one for one in found["components"] if _normal(one["name"]) in locked]
    for name, entry in _npm().items():
        licence = {"license": {"id": entry["license"]}}
        found["components"].append(
            {
                "type": "library",
                "bom-ref": f"npm:{name}@{entry['version']}",
                "name": name,
                "version": entry["version"],
                "purl": f"pkg:npm/{name}@{entry['version']}",
                "licenses": [licence],
            }
        )
    kept = {one["bom-ref"] for one in found["components"]}
    found["dependencies"] = [
        {**one, "dependsOn": [name for name in one.get("dependsOn", []) if name in kept]}
        for one in found.get("dependencies", [])
        if one["ref"] in kept
    ]
    return found


def rows(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return (package, licence, what for) for each component, by name."""
    runtime, npm = python_names("requirements.txt"), _npm()
    listed = []
    for one in found["components"]:
        use = "tests" if one["name"] in npm or _normal(one["name"]) not in runtime else "build"
        listed.append((_normal(one["name"]), licence_of(one), use))
    return sorted(listed)


def licence_of(component: dict[str, Any]) -> str:
    """Return a component's licence in SPDX's words; several that say the same count once."""
    said = []
    for entry in component.get("licenses", []):
        name = entry.get("expression") or entry["license"].get("id") or entry["license"]["name"]
        said.append(NAMES.get(name, name))
    return " and ".join(sorted(set(said))) or "none named"


def table(found: dict[str, Any]) -> str:
    """Return DEPENDENCIES.md."""
    return HEAD + "".join(f"| {name} | {licence} | {use} |\n" for name, licence, use in rows(found))


def python_names(file: str) -> set[str]:
    """Return the packages that a locked requirements file names."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return {_normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def _npm() -> dict[str, dict[str, Any]]:
    packages = json.loads((ROOT / NPM_LOCK).read_text(encoding="utf-8"))["packages"]
    return {path.rpartition("node_modules/")[2]: entry for path, entry in packages.items() if path}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    found = bill()
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    else:
        (ROOT / "DEPENDENCIES.md").write_text(table(found), encoding="utf-8")


if __name__ == "__main__":
    main()
