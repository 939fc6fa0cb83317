"""How much memory a process holds: the window, before and after it was used, or with every row of a list in Python.

python -m tests.benchmarks.resident list|all LIBRARY
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from readinglist.core.query import Query
from readinglist.store.library import Library

ROOT = Path(__file__).resolve().parents[2]
PAGES = 100
PHRASE = "attention"


@dataclass(frozen=True, slots=True)
class Resident:
    """What the process held when the window was painted, and after it was used, in MB."""

    begin: float
    end: float

    @property
    def added(self) -> float:
        """What the use added."""
        return self.end - self.begin


def measure(what: str, library: Path) -> Resident:
    """Have another process tell what it holds."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.resident", what, str(library)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return Resident(*map(float, said.stdout.split()))


def held() -> float:
    """MB of memory that this process holds now; Linux says so."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Open the window, use it, and say what was held before and after."""
    from tests.benchmarks.desk import open_desk, painted, pause

    what, path = sys.argv[1:]
    with open_desk(Path(path)) as desk:
        begin = held()
        if what == "all":
            with Library.open(Path(path), write=False) as library:
                everything = [*library.iterate(Query())]
                end = held()
                del everything
        else:
            desk.go("G, A")
            for keys in ("End", "Home", *["PgDown"] * PAGES):
                painted(partial(desk.press, keys))
            for letter in PHRASE if what == "window" else "":
                desk.type(letter)
                pause(60)
            desk.settle()
            end = held()
    sys.stdout.write(f"{begin} {end}\n")


if __name__ == "__main__":
    main()
