"""A disk that is really full: reading goes on, a submission still gets through, and nothing is half written."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOUNT = 'mount -t tmpfs -o size=8m tmpfs "$1" && exec "$2" -m tests.faults.filler "$1"'
ALONE = ("unshare", "--user", "--map-root-user", "--mount")


def may_mount() -> bool:
    """Whether this machine lets a test have a small file system of its own."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="needs user namespaces to mount a small disk")
def test_on_a_full_disk_reading_goes_on_and_a_submission_gets_through(tmp_path: Path) -> None:
    command = [*ALONE, "sh", "-c", MOUNT, "sh", str(tmp_path), sys.executable]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    assert facts.pop("saved") == facts.pop("kept") > 20
    assert facts == {
        "upload refused": True,
        "left aside": 0,
        "readable": {"strasse": "Am Markt"},
        "reserve before": True,
        "reference": "LP03-2026-000001",
        "reserve after": False,
        "integrity": "ok",
        "recovered": 1,
        "found again": True,
    }
