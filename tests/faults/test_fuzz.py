"""Hostile input crashes nothing; `dev.py faults fuzz` tries two hundred thousand."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from tests.faults.fuzz_inputs import Inputs

ROOT = Path(__file__).resolve().parents[2]


def test_hostile_input_crashes_nothing() -> None:
    """In a process of its own, because it looks at what the process needs."""
    command = [sys.executable, "-m", "tests.faults", "fuzz", "--count", "400", "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "lost=[]" in done.stdout
    assert "4 hostile papers shown" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_same_seed_makes_the_same_inputs() -> None:
    one, other = (Inputs(random.Random(3)) for _ in range(2))
    assert [one.data() for _ in range(50)] == [other.data() for _ in range(50)]
    assert [one.text() for _ in range(50)] == [other.text() for _ in range(50)]
