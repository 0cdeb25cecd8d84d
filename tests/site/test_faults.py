"""Hard to break: killed builds, full disks, closed folders, links out of the tree. Each leaves the last good site."""

from __future__ import annotations

import ctypes
import hashlib
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.build import _swap, build_site
from tests.conftest import REPOSITORY

# `make fuzz` kills fifty builds.
KILLS = int(os.environ.get("KILLS", "6"))
GUIDE = [sys.executable, "-m", "guide.cli"]
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24


@pytest.fixture
def built(make_guide) -> Path:
    """A small guide with the real theme and hooks, built once, then edited."""
    root = make_guide()
    for name in ("overrides", "hooks"):
        (root / name).symlink_to(REPOSITORY / name)
    (root / "requirements.txt").write_text("")
    build_site(root)
    page = root / "docs/legislate/ratify.md"
    page.write_text(page.read_text().replace("Opening words", "Other words"), encoding="utf-8")
    return root


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return found.hexdigest()


def guide(root: Path, *arguments: str, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would; before: what the new process does to itself first."""
    command = [*GUIDE, "--root", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=before, timeout=120)


def obey_modes() -> None:
    """The superuser reads and writes what modes forbid; in CI the tests are the superuser's. Give that up."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            assert libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0


def said(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a failed command printed: lines for a person, no traceback."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stdout.strip(), "a failure says why"
    assert all(":" in line for line in done.stdout.splitlines())
    return done.stdout


def test_a_build_killed_at_any_moment_leaves_a_whole_site(built):
    good = digest(built / "site")
    started = time.monotonic()
    copy = guide(built, "site")
    whole = time.monotonic() - started
    assert copy.returncode == 0
    new = digest(built / "site")
    assert new != good
    chance = random.Random(8)
    command = [*GUIDE, "--root", str(built), "site", "en", "fr", "ar"]
    for _ in range(KILLS):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.2, whole * 1.1))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert digest(built / "site") == new
    assert guide(built, "site", "en").returncode == 0, "the next build needs no help"
    assert not list(built.glob(".site.*")), "and clears what the killed ones left"


def test_there_is_a_site_at_every_moment_of_the_swap(tmp_path):
    output, aside = tmp_path / "site", tmp_path / ".site.new"
    missing, stop = [0], threading.Event()
    output.mkdir()
    (output / "index.html").write_text("0")

    def look() -> None:
        while not stop.is_set():
            missing[0] += not (output / "index.html").exists()

    watcher = threading.Thread(target=look)
    watcher.start()
    for number in range(300):
        aside.mkdir()
        (aside / "index.html").write_text(str(number))
        _swap(aside, output, whole=number % 2 == 0)
        shutil.rmtree(aside, ignore_errors=True)
    stop.set()
    watcher.join()
    assert missing == [0]
    assert (output / "index.html").read_text() == "299"


@pytest.mark.parametrize("most", [300, 5_000, 40_000])
def test_a_full_disk_is_named_and_leaves_the_last_good_site(built, most):
    before = digest(built / "site")
    done = guide(built, "site", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    assert re.search("file too large|file size limit exceeded", said(done), re.IGNORECASE)
    assert digest(built / "site") == before
    assert not (built / ".site.new").exists()


def test_a_folder_that_may_not_be_written_is_named(built):
    before = digest(built / "site")
    built.chmod(0o555)
    try:
        done = guide(built, "site", before=obey_modes)
    finally:
        built.chmod(0o755)
    assert ":0: Permission denied" in said(done)
    assert digest(built / "site") == before


@pytest.mark.parametrize(
    "name", ["docs/legislate/ratify.md", "docs/data/facts.yml", "translations/fr/legislate/ratify.md"]
)
@pytest.mark.parametrize("command", ["check", "site"])
def test_a_file_that_cannot_be_read_is_named(built, name, command):
    before = digest(built / "site")
    (built / name).chmod(0)
    try:
        done = guide(built, command, before=obey_modes)
    finally:
        (built / name).chmod(0o644)
    assert f"{name}:0: cannot be read: Permission denied" in said(done)
    assert digest(built / "site") == before


@pytest.mark.parametrize(
    "name", ["docs/legislate/other.md", "docs/data/facts.yml", "docs/legislate/picture.png", "docs/legislate/folder"]
)
@pytest.mark.parametrize("command", ["check", "site"])
def test_a_link_out_of_the_tree_is_named_and_not_followed(built, tmp_path, name, command):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("---\ntitle: Secret\n---\n\nSecret words.\n")
    (built / name).unlink(missing_ok=True)
    (built / name).symlink_to(outside if name.endswith("folder") else outside / "secret.md")
    done = guide(built, command)
    assert f"{name}:0: is a link " in said(done)
    assert "Secret" not in done.stdout


def test_a_link_that_leads_nowhere_or_round_in_a_circle_is_named(built):
    (built / "docs/legislate/nowhere.md").symlink_to("gone.md")
    (built / "docs/legislate/round.md").symlink_to("round.md")
    lines = said(guide(built, "check"))
    assert "docs/legislate/nowhere.md:0:" in lines
    assert "docs/legislate/round.md:0:" in lines
