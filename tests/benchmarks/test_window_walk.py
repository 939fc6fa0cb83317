"""The walk can be walked: a small one, so that the large one works on the day when it is needed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

WALK = Path(__file__).with_name("window_walk.py")


def test_the_walk_goes_through_the_whole_window_and_names_its_five_longest_gaps(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, str(WALK), "--papers", "300", "--times", "1", "--haste", "10",
         "--cache", str(tmp_path / "cache")],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (said.returncode, said.stderr) == (0, "")
    worst = said.stdout.partition("The worst 5 gaps of the event loop:")[2]
    assert len(re.findall(r"^ +[\d.]+ ms  \S.*, turn \d+", worst, re.MULTILINE)) == 5
    for action in (
        "type “transformer”",
        "export the papers that were read",
        "undo an import",
        "call a pair different",
        "take a merge apart",
        "another program writes",
    ):
        assert re.search(rf"^{re.escape(action)} +\d+ +[\d.]+ ms", said.stdout, re.MULTILINE)
    assert len(list((tmp_path / "cache").glob("300-*/library/library.db"))) == 1
