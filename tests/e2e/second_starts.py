"""Real starts of the program beside each other: `python -m tests.e2e.second_starts [--count N]` does many rounds."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds, after which something will not come any more

#: The program, which says what it does: "open", "offered FILE", "closed"; its window is closed after some milliseconds.
SAYING = """
import sys
from PySide6.QtCore import QTimer
from readinglist.gui import app
from readinglist.gui.imports import ImportFlow

def saying(offer):
    def offered(flow, files):
        offer(flow, files)
        for file in files:
            print("offered", file, flush=True)
    return offered

def timed(begin, milliseconds):
    def began(window, files, lock):
        begin(window, files, lock)
        print("open", flush=True)
        QTimer.singleShot(milliseconds, window.close)
    return began

ImportFlow.offer = saying(ImportFlow.offer)
app.begin = timed(app.begin, int(sys.argv.pop(1)))
from readinglist.__main__ import main
sys.exit(main())
"""


class Start:
    """One start of the program in a process of its own; `said` is what it has printed so far."""

    def __init__(self, library: Path, closes_after: int, files: Sequence[str | Path] = (), cwd: Path = ROOT) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SAYING, str(closes_after), "--library", str(library), *map(str, files)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd,
        )  # fmt: skip
        self.said: list[str] = []
        self.complained: list[str] = []
        self._listeners = [
            threading.Thread(target=_listen, args=(pipe, said))
            for pipe, said in ((self.process.stdout, self.said), (self.process.stderr, self.complained))
        ]
        for listener in self._listeners:
            listener.start()

    def end(self) -> int:
        """Wait until it has ended; its exit code."""
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        for listener in self._listeners:
            listener.join()
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()
        return code

    @property
    def offered(self) -> list[str]:
        """The files that its window offered for import."""
        return [line.removeprefix("offered ") for line in self.said if line.startswith("offered ")]


def _listen(pipe: IO[str], to: list[str]) -> None:
    """Each line as it comes: what is said so far is looked at meanwhile."""
    while line := pipe.readline():
        to.append(line.rstrip("\n"))


def wait_for(condition: Callable[[], bool]) -> bool:
    """Whether something came in time."""
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


@dataclass
class Told:
    """What the rounds showed: who came to show the file of the second start, and what went wrong."""

    rounds: int = 0
    handed_over: int = 0
    opened_itself: int = 0
    wrong: list[str] = field(default_factory=list)


def close_while_another_starts(count: int, folder: Path, seed: int = 1) -> Told:
    """A window closes at any moment of a second start: its file is taken, or it becomes the window, never neither."""
    told, chance, library = Told(), random.Random(seed), folder / "library.db"
    takes = 1.0  # seconds from a start to its window
    for number in range(count):
        file = folder / f"page {number}.txt"
        file.write_text("1. Sorting Pebbles\n\nWe sort pebbles by size.\n", "utf-8")
        began = time.monotonic()
        first = Start(library, round(takes * chance.uniform(200, 1800)))  # before, while and after the second comes
        wait_for(lambda first=first: "open" in first.said)  # type: ignore[misc]
        takes = time.monotonic() - began
        second = Start(library, 300, [file])
        codes = first.end(), second.end()
        if codes != (0, 0) or str(file) not in first.offered + second.offered:
            told.wrong.append(
                f"round {number}: {codes} {first.said} {second.said} {first.complained + second.complained}"
            )
        told.handed_over += "open" not in second.said
        told.opened_itself += "open" in second.said
        told.rounds += 1
    return told


def start_at_once(count: int, folder: Path) -> Told:
    """Two starts at the same moment: one window, which gets the files of both."""
    told, library = Told(), folder / "library.db"
    for number in range(count):
        files = [folder / f"{name} {number}.txt" for name in ("one", "two")]
        for file in files:
            file.write_text("1. Sorting Pebbles\n\nWe sort pebbles by size.\n", "utf-8")
        starts = [Start(library, 4000, [file]) for file in files]
        codes = [start.end() for start in starts]
        opened = sum("open" in start.said for start in starts)
        offered = sorted(name for start in starts for name in start.offered)
        if codes != [0, 0] or opened != 1 or offered != sorted(map(str, files)):
            told.wrong.append(f"round {number}: {codes} {[start.said + start.complained for start in starts]}")
        told.handed_over += opened == 1
        told.rounds += 1
    return told


def main() -> int:
    """Do many rounds of both; 1 where something went wrong."""
    asked = argparse.ArgumentParser(prog="second_starts", description=__doc__)
    asked.add_argument("--count", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        closing = close_while_another_starts(wanted.count, Path(folder), wanted.seed)
        sys.stdout.write(f"closing while another starts: {closing}\n")
        sys.stdout.flush()
    with tempfile.TemporaryDirectory() as folder:
        at_once = start_at_once(max(1, wanted.count // 5), Path(folder))
        sys.stdout.write(f"two starts at once: {at_once}\n")
    return 1 if closing.wrong or at_once.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
