"""Killed or damaged, a library has every write that it acknowledged, and no half of one; `dev.py faults` does more."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.disk import Disk
from tests.faults.power import cut_power
from tests.faults.recording import can_record, record

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers are forked")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("kill", 30),
        ("migration", 16),
        ("two-writers", 25),
        ("damage", 24),
        ("typing", 60),
        ("backup", 30),
        ("chunks", 12),
    ],
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


@pytest.mark.skipif(not can_record(), reason="power cuts are made of what strace records")
def test_the_second_copy_is_on_the_disk_with_the_first_step(tmp_path: Path) -> None:
    """By its name as well, though it was made empty when the library was opened."""
    folder = tmp_path / "here"
    folder.mkdir()
    program = (
        "import sys; from pathlib import Path; from readinglist.commands.searches import save\n"
        "from readinglist.store.library import Library\n"
        "with Library.open(Path(sys.argv[1]) / 'library.db') as library: save(library, name='Sand', query='sand')\n"
    )
    disk = Disk(folder)
    for event in record([sys.executable, "-c", program, str(folder)], folder, tmp_path / "trace"):
        disk.do(event)
    found = [disk.after_cut(random.Random(seed)) for seed in range(50)]
    assert all(b"Sand" in (files["library.db.files/steps.jsonl"] or b"") for files in found)
