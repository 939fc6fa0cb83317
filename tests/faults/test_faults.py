"""Killed or damaged, a library has every write that it acknowledged, and no half of one; `dev.py faults` does more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.power import cut_power
from tests.faults.recording import can_record

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers are forked")


@pytest.mark.parametrize(
    ("name", "count"),
    [("kill", 30), ("migration", 16), ("two-writers", 25), ("damage", 24), ("typing", 60), ("backup", 30)],
)
def test_nothing_acknowledged_is_lost_and_nothing_is_there_by_half(name: str, count: int) -> None:
    """In a process of its own, because it forks."""
    command = [sys.executable, "-m", "tests.faults", name, "--count", str(count), "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"={count}, " in done.stdout
    assert "lost=[]" in done.stdout


@pytest.mark.skipif(not can_record(), reason="power cuts are made of what strace records")
def test_no_power_cut_takes_what_was_acknowledged(tmp_path: Path) -> None:
    told = cut_power(120, tmp_path, 7, lambda _: None)
    assert told.states == 120
    assert not told.lost
