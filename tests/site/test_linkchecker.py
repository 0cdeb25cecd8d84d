"""LinkChecker walks the whole built site, as a stranger's tool would (test_pages.py checks every anchor)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.webserver import serve


def test_linkchecker_finds_no_broken_link(site_dir, built_pages):
    with serve(site_dir) as address:
        command = [
            str(Path(sys.executable).with_name("linkchecker")),
            f"--config={Path(__file__).with_name('linkcheckerrc')}", "--no-status", "--no-warnings", "--no-robots", "--ignore-url=^https?://(?!127)", "--ignore-url=#",
            f"{address}/?list",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=1200, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    checked = re.search(r"(\d+) URLs checked", done.stdout)
    assert checked is not None and int(checked[1]) >= len(built_pages), done.stdout[-500:]
