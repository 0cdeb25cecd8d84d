"""No heading can take the id of an element that a template or script relies on."""

from __future__ import annotations

import re

from guide.checks.structure import RESERVED
from tests.conftest import REPOSITORY

IN_TEMPLATES = re.compile(r'\bid="([a-z][a-z0-9-]*)"')
# Ids that a script makes, or whose content it takes for settings; it may look for the headings of a page freely.
IN_SCRIPTS = re.compile(r'JSON\.parse\(document\.getElementById\("([a-z][a-z0-9-]*)"\)|\.id = "([a-z][a-z0-9-]*)"')


def test_every_id_of_templates_and_scripts_is_reserved():
    used = set()
    for path in (REPOSITORY / "overrides").rglob("*.html"):
        used |= set(IN_TEMPLATES.findall(path.read_text(encoding="utf-8")))
    for path in (REPOSITORY / "overrides" / "assets").rglob("*.js"):
        used |= {name for pair in IN_SCRIPTS.findall(path.read_text(encoding="utf-8")) for name in pair if name}
    assert used - RESERVED == set()
    assert used, "the patterns no longer find any id"
